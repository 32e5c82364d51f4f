import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isRefusalPage } from '../signs.ts';

export const wcAuthBlocked: Fault = {
  id: 'wc-auth-blocked',
  layer: 'CDN or firewall',
  title: 'A firewall refuses the page that grants keys',
  level: 'fault',
  symptom:
    'An app that asks for keys sends the merchant to /wc-auth/v1/authorize?…&callback_url=…, and the merchant sees 403 or 406.',
  probes: ['A4', 'A13', 'A14', 'A14u'],
  lookAlikes: [
    { id: 'firewall-url-in-query', difference: 'other pages with a URL in the query are refused too' },
    { id: 'wc-auth-404', difference: 'A13 is a 404' },
  ],
  examine(evidence) {
    if (!isRefusalPage(evidence, 'A14') || isRefusalPage(evidence, 'A14u')) return undefined;
    const status = evidence.reading('A14')?.status as number;
    if ([401, 404, 500].includes(status) || isRefusalPage(evidence, 'A1')) return undefined;
    const page = evidence.reading('A13')?.status;
    return {
      certainty: 'proven',
      proof: [
        quote(
          evidence,
          'A13',
          page === 401 ? 'the page is there, and names what is missing' : 'the page itself is refused',
        ),
        quote(evidence, 'A14', 'with callback_url and return_url it is refused, and not by WordPress'),
      ],
    };
  },
  fixes: [
    {
      server: 'Apache',
      where:
        'the virtual host, before the rules (1234123 and 1234234 are of hosts, 931100-931199 of the OWASP core rule set; the audit log names the one at hand)',
      lines:
        'SecRule REQUEST_FILENAME "@beginsWith /wc-auth/v1/" "id:10105,phase:1,pass,nolog,ctl:ruleRemoveById=1234123,ctl:ruleRemoveById=1234234,ctl:ruleRemoveById=931100-931199"',
      check: 'Run the doctor again: A14 is answered 302.',
    },
    {
      server: 'Nginx',
      where: 'the rule that answers 403: not for this path',
      lines: 'location ^~ /wc-auth/ {\n  try_files $uri /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A14 is answered 302.',
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Custom rules, action Skip',
      lines: 'starts_with(http.request.uri.path, "/wc-auth/")',
      check: 'Run the doctor again: A14 is answered 302.',
    },
  ],
  workaround:
    'Let the merchant make a key by hand (WooCommerce → Settings → Advanced → REST API) and paste it into the app.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/10678',
    'https://github.com/wordpress-mobile/WordPressAuthenticator-iOS/issues/3',
  ],
};
