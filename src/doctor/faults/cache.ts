import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { cacheMark, isSeen, isSomebody } from '../signs.ts';

const check = 'Run the doctor again: A10b and B10 carry no mark of a cache.';

/** Measured with Nginx (proxy_cache and fastcgi_cache by the path) and with Varnish. */
export const cache: Fault = {
  id: 'cache',
  layer: 'CDN or firewall',
  title: 'A cache keeps answers of the API',
  level: 'fault',
  symptom:
    'A 401 that stays after the key was put right, data of somebody else, or "Invalid timestamp" for a signature that was right: the first answer comes again and again.',
  probes: ['A4', 'A5', 'A6', 'A10', 'A10a', 'A10b', 'A20', 'A21', 'B10'],
  lookAlikes: [
    { id: 'query-dropped', difference: 'A20, at a path that nobody has asked before, is not seen either' },
    { id: 'early-user', difference: 'A20 and A21 are not seen either' },
    { id: 'html-200', difference: 'a POST is answered by a page too' },
  ],
  examine(evidence) {
    const mixing = mixedUp(evidence);
    const marked = ['A10b', 'A10', 'A5', 'A11', 'B10', 'B9'].filter(
      id => isApi(evidence, id) && markOf(evidence, id),
    );
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
      check: `nginx -t && nginx -s reload, empty the cache. ${check}`,
    },
    {
      server: 'Nginx',
      where: 'the server of the proxy, beside the location with proxy_cache',
      lines:
        'location ^~ /wp-json/ {\n  proxy_cache off;\n  proxy_set_header Host $http_host;\n  proxy_set_header X-Forwarded-Proto $scheme;\n  proxy_pass http://backend;\n}',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Varnish',
      where: 'vcl_recv, its first line',
      lines:
        'if (req.url ~ "^/wp-json/" || req.url ~ "[?&]rest_route=" || req.http.Authorization) { return (pass); }',
      check,
    },
    {
      server: 'LiteSpeed',
      where: 'LiteSpeed Cache → Cache, and Excludes → Do Not Cache URIs',
      lines: 'Cache REST API: OFF\n/wp-json/wc/',
      check: `Purge All. ${check}`,
    },
    {
      server: 'Cloudflare',
      where: 'Caching → Cache Rules',
      lines: 'starts_with(http.request.uri.path, "/wp-json/")  →  Bypass cache',
      check: `Purge Everything. ${check}`,
    },
    {
      server: 'WordPress',
      where: 'W3 Total Cache → Page Cache → Never cache the following pages',
      lines: 'wp-json/.*',
      check: `Empty all caches. ${check}`,
    },
  ],
  workaround:
    'A parameter of its own in every GET (_cb=…, before signing) gets past a cache that looks at the query; POST gets past every cache.',
  sources: [
    'https://github.com/litespeedtech/lscache_wp/issues/413',
    'https://github.com/woocommerce/woocommerce/issues/16990',
    'https://github.com/wcpos/woocommerce-pos/pull/1640',
  ],
};

/** A cache whose key holds not even the path gives the front page for everything. */
export function isFrontPage(evidence: Evidence): boolean {
  const [front, list] = [evidence.reading('A1'), evidence.reading('A4')];
  if (front === undefined || list?.said !== front.said || !evidence.isWordPress('A16')) return false;
  if (list.said === 'redirect') return list.location !== undefined && list.location === front.location;
  return list.said === 'not JSON' && (list.status as number) < 300 && list.text === front.text;
}

function markOf(evidence: Evidence, id: string): string | undefined {
  return cacheMark(evidence.reading(id));
}

function isApi(evidence: Evidence, id: string): boolean {
  return evidence.isWordPress(id);
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
  if (at('A6') && isSeen(evidence, 'A21'))
    proof.push(
      quote(evidence, 'A21', 'a parameter in the header is seen at a path that nobody has asked before'),
      quote(evidence, 'A6', 'at a path asked before it is not: the answer is an older one'),
    );
  if (isSeen(evidence, 'A4'))
    proof.push(quote(evidence, 'A4', 'it carried no OAuth parameter: this answers somebody else'));
  if (evidence.said('A4') === 'let in' && markOf(evidence, 'A4'))
    proof.push(quote(evidence, 'A4', 'without credentials data came, kept from somebody who had them'));
  if (isSomebody(evidence, 'B5') && isSomebody(evidence, 'B9') && at('B10') && at('A10a'))
    proof.push(
      quote(evidence, 'B5', 'the keys are right'),
      quote(evidence, 'B10', 'at a URL that was asked without them they get the answer for nobody'),
    );
  return proof;
}
