/** The web server of the store: what it passes on to PHP, and what it answers itself. */
import { firstHeader } from '../message.ts';
import {
  hostOf,
  instead,
  onAnswer,
  onRequest,
  pathOf,
  percentDecoded,
  queryOf,
  withHeader,
  withoutHeader,
} from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { nginxPage, redirect, serverPage } from './pages.ts';
import { choice, status, textParameter } from './parameters.ts';

/** Real files and folders of a WordPress, which are found without rewriting. */
const isFile = (path: string) => /\.php$|\/wp-(admin|content|includes)(\/|$)/.test(path);

export const webServerFaults = faultsIn('web-server', [
  /**
   * The rule that brings the header back stands as a flag on the front controller's line, so that it arrives
   * as REDIRECT_HTTP_AUTHORIZATION alone. WordPress reads Basic credentials from there (since 5.6), WooCommerce
   * does not look there for OAuth.
   */
  defineFault({
    id: 'authorization-basic-only',
    title: 'The Authorization header arrives under another name, half repaired',
    seen: 'Keys as Basic credentials work; OAuth in the Authorization header is answered as if nobody had asked (401 woocommerce_rest_cannot_view), in the query it works.',
    parameters: {},
    site: () => ({ authorizationVariable: 'REDIRECT_HTTP_AUTHORIZATION' }),
  }),
  /** PHP-FPM is down, full or too slow. */
  defineFault({
    id: 'bad-gateway',
    title: 'The web server does not reach PHP',
    seen: '502, 503 or 504 HTML, and from a 504 it cannot be told whether the store has done what was asked.',
    parameters: { status: status([502, 503, 504], 502) },
    wrap: (next, options) => instead(next, () => nginxPage(options.status)),
  }),
  /** Compressed by PHP and announced twice, or announced and not compressed. */
  defineFault({
    id: 'gzip-damaged',
    title: 'Answers say that they are compressed, and are not',
    seen: 'The right status with Content-Encoding: gzip, and a body that no client can read: "incorrect header check", Z_DATA_ERROR, ERR_CONTENT_DECODING_FAILED.',
    parameters: {},
    wrap: next =>
      onAnswer(next, answer =>
        answer.body.length === 0
          ? answer
          : { ...answer, headers: withHeader(answer.headers, 'Content-Encoding', 'gzip') },
      ),
  }),
  /** A staging store behind a password of the web server. Its credentials and WooCommerce's want the same header. */
  defineFault({
    id: 'htpasswd',
    title: 'The web server asks for a password of its own',
    seen: '401 HTML with WWW-Authenticate: Basic for every path, the front page too: its credentials and WooCommerce’s want the same header, so that the keys have to go into the query.',
    parameters: {
      user: textParameter('staging', 'the user of the staging store'),
      password: textParameter('staging', 'its password'),
      realm: textParameter('Restricted', 'the realm of the challenge'),
      server: choice(['apache', 'nginx'], 'apache', 'whose page it is'),
    },
    wrap: (next, { user, password, realm, server }) => {
      const wanted = btoa(`${user}:${password}`);
      return instead(next, message => {
        const sent = firstHeader(message.headers, 'Authorization') ?? '';
        if (/^basic +(.*)$/i.exec(sent)?.[1]?.trim() === wanted) return undefined;
        return serverPage(server, 401, message, ['WWW-Authenticate', `Basic realm="${realm}"`]);
      });
    },
  }),
  /** mod_rewrite is off, AllowOverride is None, or `try_files` has no `/index.php`: only real files are found. */
  defineFault({
    id: 'no-rewrite',
    title: 'The web server passes nothing on to index.php',
    seen: '404 HTML for /wp-json/, /wc-auth/, /wc-api/ and every pretty URL, although the front page names /wp-json/ in its Link header; /?rest_route=/ answers JSON.',
    parameters: { server: choice(['apache', 'nginx'], 'apache', 'whose page it is') },
    wrap: (next, { server }, { home }) => {
      const front = /^https?:\/\/[^/]+(.*?)\/?$/.exec(home)?.[1] ?? '';
      return instead(next, message => {
        const path = pathOf(message.target);
        return path === front || path === `${front}/` || isFile(path)
          ? undefined
          : serverPage(server, 404, message);
      });
    },
  }),
  /** `try_files $uri /index.php;` without `?$args`; a CDN rule that ignores the query. */
  defineFault({
    id: 'query-dropped',
    title: 'The query does not reach PHP',
    seen: 'Keys in the query and OAuth are answered as if nobody had asked (401 woocommerce_rest_cannot_view); keys in the Authorization header work, but filters and pages are ignored.',
    parameters: {},
    wrap: next => onRequest(next, message => ({ ...message, target: pathOf(message.target) })),
  }),
  /**
   * `try_files $uri $uri/ /index.php?q=$uri&$args;`: a rule of other software. `$uri` is the decoded path, and
   * WooCommerce signs all of `$_GET`, so every signature is short of one parameter.
   */
  defineFault({
    id: 'query-q-added',
    title: 'Nginx adds q= to the query',
    seen: 'OAuth: 401 "Invalid signature - provided signature does not match." for every signature but those for the index; keys in the header or the query work.',
    parameters: {},
    wrap: next =>
      onRequest(next, message => {
        const path = pathOf(message.target);
        return { ...message, target: `${path}?q=${percentDecoded(path)}&${queryOf(message.target)}` };
      }),
  }),
  /** A server that knows one origin and sends everybody there; careless ones forget the path and the query. */
  defineFault({
    id: 'redirect-canonical',
    title: 'The URL asked is redirected to another host or port',
    seen: '301 to the canonical origin: clients drop their credentials between hosts, and the request arrives as nobody’s, if the path comes along at all.',
    parameters: {
      to: textParameter('', 'the canonical origin, https://shop.test; the home URL when empty'),
      status: status([301, 302, 307, 308], 301),
    },
    wrap: (next, { to, ...options }, { home }) => {
      const origin = /^https?:\/\/[^/]+/.exec(to === '' ? home : to)?.[0];
      return instead(next, message => {
        if (origin === undefined || origin === `${message.scheme}://${hostOf(message)}`) return undefined;
        return redirect(options.status, origin + message.target);
      });
    },
  }),
  /** With `tls-ends-at-proxy` it becomes the endless redirect that it becomes on real servers. */
  defineFault({
    id: 'redirect-https',
    title: 'The URL asked is redirected to https',
    seen: '301 to the https URL: clients drop Authorization or turn POST into GET on the way, and a signature was made for the old URL.',
    parameters: {
      status: status([301, 302, 307, 308], 301),
      host: textParameter(
        '',
        'host and port to redirect to, when it is not the host that was asked, at its port for https',
      ),
    },
    wrap: (next, { host, ...options }, { httpsPort = 443 }) =>
      instead(next, message => {
        if (message.scheme === 'https') return undefined;
        const port = httpsPort === 443 ? '' : `:${httpsPort}`;
        const to = host === '' ? hostOf(message).replace(/:\d+$/, '') + port : host;
        return redirect(options.status, `https://${to}${message.target}`);
      }),
  }),
  /** www and the bare domain are two origins: clients drop credentials between them. */
  defineFault({
    id: 'redirect-www',
    title: 'The URL asked is redirected to its other spelling, with or without www',
    seen: '301 to the same URL with www. or without it, which are two origins: clients drop the Authorization header on the way, and the request arrives as nobody’s; a signature was made for the old URL.',
    parameters: {
      mode: choice(['add', 'remove'], 'add', 'which spelling is the right one'),
      status: status([301, 302, 307, 308], 301),
    },
    wrap: (next, { mode, ...options }) =>
      instead(next, message => {
        const host = hostOf(message);
        const wanted = mode === 'add' ? host.replace(/^(?!www\.)/i, 'www.') : host.replace(/^www\./i, '');
        if (wanted === host) return undefined;
        return redirect(options.status, `${message.scheme}://${wanted}${message.target}`);
      }),
  }),
  /** A rewrite rule, a location or a folder named `wc` that is in the way. */
  defineFault({
    id: 'rest-path-404',
    title: 'The web server answers /wp-json/wc/ itself',
    seen: '404 HTML below /wp-json/wc/, while /wp-json/ and /?rest_route=/wc/v3 answer JSON.',
    parameters: { server: choice(['apache', 'nginx'], 'apache', 'whose page it is') },
    path: '/wp-json/wc/',
    wrap: (next, { server }) => instead(next, message => serverPage(server, 404, message)),
  }),
  /** Two faults that often come together, where neither work-around helps. */
  defineFault({
    id: 'strip-all-credentials',
    title: 'Neither the Authorization header nor the query reaches PHP',
    seen: 'Everything is answered as if nobody had asked (401 woocommerce_rest_cannot_view); OAuth in the form body of a POST is all that arrives.',
    parameters: {},
    wrap: next =>
      onRequest(next, message => ({
        ...message,
        target: pathOf(message.target),
        headers: withoutHeader(message.headers, 'Authorization'),
      })),
  }),
  /** Apache in front of PHP-FPM or CGI by default; Varnish with a common snippet; a proxy that empties the field. */
  defineFault({
    id: 'strip-authorization',
    title: 'The Authorization header does not reach PHP',
    seen: 'Right keys in the Authorization header are answered as if there were none (401 woocommerce_rest_cannot_view); in the query they are let in, and so is OAuth there.',
    parameters: {},
    wrap: next =>
      onRequest(next, message => ({ ...message, headers: withoutHeader(message.headers, 'Authorization') })),
  }),
]);
