import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isRefusalPage } from '../signs.ts';

export const firewallUrlInQuery: Fault = {
  id: 'firewall-url-in-query',
  layer: 'CDN or firewall',
  title: 'A firewall refuses URLs in the query',
  level: 'warning',
  symptom:
    'Any request whose query holds a URL gets a page with 403: the page that grants keys, with its callback_url and return_url, first of all.',
  probes: ['A1', 'A14', 'A14u'],
  lookAlikes: [{ id: 'wc-auth-blocked', difference: 'only the page that grants keys is refused' }],
  examine(evidence) {
    if (!isRefusalPage(evidence, 'A14u') || isRefusalPage(evidence, 'A1')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A1', 'the front page passes'),
        quote(evidence, 'A14u', 'the same page with a URL in its query does not'),
        ...quoteAll(evidence, ['A14'], 'the page that grants keys'),
      ],
    };
  },
  fixes: [
    {
      server: 'Apache',
      where:
        'the virtual host, before the rules: the ids of remote file inclusion in the OWASP core rule set; the audit log names others',
      lines:
        'SecRule REQUEST_FILENAME "@rx ^/(wc-auth|wp-json/wc)/" "id:10104,phase:1,pass,nolog,ctl:ruleRemoveById=931100-931199"',
      check: 'Run the doctor again: A14 is answered 302.',
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Custom rules, action Skip',
      lines: 'starts_with(http.request.uri.path, "/wc-auth/")',
      check: 'Run the doctor again: A14 is answered 302.',
    },
  ],
  workaround:
    'Keys made by hand in WooCommerce → Settings → Advanced → REST API, in the place of the page that grants them.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/10678'],
};
