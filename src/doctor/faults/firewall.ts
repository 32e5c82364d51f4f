/** Firewalls that refuse whoever asks, or how often: the API as a whole, an address, a browser. */
import type { Evidence, Limit } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { isRefusingStatus } from '../limits.ts';
import { openTheApi } from '../open-api.ts';
import { partIds, refusedPart } from '../partly.ts';
import { quote, quoteAll } from '../proof.ts';
import { inWords } from '../reading.ts';
import { securityPluginOf } from '../security-plugins.ts';
import {
  areErrorsReplaced,
  isAuthorizationRefused,
  isChallenge,
  isGatewayPage,
  isRefusalPage,
  isWordPressDeath,
} from '../signs.ts';
import { ofBasic } from './web-server-methods.ts';

const firewallCheck = 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view, in JSON.';

/** Requests that differ in where credentials are; a rule that dislikes one of them lets the others pass. */
const withCredentials = [
  'A5',
  'A6',
  'A7',
  'A15',
  'A8-_method',
  'A16',
  'A20',
  'A21',
  'B4',
  'B4a',
  'B4p',
  'B5',
  'B6',
];

/** What a rule refuses, where these probes of `withCredentials` alone are hit: the narrowest first. */
const kindsOfRules: readonly { readonly ids: readonly string[]; readonly title: string }[] = [
  // Of one product, where the others are of the list.
  {
    ids: ['A8-_method', 'A20', 'A21'],
    title: 'A firewall refuses single records: paths that end in a number',
  },
  { ids: ['A7', 'B5'], title: 'A firewall refuses Basic credentials in the Authorization header' },
  {
    ids: ['A6', 'A7', 'A21', 'B4a', 'B5'],
    title: 'A firewall refuses credentials in the Authorization header',
  },
  { ids: ['A5', 'A15', 'A20', 'B4', 'B6'], title: 'A firewall refuses credentials in the query' },
  { ids: ['A16', 'B4p'], title: 'A firewall refuses credentials in a form' },
];

export const firewallFaults: readonly Fault[] = [
  simulated('firewall', {
    level: 'fault',
    probes: [
      'A2',
      'A3',
      'A4',
      'A9-browser',
      'A5',
      'A6',
      'A8-POST',
      'A8-_method',
      'A16',
      'B5',
      'B6',
      ...partIds,
    ],
    lookAlikes: [
      { id: 'user-agent-filter', difference: 'with the User-Agent of a browser WordPress answers' },
      { id: 'ip-blocked', difference: 'the front page is refused too' },
      { id: 'rest-path-404', difference: 'the page is a 404' },
      { id: 'htpasswd', difference: '401 with WWW-Authenticate' },
    ],
    examine(evidence) {
      if (isChallenge(evidence.reading('A4')) || /cloudflare/i.test(evidence.reading('A4')?.text ?? ''))
        return undefined;
      if (isAuthorizationRefused(evidence) || areErrorsReplaced(evidence)) return undefined;
      if (ofBasic(evidence)) return undefined;
      const part = refusedPart(evidence);
      if (isRefusal(evidence, 'A4') || isBareChallenge(evidence)) return part ?? wholly(evidence);
      if (!evidence.isWordPress('A4')) return undefined;
      // Where POST is refused as such, what it carries makes no difference.
      const isPostOpen = evidence.isWordPress('A8-_method') || evidence.isWordPress('A8-POST');
      const refused = withCredentials.filter(
        id => isRefusal(evidence, id) && (isPostOpen || !['A8-_method', 'A16', 'B4p'].includes(id)),
      );
      const byChance = ofContent(evidence);
      if (byChance) return byChance;
      if (refused.length === 0) return part && { ...part, isOfPart: true };
      const rule = kindsOfRules.find(({ ids }) => refused.every(id => ids.includes(id)));
      return {
        answeredBy: refused,
        certainty: 'proven',
        ...(rule && { title: rule.title }),
        proof: [
          quote(evidence, 'A4', 'without credentials WordPress answers'),
          ...quoteAll(evidence, refused.slice(0, 3), 'the same list with something more in the request'),
        ],
        undecided:
          "Which rule it is cannot be seen from outside: the firewall's audit log names its id, or it stands in the configuration of the web server or .htaccess.",
      };
    },
    fixes: [
      {
        server: 'Apache',
        where:
          'the virtual host (or ModSecurity → Rules at cPanel and Plesk), with the id of the rule from the audit log in the place of 000000',
        lines:
          'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10100,phase:1,pass,nolog,ctl:ruleRemoveById=000000"',
        check: firewallCheck,
      },
      ...openTheApi(firewallCheck),
      {
        server: 'WordPress',
        where: 'a security plugin (Wordfence, All-In-One Security, …)',
        lines: 'an exception for /wp-json/wc/',
        check: firewallCheck,
        notTried: true,
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
  }),
  simulated('ip-blocked', {
    level: 'fault',
    probes: ['A1', 'A2', 'A9-browser'],
    lookAlikes: [
      { id: 'firewall', difference: 'the front page passes' },
      { id: 'cloudflare-block', difference: 'the page is Cloudflare’s' },
      { id: 'bad-gateway', difference: '502 or 504' },
      { id: 'htpasswd', difference: '401 with WWW-Authenticate' },
    ],
    examine(evidence) {
      const refused = ['A1', 'A2', 'A4'].filter(id => isRefused(evidence, id));
      // 503 from the first request on is rather a server without another behind it.
      if (refused.length < 3 || refused.every(id => evidence.reading(id)?.status === 503)) return undefined;
      return {
        certainty: 'possible',
        answeredBy: refused,
        proof: quoteAll(evidence, [...refused, 'A9-browser'], 'not WordPress’s'),
        undecided:
          'From one place outside a blocked address cannot be told from a firewall that refuses everybody: open the front page from another network, or ask the host for the reason of this refusal.',
      };
    },
    fixes: [
      {
        server: 'any',
        where:
          "the host's firewall (CSF, fail2ban, a country block), a security plugin, a ticket to the host",
        lines: 'Allow the addresses that the client calls from for /wp-json/wc/ and /wc-auth/.',
        check: 'Run the doctor from that address: A4 is answered in JSON.',
      },
      {
        server: 'Apache',
        where:
          '.htaccess or the virtual host, where a list of addresses stands: the one that the client calls from',
        lines: 'Require ip 203.0.113.7',
        check: 'Run the doctor from that address: A4 is answered in JSON.',
      },
      {
        server: 'Nginx',
        where: 'the server, above deny: the address that the client calls from',
        lines: 'allow 203.0.113.7;',
        check: 'nginx -t && nginx -s reload, then run the doctor from that address.',
      },
    ],
    workaround:
      'Call from an address that is let in; publish the addresses of your service, so that hosts can allow them.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/52896',
      'https://help.business.afterpay.com/hc/en-ca/articles/44583763901977',
    ],
  }),
  simulated('rate-limit', {
    level: 'warning',
    probes: ['A4', 'A5'],
    lookAlikes: [{ id: 'maintenance', difference: '503 from the first request on, the front page too' }],
    examine(evidence) {
      const limit = evidence.limits.at(-1);
      if (!limit) return banned(evidence) ?? heldBack(evidence);
      const { probe, reading, answered, seconds, sign, reaction } = limit;
      const isStopped = reaction === 'stopped';
      const plugin = securityPluginOf(reading);
      // A plugin that names itself and does not let go is a fault of its own.
      if (plugin && isStopped) return undefined;
      return {
        certainty: isSure[sign] ? 'proven' : 'likely',
        ...(!isSure[sign] && {
          undecided:
            'A store that was out for a while, because of its load, a restart or maintenance that had begun, looks the same: run the doctor again.',
        }),
        proof: [
          `${probe} was answered ${inWords(reading)}${seconds === undefined ? '' : `, with Retry-After: ${Math.ceil(seconds)} seconds`}: ${answered} requests were answered before or beside it.`,
          `That it is the number of requests is ${isSure[sign] ? 'known' : 'likely'} because ${signInWords[sign]}.`,
          ...(plugin ? [`The page is that of ${plugin.name}: ${plugin.settings}.`] : []),
          isStopped
            ? 'The doctor stopped there, so what follows is not all that can be known.'
            : 'The doctor waited and began anew, more slowly: what it says besides was seen without refusals of that kind.',
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'the client',
        lines: 'Wait as long as Retry-After says, then go on more slowly; fetch 100 items a page, use batch.',
        check: 'No 429 in the log of a full run.',
      },
      {
        server: 'Nginx',
        where:
          'the server; at http level stands its zone: limit_req_zone $binary_remote_addr zone=api:10m rate=30r/s;',
        lines:
          'location ^~ /wp-json/wc/ {\n  limit_req zone=api burst=60 nodelay;\n  try_files $uri /index.php?$args;\n}',
        check: 'nginx -t && nginx -s reload. Run the doctor again: it is not stopped.',
      },
      {
        server: 'Cloudflare',
        where: 'Security → WAF → Rate limiting rules',
        lines: 'not starts_with(http.request.uri.path, "/wp-json/wc/")',
        check: 'Run the doctor again: it is not stopped.',
        notTried: true,
      },
    ],
    workaround: 'Fewer requests; honour Retry-After.',
    sources: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  }),
];

const signInWords: Readonly<Record<Limit['sign'], string>> = {
  'it says so': 'the status says so',
  'it asks to come back later': 'it answered 503 with Retry-After, after others had been answered',
  'refused when asked fast, answered when asked slowly':
    'the same request was refused when it was asked several times at once, and answered after a pause, over and over',
  'the same request passed after a pause': 'the same request passed after a pause',
  'a request that had passed was refused as well, and passed later':
    'the list without credentials, which had been answered, was refused then as well, and answered some seconds later',
};

const isSure: Readonly<Record<Limit['sign'], boolean>> = {
  'it says so': true,
  'it asks to come back later': false,
  'refused when asked fast, answered when asked slowly': true,
  'the same request passed after a pause': false,
  'a request that had passed was refused as well, and passed later': false,
};

/** The same request is answered alike each time, and another of its kind otherwise. */
function ofContent({ byContent }: Evidence): Suspicion | undefined {
  if (!byContent) return undefined;
  const { title, refused, passed } = byContent;
  return {
    certainty: 'likely',
    title: 'A firewall refuses some requests for what chance puts into them: a signature, a nonce',
    proof: [
      `Asked for: ${title}. ${refused} of ${refused + passed} requests were refused with a page each time that they were sent, and ${passed} passed each time.`,
    ],
    undecided:
      'Several servers among which a balancer chooses by the URL look the same. Which rule it is cannot be seen from outside: the audit log of the firewall names its id.',
  };
}

/** None is refused, and each waits for its turn. */
function heldBack({ heldBack: measured }: Evidence): Suspicion | undefined {
  if (!measured) return undefined;
  const { rested, following } = measured;
  const mean = following.reduce((sum, each) => sum + each, 0) / following.length;
  const inWhole = (milliseconds: readonly number[]): string => milliseconds.map(Math.round).join(', ');
  return {
    certainty: 'proven',
    title: `Requests are held back, so that about ${Math.max(1, Math.round(1_000 / mean))} in a second are let through`,
    proof: [
      `A4 was answered after ${inWhole(rested)} milliseconds where nothing had been asked for two seconds.`,
      `Asked again at once, one by one, it was answered after ${inWhole(following)}: each waits as long, whatever it asks for.`,
    ],
    undecided:
      'What holds them back cannot be seen from outside: limit_req without nodelay does so, for one.',
  };
}

/** From one request on a firewall's refusal for everything: an address that is blocked for a while. */
function banned({ stop }: Evidence): Suspicion | undefined {
  if (!stop || !isRefusingStatus(stop.reading) || securityPluginOf(stop.reading)) return undefined;
  return {
    certainty: 'likely',
    level: 'fault',
    title: 'After so many requests all are refused: the address seems to be blocked for a while',
    proof: [
      `${stop.probe} was answered ${inWords(stop.reading)}: ${stop.answered} requests were answered before or beside it.`,
      'The list without credentials, which had been answered, was refused then as well, and five seconds later too.',
      'The doctor stopped there, so what follows is not all that can be known.',
    ],
    undecided:
      'A firewall that was switched on at that moment looks the same: ask again from another network, which a blocked address does not meet.',
  };
}

function isRefusal(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    isRefusalPage(evidence, id) &&
    ![401, 404, 500].includes(reading?.status as number) &&
    !isChallenge(reading) &&
    !isWordPressDeath(reading) &&
    securityPluginOf(reading) === undefined
  );
}

/** 401 and no word of how to log in, at the pretty path alone: a rule, where WordPress answers by ?rest_route=. */
function isBareChallenge(evidence: Evidence): boolean {
  const reading = evidence.reading('A4');
  return (
    reading?.status === 401 &&
    reading.said === 'not JSON' &&
    reading.header('www-authenticate') === undefined &&
    evidence.isWordPress('A2p')
  );
}

function wholly(evidence: Evidence): Suspicion | undefined {
  // Nothing at all passes: an address that is blocked, told by its own fault.
  if (isRefusal(evidence, 'A1') && !evidence.isWordPress('A2')) return undefined;
  if (evidence.isWordPress('A9-browser') || evidence.said('A9-browser') === 'missing parameter')
    return undefined;
  // Servers put a page into their refusals, and go by the path; what knows both ways to the API is in WordPress.
  if (['A2', 'A2p', 'A4'].every(id => isEmptyRefusal(evidence, id))) return undefined;
  const index = evidence.isWordPress('A2')
    ? quote(evidence, 'A2', 'the index of the REST API passes')
    : quote(evidence, 'A1', 'the front page passes');
  return {
    answeredBy: ['A4'],
    certainty: evidence.isWordPress('A2') ? 'proven' : 'likely',
    proof: [
      index,
      quote(evidence, 'A4', 'a list of WooCommerce does not, and the page is not WordPress’s'),
      ...quoteAll(evidence, ['A9-browser'], 'as a browser neither'),
    ],
    undecided:
      "Which rule it is cannot be seen from outside, nor whether other networks pass: the firewall's audit log names its id, or it stands in the configuration of the web server or .htaccess.",
  };
}

function isEmptyRefusal(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return reading !== undefined && isRefusal(evidence, id) && reading.text.trim() === '';
}

function isRefused(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    reading?.said === 'not JSON' &&
    [403, 406, 503].includes(reading.status as number) &&
    reading.header('retry-after') === undefined &&
    !isChallenge(reading) &&
    !isGatewayPage(reading) &&
    securityPluginOf(reading) === undefined &&
    !/cloudflare/i.test(reading.text)
  );
}
