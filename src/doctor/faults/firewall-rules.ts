/** Rules of a firewall that dislike something in a request: mod_security and its like. */
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { openTheApi } from '../open-api.ts';
import { askedPairs, isOpenSomewhere } from '../pairs.ts';
import { familyIds, namedClients } from '../probes/clients.ts';
import { writeMethods } from '../probes/header-on-writes.ts';
import { pairProbesOf } from '../probes/pairs.ts';
import { quote, quoteAll, type Told } from '../proof.ts';
import { isTimeOut } from '../reading.ts';
import { securityPluginOf } from '../security-plugins.ts';
import {
  isChallenge,
  isDropped,
  isEndedByWordPress,
  isForeignRefusal,
  isMethodDropped,
  isRefusalPage,
  isSeen,
  isWithoutRewriting,
} from '../signs.ts';

const agents = ['A9-empty', 'A9-python', 'A9-woocommerce', 'A9-google', 'A9-browser'];

/** What was asked by methods that are dropped, whatever was asked for. */
function askedByDropped(evidence: Evidence): string[] {
  const dropped = writeMethods.filter(method => isMethodDropped(evidence, method));
  return askedPairs(evidence)
    .filter(({ method }) => dropped.includes(method))
    .map(({ id }) => id);
}

/** Where the fix stands for what ends the page that grants keys in WordPress itself. */
const ofPlugin = 'the plugin or snippet that ends the request (grep -rn "wc-auth" wp-content/)';

/** WC_Auth answers 401 where a parameter is missing; 403, whatever is sent, is not its own. */
function isEndedGrant(evidence: Evidence): boolean {
  return ['A13', 'A14'].every(id => {
    const reading = evidence.reading(id);
    return isEndedByWordPress(reading) && reading?.status === 403;
  });
}

export const firewallRulesFaults: readonly Fault[] = [
  simulated('wc-auth-blocked', {
    level: 'fault',
    probes: ['A4', 'A13', 'A14', 'A14u'],
    lookAlikes: [
      { id: 'firewall-url-in-query', difference: 'other pages with a URL in the query are refused too' },
      { id: 'wc-auth-404', difference: 'A13 is a 404' },
    ],
    examine(evidence) {
      if (isEndedGrant(evidence))
        return {
          certainty: 'proven',
          layer: 'plugin',
          title: 'A plugin or a snippet keeps the page that grants keys from everybody',
          firstFix: ofPlugin,
          proof: ['A13', 'A14'].map(id => quote(evidence, id, 'WordPress’s own page for wp_die()')),
          undecided:
            'Which plugin, theme or snippet it is cannot be seen from outside: look for wc-auth and wp_die in their code.',
        };
      if (!isRefusalPage(evidence, 'A14') || isRefusalPage(evidence, 'A14u')) return undefined;
      const status = evidence.reading('A14')?.status as number;
      if ([401, 404, 500].includes(status) || isRefusalPage(evidence, 'A1')) return undefined;
      // Where the API is refused alike, for this client or for all, it is no matter of this page.
      if (isRefusalPage(evidence, 'A4') && evidence.reading('A4')?.status === status) return undefined;
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
      ...openTheApi('Run the doctor again: A14 is answered 302.'),
      {
        server: 'WordPress',
        where: ofPlugin,
        lines: 'deactivate it, or an exception for /wc-auth/',
        check: 'Run the doctor again: A14 is answered 302.',
        notTried: true,
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
    probes: [
      'A4',
      'A8-PUT',
      'A8-PATCH',
      'A8-DELETE',
      'A8-POST',
      'A8-_method',
      'A16',
      ...pairProbesOf.flatMap(({ withKey, without }) => [withKey, without]),
    ],
    lookAlikes: [
      { id: 'read-only-key', difference: 'JSON comes, 401 woocommerce_rest_authentication_error' },
      { id: 'firewall', difference: 'GET is refused too' },
    ],
    examine(evidence) {
      if (!evidence.isWordPress('A4') || isWithoutRewriting(evidence)) return undefined;
      const methodOf = (id: string): string => evidence.get(id)?.exchange.request.method ?? '';
      const isOfDropped = (id: string): boolean => isMethodDropped(evidence, methodOf(id));
      const isRefusing = (id: string): boolean => {
        const reading = evidence.reading(id);
        return (
          (reading?.said === 'no answer' && (!isTimeOut(reading) || isOfDropped(id))) ||
          (reading?.said === 'not JSON' && isRefusingMethod(reading.status as number)) ||
          (!id.startsWith('A8-_') && isElsewhere(evidence, id))
        );
      };
      const posts = ['A8-POST', 'A8-_method', 'A16'].filter(id => evidence.reading(id) !== undefined);
      // These carry no header: where the key's POST passes with one, it is a matter of that, and not of the resource.
      const isOfNobody = evidence.known.way !== undefined && evidence.isWordPress('B15-POST_products');
      const isPost =
        posts.length > 1 && posts.every(isRefusing) && (isOfNobody || !isOpenSomewhere(evidence, 'POST'));
      // A method that reaches WordPress at another resource is refused for the resource.
      const isWhole = (id: string): boolean => !isOpenSomewhere(evidence, id.slice('A8-'.length));
      const refused = [
        ...['A8-PUT', 'A8-PATCH', 'A8-DELETE'].filter(id => isRefusing(id) && isWhole(id)),
        ...(isPost ? posts : []),
      ];
      // Time may have been up before each was asked for by itself.
      if (refused.length === 0) refused.push(...askedByDropped(evidence));
      if (refused.length === 0) return undefined;
      const dropped = [...new Set(refused.filter(isOfDropped).map(methodOf))];
      return {
        certainty: dropped.length > 0 ? 'likely' : 'proven',
        answeredBy: refused,
        ...(dropped.length > 0 && {
          isOfDropped: true as const,
          title: `${dropped.join(', ')} ${dropped.length > 1 ? 'get' : 'gets'} no answer at all, while GET does: dropped on the way without a word`,
          undecided:
            'A server that drops such requests without a word and one that is late with them look the same: its log, or a longer --timeout, tells.',
        }),
        proof: [
          quote(evidence, 'A4', 'GET reaches WordPress'),
          ...quoteAll(evidence, refused.slice(0, 6), 'this method does not'),
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
        server: 'IIS',
        where: 'web.config, in <system.webServer>',
        lines:
          '<modules><remove name="WebDAVModule" /></modules>\n<handlers><remove name="WebDAV" /></handlers>',
        check: 'Run the doctor again: A8-PUT is answered in JSON.',
        notTried: true,
      },
      ...openTheApi('Run the doctor again: A8-PUT and A8-DELETE are answered in JSON.'),
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
    probes: ['A1-browser', 'A6', ...agents, ...familyIds],
    lookAlikes: [
      { id: 'firewall', difference: 'a browser is refused too' },
      { id: 'bot-cache', difference: 'WordPress answers, and the query is ignored' },
    ],
    examine(evidence) {
      const passes = ['A6', 'A9-browser'].find(id => evidence.isWordPress(id));
      if (passes === undefined) return droppedByName(evidence);
      const singles = namedClients.map(({ id }) => id);
      const all = ['A6', ...agents, ...singles].filter(
        // Its parameter is in the query, as that of A5: a rule against that one is none against the name.
        id =>
          isRefused(evidence, id) &&
          (id !== 'A9-google' || (evidence.isWordPress('A5') && !evidence.isSameError(id, 'A5'))),
      );
      // A family stands for itself only where none of its clients could be named.
      const open = familyIds.filter(
        id =>
          isRefused(evidence, id) &&
          // A family that is asked for without Accept may be refused for that.
          !isRefusalPage(evidence, 'A9-accept') &&
          !namedClients.some(client => client.family === id && all.includes(client.id)),
      );
      const refused = [...all, ...open];
      // A rule against the parameter itself refuses all but none of these.
      if (refused.length === 0) return undefined;
      const isOfDropped = refused.some(id => isDropped(evidence, id));
      return {
        certainty: isOfDropped ? 'likely' : 'proven',
        ...(isOfDropped && {
          isOfDropped: true as const,
          undecided:
            'A server that drops requests without a word and one that is late each time look the same: its log, or a longer --timeout, tells.',
        }),
        answeredBy: refused,
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
        where:
          'the virtual host, where the rule is one of mod_security: with its id from the audit log in the place of 000000',
        lines:
          'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10101,phase:1,pass,nolog,ctl:ruleRemoveById=000000"',
        check: 'Run the doctor again: requests are answered alike, whatever their User-Agent.',
      },
      ...openTheApi('Run the doctor again: requests are answered alike, whatever their User-Agent.'),
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
      // The front page is asked for as a page, this as JSON: what asks so is refused without a URL too.
      if (['A4', 'A13'].every(id => isRefusalPage(evidence, id))) return undefined;
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
          'SecRule REQUEST_FILENAME "@rx ^/(wc-auth/|wp-json/wc/|index\\.php$|$)" "id:10104,phase:1,pass,nolog,ctl:ruleRemoveById=931100-931199"',
        check: 'Run the doctor again: A14 is answered 302.',
      },
      {
        server: 'Cloudflare',
        where: 'Security → WAF → Custom rules, action Skip',
        lines: 'starts_with(http.request.uri.path, "/wc-auth/")',
        check: 'Run the doctor again: A14 is answered 302.',
        notTried: true,
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

/**
 * A redirect, or a page with 200, in the place of WordPress's answer to the method. Where POST is redirected, that is the
 * matter, and of the others beside it.
 */
function isElsewhere(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  if (id === 'A8-POST' || id === 'A16' || evidence.said('A8-POST') === 'redirect') return false;
  if (reading?.said === 'redirect') return true;
  const isPage = reading?.said === 'not JSON' || (reading?.said === 'odd JSON' && reading.text === '');
  return isPage && (reading.status as number) < 300;
}

/** Any 4xx page but those that ask for a password, count, or time out; and 501. */
function isRefusingMethod(status: number): boolean {
  return status === 501 || (status >= 400 && status < 500 && ![401, 407, 408, 429].includes(status));
}

/** The front page answers a browser, and closes the connection to the doctor: Nginx's `return 444`. */
function droppedByName(evidence: Evidence): Suspicion | undefined {
  const front = evidence.reading('A1');
  const browser = evidence.reading('A1-browser');
  if (front?.said !== 'no answer' || front.status !== undefined || isTimeOut(front)) return undefined;
  // An answer that is cut off in the middle is cut for both.
  if (browser === undefined || browser.said === 'no answer') return undefined;
  return {
    certainty: 'likely',
    proof: [
      quote(evidence, 'A1', 'the connection to the doctor, which says its name, was closed'),
      quote(evidence, 'A1-browser', 'the same page with the User-Agent of a browser'),
    ],
    undecided: 'What lies behind was not seen: let the client’s name pass, then run the doctor again.',
  };
}

function agentOf(id: string): string {
  const names: Record<string, string> = {
    A6: 'the doctor’s User-Agent',
    'A9-browser': 'the User-Agent of a browser',
    'A9-empty': 'a request without User-Agent',
    'A9-python': 'python-requests',
    'A9-woocommerce': 'WooCommerce API Client-PHP',
    'A9-google': 'AppEngine-Google',
  };
  const client = namedClients.find(each => each.id === id);
  return names[id] ?? (client ? `the User-Agent ${client.agent}` : `the User-Agents of ${id.slice(3)}`);
}

/** A page refuses, or the connection is closed without a word; a time-out says nothing of a User-Agent. */
function isRefused(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  if (isDropped(evidence, id)) return true;
  if (reading?.said === 'no answer') return reading.status === undefined && !isTimeOut(reading);
  if (reading === undefined) return false;
  // A plugin that goes by the name is told by its own fault besides.
  if (isChallenge(reading) && securityPluginOf(reading) === undefined) return false;
  const isPage = isRefusalPage(evidence, id) || (reading.said === 'not JSON' && reading.status === 401);
  return isPage || isAnsweredElse(evidence, id);
}

/** A redirect, a page with 200 or the refusal of a plugin, where WooCommerce saw the same of another client. */
function isAnsweredElse(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  if (!['A6', 'A9-browser'].some(other => other !== id && isSeen(evidence, other))) return false;
  const isPage = reading?.said === 'not JSON' || reading?.said === 'odd JSON';
  return (
    reading?.said === 'redirect' ||
    (isPage && ((reading?.status as number) < 300 || reading?.status === 404)) ||
    isForeignRefusal(reading)
  );
}

/** WordPress answers one request, and a page refuses the same with one thing changed. */
function refusedVariation(evidence: Evidence, passing: Told, refused: Told): Suspicion | undefined {
  if (!evidence.isWordPress(passing[0]) || !isRefusalPage(evidence, refused[0])) return undefined;
  return { certainty: 'proven', proof: [quote(evidence, ...passing), quote(evidence, ...refused)] };
}
