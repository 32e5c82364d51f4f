/** What servers on the way do to bodies, methods, queries, errors and front pages, as it was seen of real ones. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Answer, Message } from '../../mocks/index.ts';
import { headerFields } from '../../src/client/http/exchange.ts';
import { type Diagnosis, diagnose, levelOf } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { metAsSomebody } from '../../src/doctor/nobody.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { type Direct, openDirect, withoutAuthorization } from './direct.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const page = (status: number, html: string, ...headers: string[]): Answer => ({
  status,
  headers: ['Content-Type', 'text/html', ...headers],
  body: Buffer.from(html),
});
const first = (diagnosis: Diagnosis) => {
  const found = diagnosis.findings.find(finding => levelOf(finding) !== 'information');
  return found && { id: found.fault.id, title: found.suspicion.title ?? found.fault.title };
};

interface Between {
  /** What becomes of the request on its way. */
  readonly change?: (message: Message) => Message;
  /** What becomes of the answer. */
  readonly edit?: (answer: Answer, message: Message) => Answer;
  /** What answers in front. */
  readonly answer?: (message: Message, count: number) => Answer | 'cut' | 'silence' | undefined;
}

const fieldOf = ({ headers }: Message, name: string): string | undefined =>
  headers.find((_, i) => i % 2 === 1 && headers[i - 1]?.toLowerCase() === name);

const withAddresses = (answer: Answer, words: string): Answer => ({
  ...answer,
  body: Buffer.from(
    Buffer.from(answer.body)
      .toString('utf8')
      .replace(/[\w.+-]+@[\w.-]+/g, words),
  ),
});

/** The index, and the field and the link of each page, with another home URL; esc_url() leaves nothing of one without a scheme. */
const withHome = (answer: Answer, target: string, home: string): Answer => ({
  ...answer,
  headers: answer.headers.map(each => each.replace(/<[^>]*>(?=; rel="https:\/\/api\.w\.org\/")/, '<>')),
  body:
    target.split('?')[0] === '/wp-json/'
      ? Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(answer.body).toString()), home, url: home }))
      : answer.body,
});

const isApi = ({ target }: Message) => /^\/wp-json|rest_route=/.test(target);

const setUps: Readonly<
  Record<string, Between & { readonly withKey?: string; readonly without?: string; readonly names?: RegExp }>
> = {
  'Nginx with proxy_pass_request_body off': {
    change: message => ({ ...message, body: new Uint8Array() }),
    withKey: 'body-lost',
    without: 'body-lost',
  },
  'a firewall that takes bodies of JSON away, and lets forms pass': {
    change: message =>
      /json/.test(fieldOf(message, 'content-type') ?? '') ? { ...message, body: new Uint8Array() } : message,
    withKey: 'body-lost',
    without: 'body-lost',
    names: /JSON/,
  },
  'Cloudflare that challenges what writes alone': {
    answer: message =>
      isApi(message) && /^(POST|PUT|PATCH|DELETE)$/.test(message.method)
        ? page(403, '<title>Just a moment...</title>', 'CF-RAY', '8f2a-FRA', 'cf-mitigated', 'challenge')
        : undefined,
    withKey: 'cloudflare-challenge',
    without: 'cloudflare-challenge',
  },
  'Cloudflare that blocks orders alone': {
    answer: ({ target }) =>
      /\/orders/.test(target)
        ? page(403, '<title>Attention Required! | Cloudflare</title>', 'CF-RAY', '8f2a-FRA')
        : undefined,
    withKey: 'cloudflare-block',
    without: 'cloudflare-block',
  },
  'a drop-in for maintenance in German, with entities': {
    answer: () => page(503, '<!doctype html><title>Shop</title><h1>Wir sind gleich zur&uuml;ck</h1>'),
    withKey: 'maintenance',
    without: 'maintenance',
  },
  'Anubis that tests whoever calls itself a browser': {
    answer: message =>
      /Mozilla/.test(fieldOf(message, 'user-agent') ?? '')
        ? page(200, '<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>')
        : undefined,
    withKey: 'edge-service',
    without: 'edge-service',
    names: /Anubis/,
  },
  'a server that takes no header field as long as those of a key': {
    answer: ({ headers }) =>
      headers.some(each => each.startsWith('Basic ') && each.length > 115)
        ? page(400, '<h1>Bad Request</h1>')
        : undefined,
    withKey: 'authorization-refused',
    without: 'authorization-refused',
  },
  'a plugin with a list of origins, whose refusal is JSON': {
    answer: message =>
      isApi(message) && fieldOf(message, 'origin') !== undefined && message.method === 'GET'
        ? {
            status: 403,
            headers: ['Content-Type', 'application/json'],
            body: Buffer.from('{"code":"headless_origin_denied","message":"No.","data":{"status":403}}'),
          }
        : undefined,
    withKey: 'origin-refused',
    without: 'origin-refused',
  },
  'a single sign-on on the way to granting keys': {
    answer: ({ target }) =>
      target.startsWith('/wc-auth/')
        ? {
            status: 302,
            headers: ['Location', 'https://login.corp.example/adfs/ls/?wa=wsignin1.0'],
            body: Buffer.from(''),
          }
        : undefined,
    withKey: 'wc-auth-no-log-in',
    without: 'wc-auth-no-log-in',
  },
  'PHP with arg_separator.input = ";"': {
    change: message => ({
      ...message,
      target: message.target.replace(/\?(.*)$/, (_, query: string) => `?${query.replaceAll('&', '%26')}`),
    }),
    withKey: 'query-cut',
    without: 'query-cut',
    names: /as one/,
  },
  'Vercel that challenges everybody with 429': {
    answer: () => page(429, '<title>Vercel Security Checkpoint</title>', 'X-Vercel-Mitigated', 'challenge'),
    withKey: 'edge-service',
    without: 'edge-service',
    names: /Vercel/,
  },
  'a gateway that wants a key of its own, in JSON': {
    answer: message =>
      isApi(message)
        ? {
            status: 401,
            headers: ['Content-Type', 'application/json', 'X-Kong-Response-Latency', '1'],
            body: Buffer.from('{"message":"No API key found in request"}'),
          }
        : undefined,
    withKey: 'edge-service',
    without: 'edge-service',
    names: /Kong/,
  },
  'a gateway without a name that asks for a token, in JSON': {
    answer: message =>
      isApi(message)
        ? {
            status: 401,
            headers: ['Content-Type', 'application/json', 'WWW-Authenticate', 'Bearer realm="api"'],
            body: Buffer.from('{"message":"unauthorized"}'),
          }
        : undefined,
    withKey: 'htpasswd',
    without: 'htpasswd',
  },
  'Nginx that puts the key of the shop into each request of the API': {
    change: message =>
      message.target.startsWith('/wp-json/wc/')
        ? {
            ...message,
            headers: [...withoutAuthorization(message.headers), 'Authorization', direct.basic],
          }
        : message,
    withKey: 'open-to-all',
    without: 'open-to-all',
  },
  'a Link field that names the front page, beside an API that is refused': {
    edit: answer => ({
      ...answer,
      headers: answer.headers.map(each => each.replace(/<[^>]*>(?=; rel="https:\/\/api\.w\.org\/")/, '</>')),
    }),
    answer: message => (isApi(message) ? page(403, '<h1>Forbidden</h1>') : undefined),
    withKey: 'firewall',
    without: 'firewall',
  },
  'WP_HOME without a scheme': {
    edit: (answer, { target }) => withHome(answer, target, 'shop.test'),
    withKey: 'home-url-differs',
    without: 'home-url-differs',
    names: /none that a site can have/,
  },
  'lighttpd that denies whatever carries an Authorization header': {
    answer: message =>
      fieldOf(message, 'authorization') === undefined ? undefined : page(403, '<title>403 Forbidden</title>'),
    withKey: 'authorization-refused',
    without: 'authorization-refused',
  },
  'a plugin that wants a token of its own, and says so with 200': {
    answer: ({ target }) =>
      /\/wc\/v\d/.test(target)
        ? {
            status: 200,
            headers: ['Content-Type', 'application/json'],
            body: Buffer.from('{"success":false,"code":"TOKEN_REQUIRED","message":"Send your token."}'),
          }
        : undefined,
    withKey: 'api-authentication-plugin',
    without: 'api-authentication-plugin',
  },
  'a snippet that ends the page which grants keys': {
    answer: ({ target }) =>
      target.startsWith('/wc-auth/')
        ? page(
            403,
            '<html><head><title>Forbidden</title></head><body id="error-page"><p>Off.</p></body></html>',
          )
        : undefined,
    withKey: 'wc-auth-blocked',
    without: 'wc-auth-blocked',
    names: /plugin or a snippet/,
  },
  'a snippet that ends each request of REST with an empty 410': {
    answer: message =>
      isApi(message)
        ? { status: 410, headers: ['Content-Type', 'text/plain'], body: Buffer.from('') }
        : undefined,
    withKey: 'rest-api-silent',
    without: 'rest-api-silent',
  },
  'a JWT plugin that answers with 200, and dies at the index': {
    answer: message =>
      !/^Basic /.test(fieldOf(message, 'authorization') ?? '') || !isApi(message)
        ? undefined
        : message.target.split('?')[0] === '/wp-json/'
          ? {
              status: 500,
              headers: ['Content-Type', 'application/json'],
              body: Buffer.from(
                '{"code":"internal_server_error","message":"There has been a critical error on this website.","data":{"status":500}}',
              ),
            }
          : {
              status: 200,
              headers: ['Content-Type', 'application/json'],
              body: Buffer.from(
                '{"success":false,"statusCode":403,"code":"jwt_auth_bad_auth_header","message":"No.","data":[]}',
              ),
            },
    withKey: 'jwt-plugin',
    without: 'jwt-plugin',
  },
  'a plugin that redirects to small letters': {
    answer: message =>
      /oauth_signature=.*[A-Z]/.test(message.target.replace(/%[0-9A-F]{2}/g, ''))
        ? { status: 301, headers: ['Location', message.target.toLowerCase()], body: new Uint8Array() }
        : undefined,
    withKey: 'redirect-path',
    without: 'redirect-path',
    names: /signature/,
  },
  'Nginx with proxy_method GET': {
    change: message => ({ ...message, method: 'GET' }),
    withKey: 'method-changed',
    without: 'method-changed',
  },
  'Nginx with client_max_body_size 1k': {
    answer: ({ body }) =>
      body.length > 1024 ? page(413, '<h1>413 Request Entity Too Large</h1>') : undefined,
    withKey: 'body-limit',
    without: 'body-limit',
    names: /4 kB/,
  },
  'a firewall that takes 8 kB of a body': {
    answer: ({ body }) => (body.length > 8192 ? page(403, '<h1>403 Forbidden</h1>') : undefined),
    withKey: 'body-limit',
    without: 'body-limit',
    names: /64 kB/,
  },
  'Apache with ProxyErrorOverride': {
    edit: (answer, message) =>
      isApi(message) && answer.status >= 400 ? page(answer.status, `<h1>${answer.status}</h1>`) : answer,
    withKey: 'errors-replaced',
    without: 'errors-replaced',
  },
  'Varnish that abandons errors': {
    edit: (answer, message) =>
      isApi(message) && answer.status >= 400 ? page(503, '<title>503 Backend fetch failed</title>') : answer,
    withKey: 'errors-replaced',
  },
  'HAProxy that makes 200 of errors': {
    edit: answer => (answer.status >= 400 ? { ...answer, status: 200 } : answer),
    withKey: 'status-changed',
    without: 'status-changed',
    names: /401 becomes 200/,
  },
  'Nginx with a sub_filter for JSON': {
    edit: (answer, message) =>
      isApi(message)
        ? { ...answer, body: Buffer.from(Buffer.from(answer.body).toString().replaceAll('"', "'")) }
        : answer,
    withKey: 'json-damaged',
    without: 'json-damaged',
  },
  'a query that is cut at 64 characters': {
    change: message => {
      const [path = '', query] = message.target.split('?');
      return { ...message, target: query === undefined ? path : `${path}?${query.slice(0, 64)}` };
    },
    withKey: 'query-cut',
    without: 'query-cut',
  },
  'a rule that takes consumer_ parameters out': {
    change: message => ({
      ...message,
      target: message.target.replaceAll(/([?&])consumer_[a-z]+=[^&]*/g, '$1'),
    }),
    withKey: 'query-cut',
    names: /taken out/,
  },
  'HAProxy that makes GET of DELETE': {
    change: message => (message.method === 'DELETE' ? { ...message, method: 'GET' } : message),
    withKey: 'method-changed',
    without: 'method-changed',
    names: /^DELETE becomes/,
  },
  'HAProxy that makes GET of PUT': {
    change: message => (message.method === 'PUT' ? { ...message, method: 'GET' } : message),
    withKey: 'method-changed',
    without: 'method-changed',
    names: /^PUT becomes/,
  },
  'a rule against the Origin of other sites': {
    answer: ({ headers }) =>
      headers.some(each => each.toLowerCase() === 'origin') ? page(403, '<h1>403 Forbidden</h1>') : undefined,
    withKey: 'origin-refused',
    without: 'origin-refused',
  },
  'a folder wp-json in the document root': {
    answer: ({ target }) =>
      target === '/wp-json'
        ? page(301, '', 'Location', 'https://shop.test/wp-json/')
        : target === '/wp-json/'
          ? page(403, '<h1>403 Forbidden</h1>')
          : undefined,
    withKey: 'rest-path-404',
    without: 'rest-path-404',
    names: /^A folder/,
  },
  'a PHP that reads two parameters of a query (max_input_vars)': {
    change: message => ({ ...message, target: message.target.replace(/^([^?]*\?[^&]*&[^&]*).*/, '$1') }),
    withKey: 'query-cut',
    without: 'query-cut',
  },
  'a rule that takes consumer_ out of oauth_consumer_key too': {
    change: message => ({
      ...message,
      target: message.target.replaceAll(/consumer_[a-z]+=[^&]*&?/g, ''),
    }),
    withKey: 'query-cut',
    without: 'query-cut',
    names: /^Parameters with a key/,
  },
  'Varnish that takes parameters out that begin with _': {
    change: message => ({ ...message, target: message.target.replaceAll(/([?&])_[a-z]+=[^&]*&?/g, '$1') }),
    withKey: 'query-cut',
    without: 'query-cut',
    names: /^Some parameters/,
  },
  'HAProxy that decodes the query': {
    change: message => {
      const [path = '', query] = message.target.split('?');
      return query === undefined
        ? message
        : { ...message, target: `${path}?${decodeURIComponent(query).replaceAll(' ', '+')}` };
    },
    withKey: 'query-cut',
    without: 'query-cut',
    names: /decoded once too often/,
  },
  'Nginx with proxy_pass_request_headers off': {
    change: message => ({
      ...message,
      headers: message.headers.filter(
        (_, i) =>
          !/^(authorization|content-type|origin|cookie|x-|accept)/i.test(message.headers[i - (i % 2)] ?? ''),
      ),
    }),
    withKey: 'strip-authorization',
    without: 'strip-authorization',
    names: /^No header field/,
  },
  'Nginx that passes on page and per_page alone': {
    change: message => {
      const [path = '', query] = message.target.split('?');
      return { ...message, target: query === undefined ? path : `${path}?page=&per_page=` };
    },
    withKey: 'query-parameter-added',
    without: 'query-parameter-added',
    names: /^Parameters arrive that were not sent: page/,
  },
  'a page in the place of each 401': {
    edit: answer => (answer.status === 401 ? page(401, '<h1>Log in</h1>') : answer),
    withKey: 'errors-replaced',
    without: 'errors-replaced',
  },
  'Nginx with error_page 404 and proxy_intercept_errors': {
    edit: answer => (answer.status === 404 ? page(404, '<h1>Not here</h1>') : answer),
    withKey: 'errors-replaced',
    without: 'errors-replaced',
    names: /each 404/,
  },
  'a rule that says 404 to DELETE': {
    answer: ({ method }) => (method === 'DELETE' ? page(404, '<h1>Not here</h1>') : undefined),
    withKey: 'methods-blocked',
    without: 'methods-blocked',
  },
  'a server that hides e-mail addresses in links, whose quotes nobody escapes': {
    edit: answer => withAddresses(answer, '<a href="/cdn-cgi/l/email-protection">[email protected]</a>'),
    withKey: 'json-damaged',
  },
  'a server that hides e-mail addresses by other words': {
    edit: answer => withAddresses(answer, '[hidden]'),
    withKey: 'json-damaged',
    names: /E-mail addresses/,
  },
  'Caddy that makes a 404 page of each error': {
    edit: answer => (answer.status >= 400 ? page(404, '<h1>Oops</h1>') : answer),
    withKey: 'errors-replaced',
    without: 'errors-replaced',
  },
  'another application below /wp-json/': {
    answer: ({ target }) =>
      target.startsWith('/wp-json')
        ? {
            status: 404,
            headers: ['Content-Type', 'application/json'],
            body: Buffer.from('{"error":"not found"}'),
          }
        : undefined,
    withKey: 'rest-path-404',
    without: 'rest-path-404',
    names: /^Another application/,
  },
  'nothing that leads to index.php': {
    answer: ({ target }) =>
      target.startsWith('/index.php') ? undefined : page(target === '/' ? 403 : 404, '<h1>Not found</h1>'),
    withKey: 'no-rewrite',
    without: 'no-rewrite',
  },
  'a rule against paths that end in a number': {
    answer: ({ target }) => (/\/\d+(\?|$)/.test(target) ? page(403, '<h1>403 Forbidden</h1>') : undefined),
    withKey: 'firewall',
    without: 'firewall',
    names: /single records/,
  },
  'a redirect that cleans queries': {
    answer: message =>
      /oauth_|consumer_/.test(message.target)
        ? {
            status: 301,
            headers: ['Location', message.target.split('?', 1)[0] as string],
            body: new Uint8Array(),
          }
        : undefined,
    withKey: 'redirect-path',
    without: 'redirect-path',
  },
  'a front page at another host': {
    answer: ({ target }) =>
      target === '/'
        ? { status: 302, headers: ['Location', 'https://www.brand.example/'], body: new Uint8Array() }
        : undefined,
    withKey: 'front-page-elsewhere',
    without: 'front-page-elsewhere',
  },
  'HAProxy that drops POST in silence': {
    answer: ({ method }) => (method === 'POST' ? 'silence' : undefined),
    withKey: 'methods-blocked',
    without: 'methods-blocked',
    names: /^POST gets no answer at all/,
  },
  'HAProxy that drops PUT and DELETE in silence': {
    answer: ({ method }) => (method === 'PUT' || method === 'DELETE' ? 'silence' : undefined),
    withKey: 'methods-blocked',
    without: 'methods-blocked',
    names: /PUT, DELETE get no answer at all/,
  },
  'HAProxy that drops customers in silence': {
    answer: ({ target }) => (/\/customers/.test(target) ? 'silence' : undefined),
    withKey: 'firewall',
    without: 'firewall',
    names: /customers/,
  },
  'HAProxy that drops everything after 25 requests': {
    answer: (_, count) => (count >= 25 ? 'silence' : undefined),
    withKey: 'stopped-answering',
    without: 'stopped-answering',
  },
  'Varnish that takes the header away where a query is': {
    change: message => ({
      ...message,
      headers: message.target.includes('?') ? withoutAuthorization(message.headers) : message.headers,
    }),
    withKey: 'strip-authorization',
    without: 'strip-authorization',
    names: /where the URL has a query/,
  },
  'a rule that wants an Accept of pages': {
    answer: ({ headers }) =>
      /text\/html/.test(headers[headers.findIndex(each => each.toLowerCase() === 'accept') + 1] ?? '')
        ? undefined
        : page(403, '<h1>403 Forbidden</h1>'),
    withKey: 'firewall',
    without: 'firewall',
  },
  'a proxy that leads every 401 to a log-in': {
    edit: answer =>
      answer.status === 401
        ? { status: 302, headers: ['Location', 'https://id.shop.test/login'], body: Buffer.from('') }
        : answer,
    withKey: 'errors-replaced',
    without: 'errors-replaced',
  },
  'a proxy that puts a log-in with 200 in the place of every 401': {
    edit: answer => (answer.status === 401 ? page(200, '<title>Log in</title>') : answer),
    withKey: 'errors-replaced',
    without: 'errors-replaced',
  },
  'text/html as the Content-Type of everything': {
    edit: answer => ({
      ...answer,
      headers: answer.headers.map((each, i) =>
        i % 2 === 1 && answer.headers[i - 1]?.toLowerCase() === 'content-type' ? 'text/html' : each,
      ),
    }),
    withKey: 'content-type',
    without: 'content-type',
    names: /text\/html/,
  },
  'no Content-Type at all': {
    edit: answer => ({
      ...answer,
      headers: answer.headers.filter((_, i) => answer.headers[i - (i % 2)]?.toLowerCase() !== 'content-type'),
    }),
    withKey: 'content-type',
    without: 'content-type',
    names: /without a Content-Type/,
  },
  'what is compressed is compressed once more': {
    edit: answer => ({
      ...answer,
      headers: [...answer.headers, 'Content-Encoding', 'gzip'],
      body: gzipSync(gzipSync(answer.body)),
    }),
    withKey: 'gzip-damaged',
    without: 'gzip-damaged',
  },
  'a redirect to a slash that loses the query': {
    answer: ({ method, target }) => {
      const [path = '', query] = target.split('?');
      return method === 'GET' && /^\/wp-json\/.*[^/]$/.test(path) && query !== undefined
        ? page(301, '', 'Location', `https://shop.test${path}/`)
        : undefined;
    },
    withKey: 'redirect-path',
    without: 'redirect-path',
    names: /without its query/,
  },
  'HAProxy that tells some clients 429': {
    answer: ({ headers }) =>
      headers.some(each => /Go-http-client|Guzzle|Zapier/.test(each)) ? page(429, '<h1>429</h1>') : undefined,
    withKey: 'user-agent-filter',
    without: 'user-agent-filter',
  },
  'Nginx that closes the connection to whatever has an Authorization header': {
    answer: ({ headers }) => (headers.some(each => /^authorization$/i.test(each)) ? 'cut' : undefined),
    withKey: 'authorization-refused',
    without: 'authorization-refused',
  },
  'Nginx that drops whatever has an Authorization header in silence': {
    answer: message => (fieldOf(message, 'authorization') ? 'silence' : undefined),
    withKey: 'authorization-refused',
    without: 'authorization-refused',
  },
  'a log-in in the place of whatever has an Authorization header': {
    answer: message =>
      fieldOf(message, 'authorization') ? page(302, '', 'Location', 'https://shop.test/login') : undefined,
    withKey: 'authorization-refused',
    without: 'authorization-refused',
  },
  'a gateway that takes no Basic credentials': {
    answer: message =>
      fieldOf(message, 'authorization')?.startsWith('Basic')
        ? {
            status: 401,
            headers: ['Content-Type', 'application/json'],
            body: Buffer.from('{"message":"Invalid token"}'),
          }
        : undefined,
    withKey: 'authorization-refused',
    without: 'authorization-refused',
    names: /Basic credentials/,
  },
  'a rule that takes oauth_signature out of the query': {
    change: message => ({ ...message, target: message.target.replace(/&?oauth_signature=[^&]*/, '') }),
    withKey: 'query-cut',
    without: 'query-cut',
  },
  'a redirect for what has a secret in its query': {
    answer: ({ target }) =>
      target.includes('consumer_secret=')
        ? page(301, '', 'Location', `https://shop.test${target.split('?', 1)[0]}`)
        : undefined,
    withKey: 'redirect-path',
  },
  'HAProxy that makes 200 of 404': {
    edit: answer => (answer.status === 404 ? { ...answer, status: 200 } : answer),
    withKey: 'status-changed',
    without: 'status-changed',
    names: /404 becomes 200/,
  },
  'a pool for writes that is down': {
    answer: ({ method }) =>
      ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) ? page(502, '<h1>502 Bad Gateway</h1>') : undefined,
    withKey: 'bad-gateway',
    without: 'bad-gateway',
    names: /POST, PUT, DELETE/,
  },
  'Nginx that waits in vain for customers': {
    answer: ({ target }) =>
      target.includes('/customers') ? page(504, '<h1>504 Gateway Time-out</h1>') : undefined,
    withKey: 'bad-gateway',
    without: 'bad-gateway',
    names: /customers/,
  },
  'a password for what writes': {
    answer: ({ method }) =>
      ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
        ? page(401, '<h1>401</h1>', 'WWW-Authenticate', 'Basic realm="Write access"')
        : undefined,
    withKey: 'htpasswd',
    without: 'htpasswd',
    names: /POST, PUT, DELETE/,
  },
  'a location of Nginx, which adds its slash, and refuses': {
    answer: ({ target }) =>
      target === '/wp-json'
        ? page(301, '', 'Location', 'https://shop.test/wp-json/')
        : target.startsWith('/wp-json/')
          ? page(403, '<h1>403 Forbidden</h1>')
          : undefined,
    withKey: 'firewall',
    without: 'firewall',
  },
  'a rule that leads everything to a language': {
    answer: ({ target }) =>
      target.startsWith('/en/') ? undefined : page(302, '', 'Location', `https://shop.test/en${target}`),
    change: message => ({ ...message, target: message.target.replace(/^\/en/, '') }),
    withKey: 'redirect-path',
    without: 'redirect-path',
  },
  'Nginx with another SCRIPT_FILENAME than there is': {
    answer: () => page(404, 'File not found.\n'),
    withKey: 'server-misconfigured',
    without: 'server-misconfigured',
    names: /file that is not there/,
  },
  'an application that answers for orders with none': {
    answer: ({ method, target }) =>
      method === 'GET' && target.includes('/orders')
        ? { status: 200, headers: ['Content-Type', 'application/json'], body: Buffer.from('[]') }
        : undefined,
    without: 'part-not-woocommerce',
    names: /orders/,
  },
  'a password for /wp-json/ alone': {
    answer: ({ target }) =>
      target.startsWith('/wp-json')
        ? page(401, '<h1>401</h1>', 'WWW-Authenticate', 'Basic realm="x"')
        : undefined,
    withKey: 'htpasswd',
    without: 'htpasswd',
  },
  'a rule against cookies of WordPress': {
    answer: ({ headers }) =>
      headers.some(each => /wordpress_logged_in/.test(each))
        ? page(403, '<h1>403 Forbidden</h1>')
        : undefined,
    withKey: 'part-not-woocommerce',
  },
  'Nginx with error_page 401 =302 and a page of its own': {
    edit: answer =>
      answer.status === 401
        ? { status: 302, headers: ['Content-Type', 'text/html'], body: Buffer.from('<h1>My account</h1>') }
        : answer,
    withKey: 'errors-replaced',
  },
  '302 that names no URL': {
    edit: (answer, message) =>
      isApi(message) && answer.status === 401
        ? { status: 302, headers: ['Content-Type', 'text/html'], body: Buffer.from('<h1>Log in</h1>') }
        : answer,
    without: 'woocommerce-silent',
  },
};

const visit = ({ change, edit, answer }: Between, hasKey: boolean): Promise<Diagnosis> =>
  direct.visit(async (message, count) => {
    const given = answer?.(message, count);
    if (given) return given;
    const own = await direct.store.answer(change ? change(message) : message);
    return edit ? edit(own, message) : own;
  }, hasKey);

describe('a server between the client and the store', () => {
  for (const [name, { withKey, without, names, ...between }] of Object.entries(setUps))
    for (const [hasKey, expected] of [
      [true, withKey],
      [false, without],
    ] as const) {
      if (expected === undefined) continue;
      it(`${name}, ${hasKey ? 'with' : 'without'} a key`, async () => {
        const diagnosis = await visit(between, hasKey);
        const told = first(diagnosis);
        assert.equal(
          told?.id,
          expected,
          `${told?.title}: ${diagnosis.findings[0]?.suspicion.proof.join(' ')}`,
        );
        if (names) assert.match(told.title, names);
        assert.ok(!isHealthy(diagnosis));
      });
    }
});

it('Varnish numbers its pages: errors that all become one of them are replaced, without a key too', async () => {
  let count = 0;
  const diagnosis = await visit(
    {
      edit: (answer, message) =>
        isApi(message) || answer.status === 401
          ? answer.status >= 400
            ? page(503, `<title>503 Backend trouble</title><p>XID: ${++count}</p>`)
            : answer
          : answer,
    },
    false,
  );
  assert.equal(first(diagnosis)?.id, 'errors-replaced');
});

/** The findings of a sound store where what takes so long, in milliseconds, is chosen by the method and the path. */
async function afterDurations(durationOf: (method: string, url: string) => number): Promise<Diagnosis> {
  const { evidence } = await visit({}, true);
  for (const { reading, exchange } of evidence.all)
    Object.defineProperty(reading, 'duration', {
      value: durationOf(exchange.request.method, exchange.request.url),
    });
  return diagnose(evidence);
}

it('a method that is answered after nine seconds each time is slow; one of four is not told', async () => {
  const late = await afterDurations(method => (method === 'DELETE' ? 9_000 : 200));
  assert.match(first(late)?.title ?? '', /after 9\.0 seconds and more to DELETE/);
  assert.ok(!isHealthy(late));
  const heldUp = await afterDurations(method => (method === 'DELETE' ? 4_000 : 200));
  assert.ok(isHealthy(heldUp));
});

it('answers of six seconds each are a fault; a queue of the doctor’s own requests is a warning', async () => {
  const late = await afterDurations((_, url) => (url.includes('wp-json') ? 6_200 : 300));
  assert.equal(first(late)?.id, 'slow');
  assert.ok(!isHealthy(late));
  let count = 0;
  const queued = await afterDurations(() => 500 * (count++ % 20));
  assert.ok(!queued.findings.some(finding => finding.fault.id === 'slow' && levelOf(finding) === 'fault'));
});

it('a cut connection that a gateway makes 502 of the next time is one refusal, of a User-Agent for one', async () => {
  let count = 0;
  const diagnosis = await visit(
    {
      answer: message =>
        /curl|Wget|libwww|Postman/.test(fieldOf(message, 'user-agent') ?? '')
          ? count++ % 2 === 0
            ? 'cut'
            : page(502, '<h1>502 Bad Gateway</h1>')
          : undefined,
    },
    false,
  );
  assert.equal(first(diagnosis)?.id, 'user-agent-filter');
});

it('answers of four seconds each, for which time was up before they were asked again, are slow', async () => {
  const { evidence } = await visit({}, true);
  for (const { reading } of evidence.all) Object.defineProperty(reading, 'duration', { value: 4_000 });
  evidence.isCutShort = true;
  assert.deepEqual(
    diagnose(evidence).findings.map(({ fault }) => fault.id),
    ['slow'],
  );
});

it('Apache Traffic Server puts Age on whatever it passes on: that is no cache', async () => {
  for (const hasKey of [true, false]) {
    const diagnosis = await visit(
      { edit: answer => ({ ...answer, headers: [...answer.headers, 'Age', '2'] }) },
      hasKey,
    );
    assert.equal(first(diagnosis), undefined);
    assert.ok(isHealthy(diagnosis));
  }
});

it('a firewall that dislikes some of the signatures is no balancer', async () => {
  // Its nonces, and so its signatures, are the same in each run.
  const own = await openDirect();
  const diagnosis = await own.visit(
    ({ target }) =>
      /oauth_signature=[^&]*(%2B|%2F|z)/.test(target) ? page(403, '<h1>403 Forbidden</h1>') : undefined,
    true,
  );
  assert.deepEqual(first(diagnosis), {
    id: 'firewall',
    title: 'A firewall refuses some requests for what chance puts into them: a signature, a nonce',
  });
});

it('what stands in the records of customers and orders is not told', async () => {
  const diagnosis = await visit({ edit: answer => withAddresses(answer, 'somebody"@private.example') }, true);
  assert.equal(first(diagnosis)?.id, 'json-damaged');
  const report = JSON.stringify(diagnosis.findings.map(({ suspicion }) => suspicion));
  assert.doesNotMatch(report, /somebody|private/);
  assert.match(report, /is not shown/);
});

it('a store that lets browsers ask from one origin alone is healthy: its owner chose it', async () => {
  const allowed = (headers: readonly string[]) =>
    headers.map((value, i) =>
      i % 2 === 1 && headers[i - 1]?.toLowerCase() === 'access-control-allow-origin'
        ? 'https://app.shop.test'
        : value,
    );
  const diagnosis = await visit({ edit: answer => ({ ...answer, headers: allowed(answer.headers) }) }, true);
  assert.equal(first(diagnosis), undefined);
  assert.ok(diagnosis.findings.some(({ suspicion }) => suspicion.title?.includes('app.shop.test alone')));
  assert.ok(isHealthy(diagnosis));
});

it('a key whose answer has the fields for whoever is logged in, and is nobody’s, lost its user on the way', async () => {
  const isKeys = (message: Message) => /^Basic /.test(fieldOf(message, 'authorization') ?? '');
  const { evidence } = await visit(
    {
      edit: (answer, message) =>
        isApi(message) && isKeys(message) && answer.status === 200
          ? {
              status: 401,
              headers: [
                'Content-Type',
                'application/json; charset=UTF-8',
                'Expires',
                'Wed, 11 Jan 1984 05:00:00 GMT',
              ],
              body: Buffer.from(
                '{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}',
              ),
            }
          : answer,
    },
    true,
  );
  assert.equal(metAsSomebody(evidence), 'B5');
});

it('a clock of PHP that is 50 minutes behind Date accepts what is an hour old, and nothing fresh', async () => {
  let newest = 0;
  const json = (status: number, body: string): Answer => ({
    status,
    headers: ['Content-Type', 'application/json; charset=UTF-8'],
    body: Buffer.from(body),
  });
  const late = await visit(
    {
      edit: (answer, { target }) => {
        const timestamp = Number(/oauth_timestamp=(\d+)/.exec(target)?.[1] ?? 0);
        if (timestamp === 0 || !target.includes(direct.consumerKey)) return answer;
        newest = Math.max(newest, timestamp);
        if (timestamp < newest - 1_800) return json(200, '[]');
        return answer.status === 200
          ? json(
              401,
              '{"code":"woocommerce_rest_authentication_error","message":"Invalid timestamp.","data":{"status":401}}',
            )
          : answer;
      },
    },
    true,
  );
  assert.equal(first(late)?.id, 'clock-skew');
});

it('a user name and an application password in the place of a key are told as that', async () => {
  const own = await openDirect();
  const evidence = await examine({
    url: 'https://shop.test',
    client: {
      async send(request) {
        const isOwn = request.headers.some(([, value]) => value.includes('YWRtaW46'));
        const answer = await own.store.answer({
          method: request.method,
          scheme: 'https',
          host: 'shop.test',
          target: request.url.slice('https://shop.test'.length),
          headers: [
            'Host',
            'shop.test',
            ...request.headers.flatMap(([name, value]) => [
              name,
              isOwn && name === 'Authorization' ? own.basic : value,
            ]),
          ],
          body: request.body ?? new Uint8Array(),
        });
        return {
          request,
          startedAt: 1_795_000_000_000,
          duration: 5,
          answer: { ...answer, headers: headerFields(answer.headers) },
        };
      },
      close: async () => undefined,
    },
    wait: async () => undefined,
    now: () => 1_795_000_000_000,
    credentials: { consumerKey: 'admin', consumerSecret: 'abcd efgh ijkl mnop' },
  });
  const found = first(diagnose(evidence));
  assert.equal(found?.id, 'key-malformed');
  assert.match(found.title, /let in by WordPress/);
});

it('a list that seemed dropped, and is answered when it is waited for longer, is slow', async () => {
  let asked = 0;
  const direct = await openDirect();
  const diagnosis = await direct.visit(({ target }) => {
    if (!/\/customers\?per_page/.test(target)) return undefined;
    asked += 1;
    // Asked, asked by itself, and both again after a pause; then it is waited for.
    return asked <= 4 ? 'silence' : undefined;
  }, true);
  assert.equal(first(diagnosis)?.id, 'slow');
  assert.match(first(diagnosis)?.title ?? '', /the list of customers/);
  assert.ok(!diagnosis.findings.some(({ fault }) => fault.id === 'firewall'));
});

it('a home URL with capital letters in its host takes no signature', async () => {
  const diagnosis = await visit(
    {
      change: message => ({
        ...message,
        target: message.target.replace(/oauth_signature=[^&]*/, 'oauth_signature=aGVsbG8%3D'),
      }),
      edit: answer => ({
        ...answer,
        body: Buffer.from(
          Buffer.from(answer.body)
            .toString('utf8')
            .replace(/"home":"https:[^"]*"/, '"home":"https://Shop.Test"'),
        ),
      }),
    },
    true,
  );
  assert.equal(first(diagnosis)?.id, 'home-url-differs');
  assert.match(first(diagnosis)?.title ?? '', /capital letters/);
});

it('orders that a server gives up on, and hold the processes that others wait for, are no other server', async () => {
  const own = await openDirect();
  let held = 0;
  const diagnosis = await own.visit(({ target }) => {
    const isOrders = /\/orders\?per_page/.test(target);
    if (isOrders) held = 2;
    else if (held > 0 && /\/products\?per_page/.test(target)) held -= 1;
    else return undefined;
    return page(504, '<h1>Gateway Timeout</h1>');
  }, true);
  assert.equal(first(diagnosis)?.id, 'bad-gateway');
  assert.match(first(diagnosis)?.title ?? '', /orders$/);
});

it('a server that gives up under load counts no requests', async () => {
  const own = await openDirect();
  // Six at once are more than it can answer; later, more slowly, all is answered.
  const diagnosis = await own.visit(
    (_, count, seconds) => (count > 20 && seconds < 5 ? page(504, '<h1>Gateway Timeout</h1>') : undefined),
    true,
  );
  assert.ok(!diagnosis.findings.some(({ fault }) => fault.id === 'rate-limit'));
  assert.notEqual(first(diagnosis)?.id, 'rate-limit');
});

it('a template of fastcgi_cache that excepts queries keeps what a key was given', async () => {
  const own = await openDirect();
  const kept = new Map<string, Answer>();
  const diagnosis = await own.visit(async message => {
    if (message.method !== 'GET' || message.target.includes('?')) return undefined;
    const old = kept.get(message.target);
    const answer = old ?? (await own.store.answer(message));
    if (answer.status === 200) kept.set(message.target, answer);
    return { ...answer, headers: [...answer.headers, 'X-FastCGI-Cache', old ? 'HIT' : 'MISS'] };
  }, true);
  assert.equal(first(diagnosis)?.id, 'cache');
  assert.equal(diagnosis.findings[0]?.suspicion.certainty, 'proven');
});

it('an address that is banned at the end, for what was asked before, is no second server', async () => {
  const own = await openDirect();
  const { evidence } = await own.visit(() => undefined, true);
  const swept = evidence.all.length;
  const diagnosis = await (await openDirect()).visit(
    (_, count) => (count > swept ? page(403, '<title>Blocked</title>') : undefined),
    true,
  );
  assert.equal(first(diagnosis)?.id, 'rate-limit');
  assert.match(first(diagnosis)?.title ?? '', /blocked for a while/);
});

it('a nonce that counts as used now and again is told as that', async () => {
  const own = await openDirect();
  let signed = 0;
  const used = {
    code: 'woocommerce_rest_authentication_error',
    message: 'Invalid nonce - nonce has already been used.',
    data: { status: 401 },
  };
  const diagnosis = await own.visit(({ target }) => {
    if (!/oauth_signature=(?!bGF0Y2hrZXk)/.test(target) || /oauth_timestamp=179499/.test(target))
      return undefined;
    signed += 1;
    return signed > 6 && signed % 2 === 0
      ? undefined
      : {
          status: 401,
          headers: ['Content-Type', 'application/json'],
          body: Buffer.from(JSON.stringify(used)),
        };
  }, true);
  assert.equal(first(diagnosis)?.id, 'sent-twice');
});

it('a site that its network has archived', async () => {
  const gone = page(410, '<body id="error-page"><div class="wp-die-message">This site is gone.</div></body>');
  for (const hasKey of [true, false]) {
    const diagnosis = await visit({ answer: () => gone }, hasKey);
    assert.equal(first(diagnosis)?.id, 'suspended');
    assert.match(first(diagnosis)?.title ?? '', /archived/);
  }
});

it('a REST root that a plugin for several languages puts a parameter behind', async () => {
  const behind = (headers: readonly string[]) =>
    headers.map((value, i) =>
      i % 2 === 1 && headers[i - 1]?.toLowerCase() === 'link'
        ? value.replace('/wp-json/>', '/wp-json?lang=de/>')
        : value,
    );
  const diagnosis = await visit({ edit: answer => ({ ...answer, headers: behind(answer.headers) }) }, true);
  assert.equal(diagnosis.evidence.known.root, 'https://shop.test/wp-json/');
  assert.ok(isHealthy(diagnosis));
});
