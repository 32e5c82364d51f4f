import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isRefusalPage } from '../signs.ts';

export const firewallEmptyParameter: Fault = {
  id: 'firewall-empty-parameter',
  layer: 'CDN or firewall',
  title: 'A firewall refuses parameters without a value',
  level: 'warning',
  symptom: 'Requests with an empty parameter (?search=) get a page with 403; without it they pass.',
  probes: ['A4', 'A19'],
  lookAlikes: [{ id: 'firewall', difference: 'the list without parameters is refused too' }],
  examine(evidence) {
    if (!evidence.isWordPress('A4') || !isRefusalPage(evidence, 'A19')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A4', 'without an empty parameter WordPress answers'),
        quote(evidence, 'A19', 'with search= a page comes'),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client',
      lines: 'Leave parameters out that have no value.',
      check: 'The answer is JSON.',
    },
    {
      server: 'Apache',
      where: 'the virtual host, before the rules (243420 is Comodo’s; the audit log names the one at hand)',
      lines:
        'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10103,phase:1,pass,nolog,ctl:ruleRemoveById=243420"',
      check: 'Run the doctor again: A19 is answered as A4.',
    },
  ],
  workaround: 'Leave empty parameters out.',
  sources: ['https://github.com/Automattic/jetpack/issues/17689'],
};
