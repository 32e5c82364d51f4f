/** A web server that answers one method, or one header field, in the place of WordPress. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { openTheApi } from '../open-api.ts';
import { quote, quoteAll } from '../proof.ts';
import { isAuthorizationRefused, isDropped, isSeen, isWordPressPage } from '../signs.ts';

const posts = ['A8-POST', 'A8-_method', 'A8-override', 'A16'];
const postCheck = 'Run the doctor again: A8-POST is answered in JSON.';
const headerCheck = 'Run the doctor again: A6 is answered as A5, and B5 lets the keys in.';

/** Other credentials in the header reach WordPress, and Basic ones do not. */
export function ofBasic(evidence: Evidence): Suspicion | undefined {
  if (!isSeen(evidence, 'A6') || !evidence.isWordPress('A4')) return undefined;
  const basic = ['A7', 'B5', 'B1'].filter(id => evidence.reading(id) !== undefined);
  const isRefused = (id: string): boolean =>
    ['not JSON', 'odd JSON', 'redirect'].includes(evidence.said(id) ?? '') &&
    !isWordPressPage(evidence.reading(id));
  // A password of the server has a fault of its own, and a firewall refuses with 403.
  if (!basic.includes('A7') || !basic.every(isRefused)) return undefined;
  const status = evidence.reading('A7')?.status as number;
  // A plugin that authenticates by itself says so in an "error" of its own (api-authentication-plugin).
  if (/"error"\s*:/.test(evidence.reading('A7')?.text ?? '')) return undefined;
  if (evidence.isPage('A7') && status > 401 && status !== 404) return undefined;
  return {
    certainty: 'proven',
    title: 'A server in front refuses Basic credentials, and lets others in the Authorization header pass',
    answeredBy: basic,
    proof: [
      quote(evidence, 'A6', 'an OAuth parameter in the Authorization header reaches WordPress'),
      ...quoteAll(evidence, basic, 'Basic credentials do not'),
    ],
    ...(status === 400 && {
      undecided:
        'A limit of the length of header fields looks the same (LimitRequestFieldSize of Apache): those with a key and its secret are the longest. The error log of the server names the field.',
    }),
  };
}

export const webServerMethodsFaults: readonly Fault[] = [
  /** RFC 9110, section 15.4.2: a client may change POST to GET on a 301 or 302, and all of them do. */
  {
    id: 'post-redirected',
    layer: 'web-server',
    title: 'POST is redirected, so that clients ask again with GET and nothing is created or changed',
    seen: 'GET works; a POST of an order is answered 200 with the list of orders, and no order is made.',
    level: 'fault',
    probes: ['A4', ...posts],
    lookAlikes: [
      { id: 'redirect-path', difference: 'GET is redirected too' },
      { id: 'methods-blocked', difference: 'a refusal comes, not a redirect' },
    ],
    examine(evidence) {
      if (!evidence.isWordPress('A4')) return undefined;
      const sent = posts.filter(id => evidence.said(id) === 'redirect');
      if (sent.length < 2) return undefined;
      const others = ['A8-PUT', 'A8-DELETE'].filter(id => evidence.said(id) === 'redirect');
      return {
        certainty: 'proven',
        answeredBy: sent,
        ...(others.length > 0 && {
          title:
            'Writes are redirected, so that clients ask again with GET and nothing is created or changed',
        }),
        proof: [
          quote(evidence, 'A4', 'GET reaches WordPress'),
          ...quoteAll(evidence, [...sent.slice(0, 2), ...others], 'this does not'),
        ],
      };
    },
    fixes: openTheApi(postCheck),
    workaround:
      'PUT in the place of POST where that passes; or no redirects followed, so that the client at least fails.',
    sources: [
      'https://www.rfc-editor.org/rfc/rfc9110#section-15.4.2',
      'https://github.com/woocommerce/woocommerce/issues/16283',
    ],
  },
  /** Measured: Nginx refuses a second field with 400, Apache joins the two. */
  {
    id: 'authorization-refused',
    layer: 'web-server',
    title: 'A server in front refuses whatever carries an Authorization header',
    seen: '400, 401 or 403 and a page for every request with the header, whoever it names; the same keys in the query are let in.',
    level: 'fault',
    probes: ['A4', 'A5', 'A6', 'A7', 'A21', 'B5', 'B6'],
    lookAlikes: [
      { id: 'htpasswd', difference: 'requests without credentials are refused too' },
      { id: 'strip-authorization', difference: 'WordPress answers, and sees no header' },
      { id: 'firewall', difference: 'credentials in the query are refused too, or Basic ones alone' },
    ],
    examine(evidence) {
      if (!isAuthorizationRefused(evidence)) return ofBasic(evidence);
      const isOfDropped = ['A6', 'A7', 'A21'].some(id => isDropped(evidence, id));
      const status = evidence.reading('A6')?.status as number;
      const asks = evidence.reading('A6')?.header('www-authenticate');
      return {
        certainty: isOfDropped ? 'likely' : 'proven',
        ...(isOfDropped && { isOfDropped: true as const }),
        // Who refuses a pair is not who makes one of it.
        ...(status !== 400 && { answeredBy: ['A6', 'A7', 'A21'] }),
        ...(status === 400 && {
          title:
            'A second Authorization header is put into requests on their way, and a server refuses the pair',
        }),
        proof: [
          quote(evidence, 'A5', 'an OAuth parameter in the query reaches WordPress'),
          quote(evidence, 'A6', 'the same parameter in the Authorization header does not'),
          quote(
            evidence,
            'A7',
            asks === undefined ? 'nor do Basic credentials' : `nor do Basic credentials; it asks for ${asks}`,
          ),
          ...quoteAll(evidence, ['B6'], 'the keys in the query'),
        ],
        ...([403, 406].includes(status) && {
          undecided: 'A firewall whose rule goes by the header looks the same: its audit log names the rule.',
        }),
        ...(status === 400 && {
          undecided:
            'A header that is too long for the server looks the same; these are short. The error log of the server that answers names the field.',
        }),
      };
    },
    fixes: [
      {
        server: 'HAProxy',
        where:
          'the frontend and the backend: set-header takes the place of a field, add-header puts a second one beside it',
        lines: 'http-request set-header Authorization "Basic …" unless { req.hdr(Authorization) -m found }',
        insteadOf: 'http-request add-header Authorization "Basic …"',
        check: headerCheck,
      },
      {
        server: 'squid',
        where: 'squid.conf: this line goes',
        lines: '',
        insteadOf: 'request_header_add Authorization "Basic …"',
        check: `squid -k reconfigure. ${headerCheck}`,
      },
      {
        server: 'Nginx',
        where: 'the server, where `if ($http_authorization)` refuses: its first lines',
        lines: 'if ($request_uri ~ ^/(wp-json|wc-auth|wc-api)/) {\n  break;\n}',
        check: `nginx -t && nginx -s reload. ${headerCheck}`,
      },
      {
        server: 'Apache',
        where: 'the virtual host of the proxy: this line goes, or sets the field in the place of adding one',
        lines: 'RequestHeader setifempty Authorization "Basic …"',
        insteadOf: 'RequestHeader add Authorization "Basic …"',
        check: headerCheck,
      },
    ],
    workaround: 'Keys in the query over HTTPS (queryStringAuth: true), or OAuth 1.0a in the query.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-5.3'],
  },
];
