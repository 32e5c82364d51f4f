import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isRefusalPage } from '../signs.ts';

export const firewallOverrideHeader: Fault = {
  id: 'firewall-override-header',
  layer: 'CDN or firewall',
  title: 'A firewall refuses X-HTTP-Method-Override',
  level: 'warning',
  symptom: 'POST with X-HTTP-Method-Override gets a page with 403; with ?_method=PUT it passes.',
  probes: ['A8-_method', 'A8-override'],
  lookAlikes: [{ id: 'methods-blocked', difference: 'PUT itself is refused; both often come together' }],
  examine(evidence) {
    if (!evidence.isWordPress('A8-_method') || !isRefusalPage(evidence, 'A8-override')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A8-_method', 'the override in the query passes'),
        quote(evidence, 'A8-override', 'the same in a header does not'),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client',
      lines: 'POST /wp-json/wc/v3/products/7?_method=PUT',
      check: 'The answer is JSON.',
    },
    {
      server: 'Apache',
      where: 'the virtual host, after the rules of the OWASP core rule set',
      lines: 'SecRuleUpdateTargetById 920450 "!REQUEST_HEADERS_NAMES:/^X-HTTP-Method-Override$/"',
      check: 'Run the doctor again: A8-override is answered in JSON.',
    },
  ],
  workaround: '?_method=PUT in the query, or PUT itself where it passes.',
  sources: ['https://github.com/coreruleset/wordpress-rule-exclusions-plugin/issues/20'],
};
