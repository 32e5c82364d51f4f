/** Content delivery networks and caches in front of the whole site. */
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { answeredInParts } from '../in-parts.ts';
import { quote, quoteAll } from '../proof.ts';
import type { Reading } from '../reading.ts';
import {
  cacheMark,
  isCloudflareChallenge,
  isDataForNobody,
  isFrontPage,
  isSeen,
  isSomebody,
} from '../signs.ts';

const cacheCheck = 'Run the doctor again: A10b and B10 carry no mark of a cache.';

/** They have a slug and a name, and no id as other records. */
function isListOfClasses(reading: Reading | undefined): boolean {
  return reading?.status === 200 && Array.isArray(reading.json);
}

/** What asks for no page gets its number alone. */
function isBlockedByCloudflare(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'not JSON' &&
    [403, 503].includes(reading.status as number) &&
    reading.header('cf-ray') !== undefined &&
    !isCloudflareChallenge(reading) &&
    /cloudflare|^error code: 1\d{3}\b/i.test(reading.text)
  );
}

/** Cloudflare answers some requests to the API so, and lets the list of products pass. */
function ofPart(
  evidence: Evidence,
  isHit: (reading: Reading) => boolean,
  title: string,
  page: string,
): Suspicion | undefined {
  const ids = answeredInParts(evidence, isHit);
  if (ids.length === 0) return undefined;
  return {
    certainty: 'proven',
    isOfPart: true,
    title,
    answeredBy: ids,
    proof: [
      quote(evidence, 'A4', 'the list of products is answered by WordPress'),
      ...quoteAll(evidence, ids.slice(0, 4), page),
    ],
    undecided:
      'Which rule of the zone it was cannot be seen from outside: Security → Events tells, by the cf-ray.',
  };
}

export const cdnFaults: readonly Fault[] = [
  simulated('cloudflare-challenge', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'cloudflare-block', difference: 'no cf-mitigated: there is nothing to solve' },
      { id: 'firewall', difference: 'no cf-mitigated, and the page is another’s' },
    ],
    examine(evidence) {
      const seen = ['A4', 'A2', 'A1'].find(id => {
        const reading = evidence.reading(id);
        return reading !== undefined && isCloudflareChallenge(reading);
      });
      if (seen === undefined)
        return ofPart(
          evidence,
          isCloudflareChallenge,
          'Cloudflare asks some requests to the API to prove that they come from a browser',
          'the page of a challenge',
        );
      const field = evidence.reading(seen)?.header('cf-mitigated');
      return {
        certainty: 'proven',
        proof: [
          quote(
            evidence,
            seen,
            field === undefined ? 'the page of a challenge' : `with the header cf-mitigated: ${field}`,
          ),
        ],
        undecided:
          'Whether a rule of the zone or Bot Fight Mode asked for it cannot be seen from outside: Security → Events tells.',
      };
    },
    fixes: [
      {
        server: 'Cloudflare',
        where: 'Security → WAF → Custom rules, action Skip (all managed rules, Super Bot Fight Mode)',
        lines:
          'starts_with(http.request.uri.path, "/wp-json/wc/") or starts_with(http.request.uri.path, "/wc-auth/") or http.request.uri.query contains "rest_route=/wc/"',
        check: 'Run the doctor again: A4 is answered in JSON.',
        notTried: true,
      },
      {
        server: 'Cloudflare',
        where: 'Security → Bots, where Bot Fight Mode of the free plan asked for it',
        lines: 'Bot Fight Mode: Off',
        check: 'Run the doctor again: A4 is answered in JSON.',
        notTried: true,
      },
    ],
    workaround: 'None for the client; the zone has to let it pass.',
    wrongAdvice:
      'A Skip rule against Bot Fight Mode of the free plan: Skip rules do not reach it, it has to be switched off.',
    sources: [
      'https://github.com/wcpos/docs/blob/main/versioned_docs/version-1.x/error-codes/HOST121.mdx',
      'https://github.com/wcpos/electron/pull/422',
    ],
  }),
  simulated('cloudflare-block', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'cloudflare-challenge', difference: 'cf-mitigated: challenge' },
      { id: 'firewall', difference: 'the page comes from the server behind Cloudflare' },
    ],
    examine(evidence) {
      const seen = ['A4', 'A2', 'A1'].find(id => isBlockedByCloudflare(evidence.reading(id)));
      if (seen === undefined)
        return ofPart(
          evidence,
          isBlockedByCloudflare,
          'Cloudflare blocks some requests to the API',
          "a page of Cloudflare's own",
        );
      return {
        certainty: 'proven',
        proof: [
          quote(
            evidence,
            seen,
            `a page of Cloudflare's own, cf-ray ${evidence.reading(seen)?.header('cf-ray')}`,
          ),
        ],
        undecided:
          'Whether the address, the country or the request is disliked cannot be told from one place: Security → Events tells, by the cf-ray.',
      };
    },
    fixes: [
      {
        server: 'Cloudflare',
        where: 'Security → Events: look the cf-ray up; then except the API in the rule that it names',
        lines:
          'and not starts_with(http.request.uri.path, "/wp-json/wc/") and not starts_with(http.request.uri.path, "/wc-auth/")',
        check: 'Run the doctor again: A4 is answered in JSON.',
        notTried: true,
      },
      {
        server: 'Cloudflare',
        where: 'Security → WAF → Tools → IP Access Rules, where the address of the client is fixed',
        lines: 'Allow: the addresses that the client calls from',
        check: 'Run the doctor from there: A4 is answered in JSON.',
        notTried: true,
      },
    ],
    workaround: 'Call from another network, if only some are blocked.',
    sources: [
      'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/',
    ],
  }),
  /** Measured with Nginx (proxy_cache and fastcgi_cache by the path) and with Varnish. */
  simulated('cache', {
    level: 'fault',
    probes: ['A4', 'A5', 'A6', 'A10a', 'A10b', 'A10h', 'A20', 'A21', 'B10', 'B17'],
    lookAlikes: [
      { id: 'query-dropped', difference: 'A20, at a path that nobody has asked before, is not seen either' },
      { id: 'early-user', difference: 'A20 and A21 are not seen either' },
      { id: 'html-200', difference: 'a POST is answered by a page too' },
    ],
    examine(evidence) {
      const mixing = mixedUp(evidence);
      const marked = ['A10b', 'A5', 'A10h', 'B10'].filter(id => isApi(evidence, id) && markOf(evidence, id));
      const marks = marked
        .slice(0, 2)
        .map(id => quote(evidence, id, `it came out of a cache (${markOf(evidence, id)})`));
      if (mixing.length > 0) return { certainty: 'proven', proof: [...mixing, ...marks] };
      if (marks.length === 0) return undefined;
      return { certainty: 'proven', level: 'warning', proof: marks };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location with fastcgi_cache (PHP-FPM)',
        lines:
          'set $skip_cache 0;\nif ($request_uri ~ "/wp-json/|/wc-api/|/wc-auth/|[?&](rest_route|wc-api|wc-auth-version)=") { set $skip_cache 1; }\nfastcgi_cache_bypass $skip_cache $http_authorization;\nfastcgi_no_cache $skip_cache $http_authorization;',
        check: `nginx -t && nginx -s reload, empty the cache. ${cacheCheck}`,
      },
      {
        server: 'Nginx',
        where: 'the server of the proxy, beside the location with proxy_cache',
        lines:
          'location ^~ /wp-json/ {\n  proxy_cache off;\n  proxy_set_header Host $http_host;\n  proxy_set_header X-Forwarded-Proto $scheme;\n  proxy_pass http://backend;\n}',
        check: `nginx -t && nginx -s reload. ${cacheCheck}`,
      },
      {
        server: 'Varnish',
        where: 'vcl_recv, its first line',
        lines:
          'if (req.url ~ "^/wp-json/" || req.url ~ "[?&]rest_route=" || req.http.Authorization) { return (pass); }',
        check: cacheCheck,
      },
      {
        server: 'LiteSpeed',
        where: 'LiteSpeed Cache → Cache, and Excludes → Do Not Cache URIs',
        lines: 'Cache REST API: OFF\n/wp-json/wc/',
        check: `Purge All. ${cacheCheck}`,
        notTried: true,
      },
      {
        server: 'Cloudflare',
        where: 'Caching → Cache Rules',
        lines: 'starts_with(http.request.uri.path, "/wp-json/")  →  Bypass cache',
        check: `Purge Everything. ${cacheCheck}`,
        notTried: true,
      },
      {
        server: 'WordPress',
        where: 'W3 Total Cache → Page Cache → Never cache the following pages',
        lines: 'wp-json/.*',
        check: `Empty all caches. ${cacheCheck}`,
        notTried: true,
      },
    ],
    workaround:
      'A parameter of its own in every GET (_cb=…, before signing) gets past a cache that looks at the query; POST gets past every cache.',
    sources: [
      'https://github.com/litespeedtech/lscache_wp/issues/413',
      'https://github.com/woocommerce/woocommerce/issues/16990',
      'https://github.com/wcpos/woocommerce-pos/pull/1640',
    ],
  }),
  /** WP Engine did this to every User-Agent with "Google" in it, App Engine's among them. */
  simulated('bot-cache', {
    level: 'warning',
    probes: ['A5', 'A9-google'],
    lookAlikes: [
      { id: 'query-dropped', difference: 'the query is ignored for everybody' },
      { id: 'user-agent-filter', difference: 'a page comes, not JSON' },
    ],
    examine(evidence) {
      // The words name what is missing: this one was sent, so that they were said to another.
      const isOfAnother = /\boauth_nonce\b/.test(evidence.reading('A9-google')?.message ?? '');
      if (!isSeen(evidence, 'A5') || !(evidence.isAnonymous('A9-google') || isOfAnother)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A5', 'a parameter in the query is seen'),
          quote(evidence, 'A9-google', 'the same is not when the User-Agent holds "Google"'),
        ],
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'the page cache of the host (a ticket to it)',
        lines: 'Never serve /wp-json/ from the cache for bots; the query belongs to its key.',
        check: 'Run the doctor again: A9-google is answered as A5.',
      },
      {
        server: 'client',
        where: 'the client',
        lines: 'a User-Agent without "Google", or the keys in the Authorization header',
        check: 'The list is let in.',
      },
    ],
    workaround: 'Send the keys in the Authorization header, or another User-Agent.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/18030',
      'https://github.com/woocommerce/woocommerce/issues/14487',
    ],
  }),
];

function markOf(evidence: Evidence, id: string): string | undefined {
  const mark = cacheMark(evidence.reading(id));
  return mark?.startsWith('age: ') && isAgeOfPassing(evidence, id) ? undefined : mark;
}

function isApi(evidence: Evidence, id: string): boolean {
  return evidence.isWordPress(id);
}

/**
 * Apache Traffic Server puts Age on whatever it passes on, a URL that was never asked before included, and counts how long the
 * server behind took: twice, and by whole seconds.
 */
function isAgeOfPassing(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  if (reading === undefined || evidence.reading('A4')?.header('age') === undefined) return false;
  return Number(reading.header('age')) <= Math.ceil((2 * reading.duration) / 1_000) + 1;
}

/** Somebody is given what was answered to somebody else. */
function mixedUp(evidence: Evidence): string[] {
  const proof: string[] = [];
  if (isFrontPage(evidence))
    return [
      quote(evidence, 'A4', 'that is the front page, asked a moment before'),
      quote(evidence, 'A16', 'a POST, which no cache answers, reaches WordPress'),
    ];
  const at = (id: string) => evidence.isAnonymous(id);
  if (at('A5') && isSeen(evidence, 'A20'))
    proof.push(
      quote(evidence, 'A20', 'a parameter in the query is seen at a path that nobody has asked before'),
      quote(evidence, 'A5', 'at a path asked before it is not: the answer is an older one'),
    );
  // Where the query of a path is looked at, one that was never sent has no older answer.
  if (at('A6') && isSeen(evidence, 'A21') && (!isSeen(evidence, 'A5') || markOf(evidence, 'A6')))
    proof.push(
      quote(evidence, 'A21', 'a parameter in the header is seen at a path that nobody has asked before'),
      quote(evidence, 'A6', 'at a path asked before it is not: the answer is an older one'),
    );
  if (isSeen(evidence, 'A4'))
    proof.push(quote(evidence, 'A4', 'it carried no OAuth parameter: this answers somebody else'));
  if (evidence.said('A4') === 'let in' && markOf(evidence, 'A4'))
    proof.push(quote(evidence, 'A4', 'without credentials data came, kept from somebody who had them'));
  if (isSeen(evidence, 'A6') && at('A10h') && at('A10a'))
    proof.push(
      quote(evidence, 'A6', 'a parameter in the header is seen at a URL that nobody has asked before'),
      quote(evidence, 'A10h', 'at a URL that was asked without it, it gets the answer for nobody'),
    );
  if (isDataForNobody(evidence))
    proof.push(
      quote(evidence, 'A4', 'without credentials the list is refused'),
      quote(evidence, 'A10b', 'after a key had asked for it, nobody was given its data'),
    );
  if (isListOfClasses(evidence.reading('B17')) && evidence.isAnonymous('A4'))
    proof.push(
      quote(evidence, 'A4', 'without credentials a list is refused'),
      quote(evidence, 'B17', 'after a key had asked for it, nobody was given this one'),
    );
  if (isSomebody(evidence, 'B5') && at('B10') && at('A10a'))
    proof.push(
      quote(evidence, 'B5', 'the keys are right'),
      quote(evidence, 'B10', 'at a URL that was asked without them they get the answer for nobody'),
    );
  return proof;
}
