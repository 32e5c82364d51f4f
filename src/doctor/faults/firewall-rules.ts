/** Rules of a firewall that dislike something in a request: mod_security and its like. */
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { quote, quoteAll, type Told } from '../proof.ts';
import { isChallenge, isRefusalPage, isWithoutRewriting } from '../signs.ts';

const agents = ['A9-empty', 'A9-python', 'A9-woocommerce', 'A9-google', 'A9-browser'];

export const firewallRulesFaults: readonly Fault[] = [
  simulated('wc-auth-blocked', {
    level: 'fault',
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
  }),
  simulated('methods-blocked', {
    level: 'fault',
    probes: ['A4', 'A8-PUT', 'A8-PATCH', 'A8-DELETE', 'A8-_method'],
    lookAlikes: [
      { id: 'read-only-key', difference: 'JSON comes, 401 woocommerce_rest_authentication_error' },
      { id: 'firewall', difference: 'GET is refused too' },
    ],
    examine(evidence) {
      if (!evidence.isWordPress('A4') || isWithoutRewriting(evidence)) return undefined;
      const refused = ['A8-PUT', 'A8-PATCH', 'A8-DELETE'].filter(id => {
        const reading = evidence.reading(id);
        return (
          reading?.said === 'no answer' ||
          (reading?.said === 'not JSON' && [400, 403, 405, 406, 455, 501].includes(reading.status as number))
        );
      });
      if (refused.length === 0) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A4', 'GET reaches WordPress'),
          ...quoteAll(evidence, refused, 'this method does not'),
          ...(evidence.isWordPress('A8-_method')
            ? [quote(evidence, 'A8-_method', 'POST with ?_method=PUT gets past')]
            : []),
        ],
      };
    },
    fixes: [
      {
        server: 'Apache',
        where: 'the setup of the OWASP core rule set (crs-setup.conf), above the rules',
        lines:
          'SecAction "id:900200,phase:1,nolog,pass,t:none,setvar:\'tx.allowed_methods=GET HEAD POST OPTIONS PUT PATCH DELETE\'"',
        check: 'Run the doctor again: A8-PUT and A8-DELETE are answered in JSON.',
      },
      {
        server: 'Apache',
        where: 'the <Location> or <Directory> with AllowMethods or <LimitExcept>',
        lines: 'AllowMethods reset',
        insteadOf: 'AllowMethods GET POST HEAD OPTIONS',
        check: 'Run the doctor again: A8-PUT and A8-DELETE are answered in JSON.',
      },
      {
        server: 'Nginx',
        where: 'the server: the `if ($request_method !~ …)` or limit_except knows these methods too',
        lines: 'if ($request_method !~ ^(GET|HEAD|POST|OPTIONS|PUT|PATCH|DELETE)$) { return 405; }',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A8-PUT is answered in JSON.',
      },
      {
        server: 'IIS',
        where: 'web.config, in <system.webServer>',
        lines:
          '<modules><remove name="WebDAVModule" /></modules>\n<handlers><remove name="WebDAV" /></handlers>',
        check: 'Run the doctor again: A8-PUT is answered in JSON.',
      },
    ],
    workaround:
      'POST with ?_method=PUT (or DELETE) in the query. OAuth: sign it as POST, with _method among the parameters. Rather not X-HTTP-Method-Override: the OWASP core rule set blocks that header (rule 920450).',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/9838',
      'https://github.com/woocommerce/woocommerce/issues/23155',
      'https://github.com/coreruleset/wordpress-rule-exclusions-plugin/issues/20',
    ],
  }),
  simulated('user-agent-filter', {
    level: 'fault',
    probes: ['A5', 'A9-browser', 'A9-empty', 'A9-python', 'A9-woocommerce', 'A9-google'],
    lookAlikes: [
      { id: 'firewall', difference: 'a browser is refused too' },
      { id: 'bot-cache', difference: 'WordPress answers, and the query is ignored' },
    ],
    examine(evidence) {
      const passes = ['A5', 'A9-browser'].find(id => evidence.isWordPress(id));
      if (passes === undefined) return undefined;
      const refused = ['A5', ...agents].filter(
        id => isRefusalPage(evidence, id) && !isChallenge(evidence.reading(id)),
      );
      // A rule against the parameter itself refuses all but none of these.
      if (refused.length === 0) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, passes, `${agentOf(passes)} passes`),
          ...refused.flatMap(id =>
            quoteAll(evidence, [id], `${agentOf(id)} does not, with all else the same`),
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'the client',
        lines: 'User-Agent: Example-Sync/1.2 (+https://example.com/contact)',
        check: 'curl -i -A "Example-Sync/1.2" https://shop.example/wp-json/wc/v3/products answers JSON.',
      },
      {
        server: 'Apache',
        where: 'the virtual host, with the id of the rule from the audit log in the place of 000000',
        lines:
          'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10101,phase:1,pass,nolog,ctl:ruleRemoveById=000000"',
        check: 'Run the doctor again: the A9 probes are answered alike.',
      },
      {
        server: 'Nginx',
        where: 'the map or the `if ($http_user_agent ~* …)` that answers 403: not for the API',
        lines: 'location ^~ /wp-json/wc/ {\n  try_files $uri /index.php?$args;\n}',
        check: 'nginx -t && nginx -s reload. Run the doctor again: the A9 probes are answered alike.',
      },
      {
        server: 'Cloudflare',
        where: 'Security → WAF: the custom rule on the User-Agent excepts the API',
        lines: 'and not starts_with(http.request.uri.path, "/wp-json/wc/")',
        check: 'Run the doctor again: the A9 probes are answered alike.',
      },
    ],
    workaround: 'Send a User-Agent of your own that says who you are; most libraries have an option for it.',
    sources: [
      'https://github.com/XiaoFaye/WooCommerce.NET/issues/712',
      'https://github.com/woocommerce/wc-api-python/issues/67',
    ],
  }),
  simulated('firewall-url-in-query', {
    level: 'warning',
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
  }),
  simulated('firewall-override-header', {
    level: 'warning',
    probes: ['A8-_method', 'A8-override'],
    lookAlikes: [{ id: 'methods-blocked', difference: 'PUT itself is refused; both often come together' }],
    examine: evidence =>
      refusedVariation(
        evidence,
        ['A8-_method', 'the override in the query passes'],
        ['A8-override', 'the same in a header does not'],
      ),
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
  }),
  simulated('firewall-missing-accept', {
    level: 'warning',
    probes: ['A4', 'A9-accept'],
    lookAlikes: [{ id: 'user-agent-filter', difference: 'it depends on the User-Agent' }],
    examine: evidence =>
      refusedVariation(
        evidence,
        ['A4', 'with Accept: */* WordPress answers'],
        ['A9-accept', 'without it a page comes'],
      ),
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
  }),
  simulated('firewall-empty-parameter', {
    level: 'warning',
    probes: ['A4', 'A19'],
    lookAlikes: [{ id: 'firewall', difference: 'the list without parameters is refused too' }],
    examine: evidence =>
      refusedVariation(
        evidence,
        ['A4', 'without an empty parameter WordPress answers'],
        ['A19', 'with search= a page comes'],
      ),
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
  }),
];

function agentOf(id: string): string {
  const names: Record<string, string> = {
    A5: 'the doctor’s User-Agent',
    'A9-browser': 'the User-Agent of a browser',
    'A9-empty': 'a request without User-Agent',
    'A9-python': 'python-requests',
    'A9-woocommerce': 'WooCommerce API Client-PHP',
    'A9-google': 'AppEngine-Google',
  };
  return names[id] ?? id;
}

/** WordPress answers one request, and a page refuses the same with one thing changed. */
function refusedVariation(evidence: Evidence, passing: Told, refused: Told): Suspicion | undefined {
  if (!evidence.isWordPress(passing[0]) || !isRefusalPage(evidence, refused[0])) return undefined;
  return { certainty: 'proven', proof: [quote(evidence, ...passing), quote(evidence, ...refused)] };
}
