import type { Fault } from '../fault.ts';
import { originOf } from '../known.ts';
import { quote } from '../proof.ts';

export const subDirectory: Fault = {
  id: 'sub-directory',
  layer: 'client',
  title: 'The store lives at another path than the URL given',
  level: 'fault',
  symptom: '404 or a redirect for /wp-json/ at the URL given; the API answers below the path of the store.',
  probes: ['A1', 'A2', 'A2a'],
  lookAlikes: [{ id: 'no-rewrite', difference: 'there is no redirect, and ?rest_route=/ answers' }],
  examine(evidence) {
    const { asked, site, hops } = evidence.whereabouts;
    if (originOf(asked) !== originOf(site) || asked === site || !evidence.isWordPress('A2')) return undefined;
    if (evidence.said('A2a') === undefined || evidence.said('A2a') === 'let in') return undefined;
    return {
      certainty: 'proven',
      proof: [
        ...hops.slice(0, 1).map(({ to, status }) => `A1 was redirected (${status}) from ${asked}/ to ${to}.`),
        quote(evidence, 'A2', `the index answers below ${site}`),
        quote(evidence, 'A2a', `below ${asked} it does not`),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the value of "home" in the index, with its path',
      check: 'Run the doctor with that URL.',
    },
  ],
  workaround: 'None is needed: ask the URL with the path.',
  sources: [
    'https://github.com/woocommerce/wc-api-python/issues/65',
    'https://github.com/woocommerce/woocommerce/issues/12498',
  ],
};
