import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { namespaces } from '../signs.ts';

export const woocommerceInactive: Fault = {
  id: 'woocommerce-inactive',
  layer: 'WooCommerce',
  title: 'WooCommerce is not active',
  level: 'fault',
  symptom: '404 JSON rest_no_route below /wp-json/wc/, and no wc/ among the namespaces of /wp-json/.',
  probes: ['A2', 'A3'],
  lookAlikes: [
    { id: 'woocommerce-too-old', difference: 'wc/v1 or wc/v2 are there' },
    { id: 'rest-path-404', difference: 'the 404 is a page' },
  ],
  examine(evidence) {
    const names = namespaces(evidence);
    if (names === undefined || names.some(name => /^wc\/v\d/.test(name))) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(
          evidence,
          'A2',
          `its namespaces are ${names.slice(0, 6).join(', ') || 'none'}, and no wc/ is among them`,
        ),
        ...(evidence.reading('A3') ? [quote(evidence, 'A3', 'no such route')] : []),
      ],
      undecided:
        'Whether it is installed and inactive, or not installed, or this is another site of a multisite cannot be seen.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Plugins → WooCommerce',
      lines: 'Activate',
      check: 'Run the doctor again: A2 names wc/v3.',
    },
    {
      server: 'client',
      where: "the URL in the client's settings, on a multisite",
      lines: 'the URL of the site that has the store',
      check: 'Run the doctor with that URL.',
    },
  ],
  workaround: 'None.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/14629'],
};
