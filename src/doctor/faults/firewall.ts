import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isChallenge, isRefusalPage } from '../signs.ts';

const check = 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view, in JSON.';

/** Requests that differ in where credentials are; a rule that dislikes one of them lets the others pass. */
const withCredentials = ['A5', 'A6', 'A7', 'A15', 'A16', 'A20', 'A21', 'B4', 'B4a', 'B4p', 'B5', 'B6'];

export const firewall: Fault = {
  id: 'firewall',
  layer: 'CDN or firewall',
  title: 'A firewall refuses requests for the API',
  level: 'fault',
  symptom:
    'An HTML page with 403, 406, 455, 501 or the like in the place of JSON, with none of the headers of WordPress. A browser at the same URL may see JSON.',
  probes: ['A2', 'A3', 'A4', 'A9-browser', 'A5', 'A6', 'B5', 'B6'],
  lookAlikes: [
    { id: 'user-agent-filter', difference: 'with the User-Agent of a browser WordPress answers' },
    { id: 'ip-blocked', difference: 'the front page is refused too' },
    { id: 'rest-path-404', difference: 'the page is a 404' },
    { id: 'htpasswd', difference: '401 with WWW-Authenticate' },
  ],
  examine(evidence) {
    if (isChallenge(evidence.reading('A4')) || /cloudflare/i.test(evidence.reading('A4')?.text ?? ''))
      return undefined;
    if (isRefusal(evidence, 'A4')) return wholly(evidence);
    if (!evidence.isWordPress('A4')) return undefined;
    const refused = withCredentials.filter(id => isRefusal(evidence, id));
    if (refused.length === 0) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A4', 'without credentials WordPress answers'),
        ...quoteAll(evidence, refused.slice(0, 3), 'the same list with something more in the request'),
      ],
      undecided: "Which rule it is cannot be seen from outside: the firewall's audit log names its id.",
    };
  },
  fixes: [
    {
      server: 'Apache',
      where:
        'the virtual host (or ModSecurity → Rules at cPanel and Plesk), with the id of the rule from the audit log in the place of 000000',
      lines:
        'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10100,phase:1,pass,nolog,ctl:ruleRemoveById=000000"',
      check,
    },
    {
      server: 'LiteSpeed',
      where: 'the rules of ModSecurity, with the id from its log in the place of 000000',
      lines:
        'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10100,phase:1,pass,nolog,ctl:ruleRemoveById=000000"',
      check,
    },
    {
      server: 'Nginx',
      where: 'the location or the rule (6G, 7G, a map of bad bots) that answers 403',
      lines: 'location ^~ /wp-json/wc/ {\n  try_files $uri /index.php?$args;\n}',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Custom rules, action Skip',
      lines:
        'starts_with(http.request.uri.path, "/wp-json/wc/") or starts_with(http.request.uri.path, "/wc-auth/") or http.request.uri.query contains "rest_route=/wc/"',
      check,
    },
    {
      server: 'WordPress',
      where: 'a security plugin (Wordfence, All-In-One Security, …)',
      lines: 'an exception for /wp-json/wc/',
      check,
    },
  ],
  workaround:
    'Another way of sending the credentials (header, query, OAuth) may pass: see which of B5, B6, B4 and B4p are let in. Otherwise none; the host has to except the rule.',
  wrongAdvice:
    'Switching the whole firewall off: one rule excepted for one path is enough, and the audit log names it.',
  sources: [
    'https://github.com/XiaoFaye/WooCommerce.NET/issues/810',
    'https://github.com/woocommerce/woocommerce/issues/43728',
    'https://github.com/Automattic/jetpack/issues/17689',
  ],
};

function isRefusal(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    isRefusalPage(evidence, id) &&
    ![401, 404, 500].includes(reading?.status as number) &&
    !isChallenge(reading)
  );
}

function wholly(evidence: Evidence): ReturnType<Fault['examine']> {
  // Nothing at all passes: an address that is blocked, told by its own fault.
  if (isRefusal(evidence, 'A1') && !evidence.isWordPress('A2')) return undefined;
  if (evidence.isWordPress('A9-browser') || evidence.said('A9-browser') === 'missing parameter')
    return undefined;
  const index = evidence.isWordPress('A2')
    ? quote(evidence, 'A2', 'the index of the REST API passes')
    : quote(evidence, 'A1', 'the front page passes');
  return {
    certainty: evidence.isWordPress('A2') ? 'proven' : 'likely',
    proof: [
      index,
      quote(evidence, 'A4', 'a list of WooCommerce does not, and the page is not WordPress’s'),
      ...quoteAll(evidence, ['A9-browser'], 'as a browser neither'),
    ],
    undecided:
      "Which rule it is cannot be seen from outside, nor whether other networks pass: the firewall's audit log names the rule's id.",
  };
}
