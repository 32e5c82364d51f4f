import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isRefusalPage } from '../signs.ts';

export const firewallMissingAccept: Fault = {
  id: 'firewall-missing-accept',
  layer: 'CDN or firewall',
  title: 'A firewall wants an Accept header',
  level: 'warning',
  symptom: 'A client that sends no Accept header gets a page with 406 or 403; curl and browsers send one.',
  probes: ['A4', 'A9-accept'],
  lookAlikes: [{ id: 'user-agent-filter', difference: 'it depends on the User-Agent' }],
  examine(evidence) {
    if (!evidence.isWordPress('A4') || !isRefusalPage(evidence, 'A9-accept')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A4', 'with Accept: */* WordPress answers'),
        quote(evidence, 'A9-accept', 'without it a page comes'),
      ],
    };
  },
  fixes: [
    { server: 'client', where: 'the client', lines: 'Accept: */*', check: 'The answer is JSON.' },
    {
      server: 'Apache',
      where:
        'the virtual host, before the rules (920300 is the OWASP core rule set’s; another set has another id)',
      lines:
        'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10102,phase:1,pass,nolog,ctl:ruleRemoveById=920300"',
      check: 'Run the doctor again: A9-accept is answered as A4.',
    },
  ],
  workaround: 'Send Accept: */* (or application/json).',
  sources: [
    'https://github.com/XiaoFaye/WooCommerce.NET/issues/574',
    'https://github.com/woocommerce/wc-api-php/issues/220',
  ],
};
