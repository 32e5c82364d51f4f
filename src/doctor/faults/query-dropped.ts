import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSeen, isSomebody } from '../signs.ts';

const check = 'Run the doctor again: A5 is answered as A6, and B6 lets the keys in.';

/** Measured on Nginx: `try_files … /index.php` without `?$args`. */
export const queryDropped: Fault = {
  id: 'query-dropped',
  layer: 'web server',
  title: 'The query does not reach PHP',
  level: 'fault',
  symptom:
    'Keys in the query and OAuth are answered as if nobody had asked; keys in the Authorization header work, but filters and pages are ignored.',
  probes: ['A5', 'A6', 'A20', 'A21', 'B5', 'B6'],
  lookAlikes: [
    { id: 'bot-cache', difference: 'only for some User-Agents' },
    { id: 'cache', difference: 'A20, at a path that nobody has asked before, is seen' },
    { id: 'strip-all-credentials', difference: 'the Authorization header is not seen either' },
  ],
  examine(evidence) {
    if (evidence.isClosed) return behindClosedApi(evidence);
    if (evidence.known.root.includes('rest_route=')) return undefined;
    const arrives = ['A6', 'A21'].find(id => isSeen(evidence, id));
    const silent = ['A20', 'A5'].find(id => evidence.isAnonymous(id));
    if (arrives === undefined || silent === undefined) return undefined;
    if (isSeen(evidence, 'A5') || isSeen(evidence, 'A20')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, arrives, 'an OAuth parameter in the Authorization header is seen'),
        quote(evidence, silent, 'the same parameter in the query is not'),
        ...(isSomebody(evidence, 'B5') ? [quote(evidence, 'B5', 'the right keys in the header')] : []),
        ...(evidence.isAnonymous('B6') ? [quote(evidence, 'B6', 'the same keys in the query')] : []),
      ],
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the location of the front controller',
      lines: 'try_files $uri $uri/ /index.php?$args;',
      insteadOf: 'try_files $uri $uri/ /index.php;',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Apache',
      where: '.htaccess: the front controller, with the query kept',
      lines: 'RewriteRule . /index.php [L,QSA]',
      insteadOf: 'RewriteRule . /index.php? [L]',
      check,
    },
    {
      server: 'Varnish',
      where: 'vcl_recv, where a rule takes the query off: not for the API',
      lines: 'if (req.url ~ "^/wp-json/") { return (pass); }',
      insteadOf: 'set req.url = regsub(req.url, "\\?.*$", "");',
      check,
    },
    {
      server: 'HAProxy',
      where: 'the frontend: this line goes, or excepts /wp-json/',
      lines: 'http-request set-query "" if !{ path_beg /wp-json/ }',
      insteadOf: 'http-request set-query ""',
      check,
    },
    {
      server: 'Cloudflare',
      where: 'Rules → Transform Rules and Caching → Cache Rules (Ignore query string): not for the API',
      lines: 'and not starts_with(http.request.uri.path, "/wp-json/")',
      check,
    },
  ],
  workaround:
    'Keys in the Authorization header over HTTPS; parameters in the body of a POST with X-HTTP-Method-Override: GET.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/11120',
    'https://github.com/woocommerce/wc-api-php/issues/22',
  ],
};

function behindClosedApi(evidence: Evidence): ReturnType<Fault['examine']> {
  if (!isSomebody(evidence, 'B5') || !evidence.isAnonymous('B6')) return undefined;
  return {
    certainty: 'likely',
    proof: [
      quote(evidence, 'B5', 'the right keys are known in the Authorization header'),
      quote(evidence, 'B6', 'in the query they are nobody’s'),
    ],
  };
}
