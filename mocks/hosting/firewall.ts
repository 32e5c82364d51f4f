/** Firewalls: rules of a host or of mod_security, and the products that look for bots. */
import { firstHeader, type Message } from '../message.ts';
import { instead, onAnswer, percentDecoded, queryOf } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { json, nginxPage, page, serverPage } from './pages.ts';
import { choice, listParameter, number, status } from './parameters.ts';

const imunifyMessage =
  'Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted';

const isCorsField = (headers: readonly string[], i: number) =>
  (headers[i] as string).toLowerCase().startsWith('access-control-');

/** An address with its scheme, as it stands in `callback_url`. */
const hasUrlInQuery = ({ target }: Message) => /https?:\/\//i.test(percentDecoded(queryOf(target)));

export const firewallFaults = faultsIn('firewall', [
  /** Rule 243420 of the Comodo set, seen on Plesk. */
  defineFault({
    id: 'firewall-empty-parameter',
    title: 'A firewall refuses parameters without a value',
    seen: '403 HTML for requests with an empty parameter (?search=); without it they pass.',
    parameters: {},
    wrap: next =>
      instead(next, message =>
        /(^|&)[^=&]+=(&|$)/.test(queryOf(message.target)) ? serverPage('apache', 403, message) : undefined,
      ),
  }),
  /** Rule 920300 of the OWASP core rule set, where a host has made it block. */
  defineFault({
    id: 'firewall-missing-accept',
    title: 'A firewall wants an Accept header',
    seen: '406 or 403 HTML for requests without an Accept header; with Accept: */*, as curl and browsers send it, they pass.',
    parameters: { status: status([403, 406], 406) },
    wrap: (next, options) =>
      instead(next, message =>
        firstHeader(message.headers, 'Accept') === undefined
          ? serverPage('apache', options.status, message)
          : undefined,
      ),
  }),
  /** Rule 920450 of the OWASP core rule set blocks this header at its lowest level. */
  defineFault({
    id: 'firewall-override-header',
    title: 'A firewall refuses X-HTTP-Method-Override',
    seen: '403 HTML for POST with X-HTTP-Method-Override; the same override as ?_method=PUT passes.',
    parameters: {},
    wrap: next =>
      instead(next, message =>
        firstHeader(message.headers, 'X-HTTP-Method-Override') === undefined
          ? undefined
          : serverPage('apache', 403, message),
      ),
  }),
  /** The OWASP core rule set takes a URL in a parameter for remote file inclusion (931xxx). */
  defineFault({
    id: 'firewall-url-in-query',
    title: 'A firewall refuses URLs in the query',
    seen: '403 HTML for each request whose query holds a URL: the page that grants keys, with its callback_url and return_url, first of all.',
    parameters: { status: status([403, 406, 501], 403) },
    wrap: (next, options) =>
      instead(next, message =>
        hasUrlInQuery(message) ? serverPage('apache', options.status, message) : undefined,
      ),
  }),
  /** mod_security, or a host's own rules, which dislike the API as such. */
  defineFault({
    id: 'firewall',
    title: 'A firewall refuses requests for the API',
    seen: 'An HTML page with 403, 406, 455, 501 or the like in the place of JSON, with none of the headers of WordPress; a browser at the same URL may see JSON.',
    parameters: {
      status: status([403, 406, 455, 501, 503], 403),
      server: choice(['apache', 'nginx'], 'apache', 'whose page it is'),
    },
    path: '/wp-json/wc/',
    wrap: (next, options) => instead(next, message => serverPage(options.server, options.status, message)),
  }),
  /** Valid JSON, often with 200, and not what was asked for. */
  defineFault({
    id: 'imunify360',
    title: 'Imunify360 takes the client for a bot',
    seen: '200 (or 403, 500) JSON with nothing but a message, {"message":"Access denied by Imunify360 bot-protection. …"}: valid, and not what was asked for.',
    parameters: { status: status([200, 403, 500], 200) },
    wrap: (next, options) =>
      instead(next, () =>
        json(options.status, { message: imunifyMessage }, ['Server', 'imunify360-webshield/1.21']),
      ),
  }),
  /** An allow-list, a country block, or a block of data centres: from another network everything works. */
  defineFault({
    id: 'ip-blocked',
    title: 'Everything is refused, the front page too',
    seen: '403 or 503 HTML for whatever is asked, the front page too: it works from a laptop and fails from a server, or from everywhere.',
    parameters: { status: status([403, 503], 403) },
    wrap: (next, options) => instead(next, message => serverPage('apache', options.status, message)),
  }),
  /** `AllowMethods`, `<LimitExcept>`, mod_security's tx.allowed_methods, WebDAV on IIS. */
  defineFault({
    id: 'methods-blocked',
    title: 'PUT, PATCH or DELETE do not reach WordPress',
    seen: '405, 501 or 403 HTML for these methods; GET and POST pass, and so does POST with ?_method=PUT.',
    parameters: {
      methods: listParameter(['PUT', 'PATCH', 'DELETE'], 'the methods that are refused'),
      status: status([405, 501, 403], 405),
      server: choice(['apache', 'nginx'], 'apache', 'whose page it is'),
    },
    wrap: (next, { methods, server, ...options }) =>
      instead(next, message => {
        if (!methods.includes(message.method)) return undefined;
        const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS'].filter(method => !methods.includes(method));
        return serverPage(
          server,
          options.status,
          message,
          options.status === 405 ? ['Allow', allowed.join(',')] : [],
        );
      }),
  }),
  /** A browser asks with OPTIONS before it sends an Authorization header (the Fetch standard, "CORS-preflight"). */
  defineFault({
    id: 'preflight-refused',
    title: 'The preflight request of a browser is refused',
    seen: 'Code in a browser fails with a CORS error and no status, because OPTIONS is refused or Access-Control-Allow-Origin is missing; the same request from a server works.',
    parameters: {
      mode: choice(['refused', 'stripped'], 'refused', 'refuse OPTIONS, or take the CORS headers off'),
    },
    wrap: (next, { mode }) => {
      if (mode === 'stripped') {
        return onAnswer(next, answer => ({
          ...answer,
          headers: answer.headers.filter((_, i) => !isCorsField(answer.headers, i - (i % 2))),
        }));
      }
      return instead(next, message =>
        message.method === 'OPTIONS' && firstHeader(message.headers, 'Origin') !== undefined
          ? serverPage('apache', 403, message)
          : undefined,
      );
    },
  }),
  /** A host that counts requests of an address. */
  defineFault({
    id: 'rate-limit',
    title: 'Too many requests',
    seen: '429 (or 503) HTML with Retry-After after so many requests.',
    parameters: {
      requests: number(10, 'how many requests are let through', { min: 0, whole: true }),
      seconds: number(60, 'in how many seconds', { min: 1 }),
      status: status([429, 503], 429),
    },
    wrap: (next, { requests, seconds, ...options }, { now }) => {
      let passed: number[] = [];
      return instead(next, () => {
        const time = now();
        passed = passed.filter(at => time - at < seconds);
        if (passed.length < requests) {
          passed.push(time);
          return undefined;
        }
        const retryAfter = Math.max(1, Math.ceil((passed[0] ?? time) + seconds - time));
        return nginxPage(options.status, ['Retry-After', String(retryAfter)]);
      });
    },
  }),
  /** SiteGround's anti-bot service: a success code that is none. */
  defineFault({
    id: 'siteground-captcha',
    title: 'SiteGround asks for a captcha',
    seen: '202 HTML with SG-Captcha: challenge, which a client that looks at 2xx alone takes for a success; it works from a laptop and fails from a data centre.',
    parameters: {},
    wrap: next =>
      instead(next, message => {
        const back = encodeURIComponent(message.target);
        const html = `<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=${back}&y=ipr:203.0.113.7"></meta></head></html>`;
        return page(
          202,
          html,
          ['Server', 'nginx', 'SG-Captcha', 'challenge', 'X-Robots-Tag', 'noindex'],
          'text/html',
        );
      }),
  }),
  /** "Works in Postman": a filter on who the client says it is. */
  defineFault({
    id: 'user-agent-filter',
    title: 'A firewall refuses some User-Agents',
    seen: '403 or 406 HTML for a client whose User-Agent the firewall dislikes, or that sends none; it works in the browser and in Postman.',
    parameters: {
      agents: listParameter(
        ['python-requests', 'WooCommerce API Client', 'curl/', 'node'],
        'texts in the User-Agent, compared without case',
      ),
      empty: choice(['refused', 'accepted'], 'refused', 'what becomes of a request without User-Agent'),
      status: status([403, 406, 455], 403),
    },
    wrap: (next, { agents, empty, ...options }) =>
      instead(next, message => {
        const agent = (firstHeader(message.headers, 'User-Agent') ?? '').toLowerCase();
        const isRefused =
          agent === '' ? empty === 'refused' : agents.some(text => agent.includes(text.toLowerCase()));
        return isRefused ? serverPage('apache', options.status, message) : undefined;
      }),
  }),
  /** The most frequent reason on the store's side why an app gets no keys. */
  defineFault({
    id: 'wc-auth-blocked',
    title: 'A firewall refuses the page that grants keys',
    seen: '403 or 406 HTML for /wc-auth/v1/authorize?…&callback_url=https%3A%2F%2F…, where an app sends the merchant; without the URLs in the query WooCommerce answers.',
    parameters: { status: status([403, 406, 501], 403) },
    wrap: (next, options) =>
      instead(next, message =>
        /\/wc-auth\//.test(message.target) && hasUrlInQuery(message)
          ? serverPage('apache', options.status, message)
          : undefined,
      ),
  }),
]);
