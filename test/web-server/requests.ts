/**
 * Requests as bytes, and what Apache 2.4.71 of Debian 12 with WordPress's .htaccess answers them: measured there, not
 * taken from the store. `apache.test.ts` holds a real Apache to this table, `doors.test.ts` the store by each way in.
 */

export interface Row {
  readonly name: string;
  /** A byte string. */
  readonly bytes: string;
  readonly answer: Expected;
  /** No request that a message could hold: it is for sockets alone. */
  readonly isSyntax?: true;
  /** The status of the listener, where Node's parser reads it otherwise (docs/discoveries/node-http-limits.md). */
  readonly listener?: number;
}

/** `script` where the request reaches PHP, else Apache's own answer. */
export type Expected =
  | 'script'
  | { readonly status: number; readonly html?: string; readonly allow?: string };

const badRequest = badRequestFor('');
const notFound = { status: 404, html: '<p>The requested URL was not found on this server.</p>' };
const forbidden = { status: 403, html: "<p>You don't have permission to access this resource.</p>" };
const traceRefused = {
  status: 405,
  html: '<p>The requested method TRACE is not allowed for this URL.</p>',
  allow: '',
};
const tooLong = {
  status: 414,
  html: "<p>The requested URL's length exceeds the capacity\nlimit for this server.<br />\n</p>",
};
const fieldTooLong = badRequestFor('Size of a request header field exceeds server limit.');
const tooManyFields = badRequestFor("The number of request header fields exceeds this server's limit.");

function badRequestFor(reason: string): Expected {
  return {
    status: 400,
    html: `<p>Your browser sent a request that this server could not understand.<br />\n${reason}</p>`,
  };
}

function expectationFailed(value: string): Expected {
  return {
    status: 417,
    html: `<p>The expectation given in the Expect request-header\nfield could not be met by this server.\nThe client sent<pre>\n    Expect: ${value}\n</pre>\n</p><p>Only the 100-continue expectation is supported.</p>`,
  };
}

interface Parts {
  readonly method?: string;
  readonly version?: string;
  /** null leaves the field out. */
  readonly host?: string | null;
  readonly fields?: readonly string[];
  readonly body?: string;
}

function request(target: string, parts: Parts = {}): string {
  const { method = 'GET', version = '1.1', host = 'shop.test', fields = [], body = '' } = parts;
  const hostLine = host === null ? [] : [`Host: ${host}`];
  const lines = [`${method} ${target} HTTP/${version}`, ...hostLine, ...fields, 'Connection: close'];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const api = '/wp-json/';
const x = (count: number) => 'x'.repeat(count);
const short = (text: string) => (text.length > 60 ? `${text.slice(0, 20)}… of ${text.length}` : text);

/** A row for each target. */
const targets = (answer: Expected, ...sent: string[]): Row[] =>
  sent.map(target => ({ name: `GET ${short(target)}`, bytes: request(target), answer }));
const hosts = (answer: Expected, ...sent: string[]): Row[] =>
  sent.map(host => ({ name: `Host: ${short(host)}`, bytes: request(api, { host }), answer }));
const methods = (answer: Expected, ...sent: string[]): Row[] =>
  sent.map(method => ({ name: `${method} ${api}`, bytes: request(api, { method }), answer }));
const row = (name: string, answer: Expected, target: string, parts?: Parts): Row => ({
  name,
  bytes: request(target, parts),
  answer,
});
const post = (name: string, answer: Expected, ...fields: string[]): Row =>
  row(name, answer, api, { method: 'POST', fields, body: 'ab' });
const chunked = (name: string, answer: Expected, ...fields: string[]): Row =>
  row(name, answer, api, { method: 'POST', fields, body: '2\r\nab\r\n0\r\n\r\n' });
/** What the listener answers with this status, since Node's parser reads it otherwise than Apache. */
const nodeSays = (listener: number, rows: Row[]): Row[] => rows.map(each => ({ ...each, listener }));
const syntax = (name: string, bytes: string): Row => ({ name, bytes, answer: badRequest, isSyntax: true });
const fieldLine = (name: string, ...fields: string[]): Row => syntax(name, request(api, { fields }));

const hostRows: Row[] = [
  ...hosts('script', 'a_b', 'a.', '.a', '-a', 'A.B', 'a:80', 'a:65535', 'a:00080', 'a.:80', x(300)),
  ...hosts('script', '1.2.3.4', '1.2.3.4.', '1.2.3.4:80', '999.1.1.1', '0.0.0.0', '1.2.3.a'),
  ...hosts('script', '[::1]', '[::1]:80', '[::]', '[::ffff:1.2.3.4]'),
  ...hosts(
    badRequest,
    'a b',
    'a/b',
    'a@b',
    'a,b',
    'a..b',
    '.',
    '..',
    '\xfc',
    '%41',
    'a"b',
    'a~b',
    'a*b',
    '*',
  ),
  ...hosts(badRequest, 'a..', 'a.1b', '0x7f.1.2.3', 'a.-b'),
  ...hosts(badRequest, '1', '1.2.3', '1.2.3.', '1.2.3.4.5', '01.2.3.4', '1.2.3.00', '1.2.3:80'),
  ...hosts(badRequest, 'a:', 'a:0', 'a:port', 'a:99999', 'a:65536', 'a:+80', 'a:80:80', ':80', ''),
  ...hosts(
    badRequest,
    '[::1',
    '[]',
    '[1]',
    '[zz]',
    '[::1]x',
    '[::1]:',
    '[::1]:0',
    '[fe80::1%25lo]',
    '[v1.a]',
  ),
  row('two Hosts that are the same', badRequest, api, { fields: ['Host: shop.test'] }),
  row('two Hosts', badRequest, api, { fields: ['Host: other.test'] }),
  row('two Hosts on 1.0', badRequest, api, { version: '1.0', fields: ['Host: other.test'] }),
  row('no Host', badRequest, api, { host: null }),
  row('no Host on 1.0', 'script', api, { host: null, version: '1.0' }),
  row('an empty Host on 1.0', 'script', api, { host: '', version: '1.0' }),
  row('a malformed Host on 1.0', badRequest, api, { host: 'a/b', version: '1.0' }),
  row('no Host, one in the target', badRequest, 'http://shop.test/wp-json/', { host: null }),
  row('two Hosts, one in the target', 'script', 'http://shop.test/wp-json/', { fields: ['Host: b'] }),
  row('a malformed Host, one in the target', 'script', 'http://shop.test/wp-json/', { host: 'a/b' }),
];

const pathRows: Row[] = [
  ...targets(notFound, '/wp-json/wc%2Fv3', '/wp-json/wc%2fv3', '/wp-json/a%00', '/index.php/a%2fb', '/..%2f'),
  ...targets(notFound, '/wp-json/%2e%2e%2f', '/a/b/%2e%2e%2f..'),
  ...targets(badRequest, '/wp-json/%zz', '/wp-json/%', '/wp-json/%2', '/wp-json/?a=b#c', '/wp-json/#'),
  ...targets(badRequest, '/..', '/../wp-json/', '/a/../../wp-json/', '/%2e%2e/wp-json/'),
  ...targets(badRequest, '/a/%2e%2e/../wp-json/'),
  ...targets(
    'script',
    '/',
    '/?',
    api,
    '/wp-json/?a=%zz',
    '/wp-json/?a=%2f%00',
    '/wp-json/wc%252Fv3',
    '/wp-json/%23',
  ),
  ...targets('script', '/a/../wp-json/', '/a%2f/../wp-json/', '/.', '/wp-json/.', '/wp-json/..', '/...'),
  ...targets(
    'script',
    '//',
    '//wp-json//',
    '/wp-json\\a',
    '/a;b',
    '/a:b',
    '/*',
    '/wp-json/%ff',
    '/wp-json/\xff',
  ),
  ...targets(
    'script',
    '/wp-json/?a=\xfc',
    '/wp-json/%0a',
    '/wp-json/%20',
    '/wp-json/"<>^`{|}',
    '/wp-json/[a]',
  ),
  ...targets('script', '/index.php', '/index.php/wp-json/', '/nope.php', '/nope.php/x'),
  ...targets(forbidden, '/.htaccess', '/.htpasswd', `/${x(256)}`),
  ...targets('script', '/wp-json/.htaccess', '/.HTaccess', '/a.ht', `/${x(255)}`, `/wp-json/${x(300)}`),
];

const formRows: Row[] = [
  ...targets(
    'script',
    'http://shop.test/wp-json/',
    'http://other.test/wp-json/',
    'https://shop.test/wp-json/',
  ),
  ...targets('script', 'HTTP://shop.test/wp-json/', 'http://shop.test', 'http://shop.test?a=b', '?a'),
  ...targets('script', 'http:/wp-json/', 'http://[::1]/wp-json/', 'http://a_b/', 'http://shop.test:99999/'),
  ...targets('script', 'http://:80/wp-json/', 'http:///wp-json/'),
  ...targets(badRequest, 'http://u:p@shop.test/wp-json/', 'http://a:port/wp-json/', 'http://a^b/wp-json/'),
  ...targets(badRequest, 'ftp://shop.test/', 'foo:bar', 'http://shop.test/%zz', 'http://shop.test/a#b'),
  ...targets(badRequest, '*', '*?x', '*/a', 'wp-json/', 'shop.test', 'shop.test:80', '.'),
  ...targets(notFound, 'http://shop.test/a%2fb'),
  row('OPTIONS *', { status: 200, html: '' }, '*', { method: 'OPTIONS' }),
  row('OPTIONS *?x', { status: 200, html: '' }, '*?x', { method: 'OPTIONS' }),
  row('PUT *', badRequest, '*', { method: 'PUT' }),
  row('FOO *', badRequest, '*', { method: 'FOO' }),
  row('CONNECT shop.test:443', 'script', 'shop.test:443', { method: 'CONNECT' }),
  row('CONNECT [::1]:443', 'script', '[::1]:443', { method: 'CONNECT' }),
  row('CONNECT, no Host', badRequest, 'shop.test:443', { method: 'CONNECT', host: null }),
  row('CONNECT shop.test', badRequest, 'shop.test', { method: 'CONNECT' }),
  row('CONNECT http://shop.test/', badRequest, 'http://shop.test/', { method: 'CONNECT' }),
  row('CONNECT *', badRequest, '*', { method: 'CONNECT' }),
  row('FOO shop.test:443', badRequest, 'shop.test:443', { method: 'FOO' }),
];

const methodRows: Row[] = [
  ...methods('script', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'MKCALENDAR', 'M-SEARCH'),
  ...methods('script', 'FOO', 'A', '!', x(40), 'get', 'Get', 'head', 'options', 'trace', 'connect'),
  ...methods(badRequest, 'CONNECT', 'A"B', 'A@B', 'A/B', 'GE\xfc'),
  ...methods(traceRefused, 'TRACE'),
  row('TRACE on 1.0', traceRefused, api, { method: 'TRACE', version: '1.0' }),
  row('TRACE with a body', traceRefused, api, { method: 'TRACE', fields: ['Content-Length: 2'], body: 'ab' }),
  row('TRACE with a host in the target', traceRefused, 'http://shop.test/wp-json/', { method: 'TRACE' }),
  row('TRACE *', badRequest, '*', { method: 'TRACE' }),
  row('TRACE %zz', badRequest, '/wp-json/%zz', { method: 'TRACE' }),
  row('TRACE %2f', notFound, '/wp-json/a%2fb', { method: 'TRACE' }),
  row('TRACE, two Hosts', badRequest, api, { method: 'TRACE', fields: ['Host: b'] }),
  row('FOO %2f', notFound, '/wp-json/a%2fb', { method: 'FOO' }),
  row('OPTIONS %2f', notFound, '/wp-json/a%2fb', { method: 'OPTIONS' }),
  row('FOO, two Hosts', badRequest, api, { method: 'FOO', fields: ['Host: b'] }),
];

const headRows: Row[] = [
  ...[
    [api, 'script'],
    ['/wp-json/%zz', badRequest],
    ['/wp-json/a%2fb', notFound],
    ['/wp-json/a#b', badRequest],
    ['/../', badRequest],
    ['/.htaccess', forbidden],
    ['*', badRequest],
  ].map(([target, answer]) =>
    row(`HEAD ${target}`, answer as Expected, target as string, { method: 'HEAD' }),
  ),
  row('HEAD, two Hosts', badRequest, api, { method: 'HEAD', fields: ['Host: b'] }),
  row('HEAD, no Host', badRequest, api, { method: 'HEAD', host: null }),
  row('HEAD, an expectation', expectationFailed('tea'), api, { method: 'HEAD', fields: ['Expect: tea'] }),
  row('HEAD, a long field', fieldTooLong, api, { method: 'HEAD', fields: [`X: ${x(9000)}`] }),
  syntax('HEAD, a space in a name', request(api, { method: 'HEAD', fields: ['X Y: z'] })),
];

/** So many fields with Host and Connection. */
const manyFields = (count: number) => Array.from({ length: count - 2 }, (_, i) => `X-${i}: y`);
/** A request line of so many bytes. */
const line = (bytes: number, method = 'GET') => `/?${x(bytes - `${method} /? HTTP/1.1`.length)}`;

const limitRows: Row[] = [
  row('a request line of 8190', 'script', line(8190)),
  row('a request line of 8191', 'script', line(8191)),
  row('a request line of 8192', tooLong, line(8192)),
  row('a request line of 8192 with a method of its own', tooLong, line(8192, 'FOO'), { method: 'FOO' }),
  row('a request line of 9000, two Hosts', tooLong, line(9000), { fields: ['Host: b'] }),
  row('a request line of 70,000', tooLong, line(70_000)),
  row('a path longer than any file system takes', forbidden, `${'/aaaaaaaaa'.repeat(410)}`),
  ...nodeSays(400, [
    row('a long request line with a method that is none', tooLong, line(9000), { method: 'A"B' }),
  ]),
  row('100 fields', 'script', api, { fields: manyFields(100) }),
  row('101 fields', tooManyFields, api, { fields: manyFields(101) }),
  row('101 fields of one name', tooManyFields, api, { fields: new Array(99).fill('X: y') }),
  row('a field of 8190', 'script', api, { fields: [`X: ${x(8187)}`] }),
  row('a field of 8191', 'script', api, { fields: [`X: ${x(8188)}`] }),
  row('a field of 8192', fieldTooLong, api, { fields: [`X: ${x(8189)}`] }),
  row('a field with a name of 9000', fieldTooLong, api, { fields: [`${x(9000)}: y`] }),
  row('a field of 70,000', fieldTooLong, api, { fields: [`X: ${x(70_000)}`] }),
  row('a long field and %zz', fieldTooLong, '/%zz', { fields: [`X: ${x(9000)}`] }),
  row('seven fields of 8,000', 'script', api, {
    fields: Array.from({ length: 7 }, (_, i) => `X-${i}: ${x(8000)}`),
  }),
];

const fieldRows: Row[] = [
  row('a folded field', 'script', api, { fields: ['X: a', ' b'] }),
  row('a field folded with a tab', 'script', api, { fields: ['X: a', '\tb'] }),
  row('a field without a value', 'script', api, { fields: ['X:'] }),
  row('blanks around a value', 'script', api, { fields: ['X:  \t a b \t '] }),
  row('a high byte in a value', 'script', api, { fields: ['X: a\xfcb'] }),
  syntax('a field folded into nothing', request(api, { fields: ['X: a', ' '] })),
  syntax('a folded Host', 'GET /wp-json/ HTTP/1.1\r\nHost: a\r\n b\r\nConnection: close\r\n\r\n'),
  syntax('a field that begins folded', 'GET /wp-json/ HTTP/1.1\r\n Host: a\r\nConnection: close\r\n\r\n'),
  fieldLine('a field without a colon', 'Nothing'),
  fieldLine('a field without a name', ': y'),
  fieldLine('a space before the colon', 'X : y'),
  fieldLine('a space in a name', 'X Y: y'),
  fieldLine('a bracket in a name', 'X(Y): y'),
  fieldLine('a high byte in a name', 'X\xfc: y'),
  fieldLine('a NUL in a value', 'X: a\0b'),
  fieldLine('a control character in a value', 'X: a\x01b'),
  fieldLine('a carriage return in a value', 'X: a\rb'),
  syntax('line feeds alone', 'GET /wp-json/ HTTP/1.1\nHost: a\nConnection: close\n\n'),
  syntax('no version', 'GET /wp-json/ HTTP\r\nHost: a\r\n\r\n'),
  syntax('a version in lower case', 'GET /wp-json/ http/1.1\r\nHost: a\r\n\r\n'),
  syntax('two spaces', 'GET  /wp-json/ HTTP/1.1\r\nHost: a\r\n\r\n'),
  syntax('two spaces before the version', 'GET /wp-json/  HTTP/1.1\r\nHost: a\r\n\r\n'),
  syntax('a line feed in front', `\n${request(api)}`),
  syntax('twelve empty lines in front', `${'\r\n'.repeat(12)}${request(api)}`),
  row('HTTP/1.2', 'script', api, { version: '1.2' }),
  row('HTTP/3.0', 'script', api, { version: '3.0' }),
  row('HTTP/0.9 with fields', badRequest, api, { version: '0.9' }),
  syntax('a space in the target', request('/a b')),
  syntax('a control character in the target', request('/wp-json/\x01')),
  syntax('a method alone', 'GET\r\n\r\n'),
  syntax('noise', '\x16\x03\x01\x02\x00\r\n\r\n'),
];

const bodyRows: Row[] = [
  post('Expect: 100-continue', 'script', 'Expect: 100-continue', 'Content-Length: 2'),
  row('Expect: 100-Continue without a body', 'script', api, { fields: ['Expect: 100-Continue'] }),
  row('an empty Expect', 'script', api, { fields: ['Expect:'] }),
  row('Expect: tea', expectationFailed('tea'), api, { fields: ['Expect: tea'] }),
  row('Expect: <tea>', expectationFailed('&lt;tea&gt;'), api, { fields: ['Expect: <tea>'] }),
  row('Expect: tea on 1.0', expectationFailed('tea'), api, { version: '1.0', fields: ['Expect: tea'] }),
  row('two expectations', expectationFailed('100-continue, tea'), api, {
    fields: ['Expect: 100-continue, tea'],
  }),
  row('Expect twice', expectationFailed('100-continue, 100-continue'), api, {
    fields: ['Expect: 100-continue', 'Expect: 100-continue'],
  }),
  row('Expect: tea and %zz', expectationFailed('tea'), '/wp-json/%zz', { fields: ['Expect: tea'] }),
  row('Expect: tea and TRACE', expectationFailed('tea'), api, { method: 'TRACE', fields: ['Expect: tea'] }),
  row('Expect: tea, two Hosts', badRequest, api, { fields: ['Expect: tea', 'Host: b'] }),
  ...['abc', '-1', '+2', '2, 2', '', '0x2', '2;', '2 2', '2.0', '99999999999999999999'].map(length =>
    post(`Content-Length: ${length}`, badRequest, `Content-Length: ${length}`),
  ),
  post('Content-Length: 02', 'script', 'Content-Length: 02'),
  post('two lengths that are the same', badRequest, 'Content-Length: 2', 'Content-Length: 2'),
  post('two lengths', badRequest, 'Content-Length: 2', 'Content-Length: 1'),
  row('a length that is none with GET', badRequest, api, { fields: ['Content-Length: abc'] }),
  row('a length that is none and %2f', badRequest, '/a%2f', { fields: ['Content-Length: abc'] }),
  row('a length with GET', 'script', api, { fields: ['Content-Length: 2'], body: 'ab' }),
  row('POST without a length', 'script', api, { method: 'POST' }),
  chunked('chunked', 'script', 'Transfer-Encoding: chunked'),
  chunked('Chunked', 'script', 'Transfer-Encoding: Chunked'),
  ...nodeSays(400, [
    chunked('chunked and a length', 'script', 'Transfer-Encoding: chunked', 'Content-Length: 12'),
  ]),
  chunked('chunked and no length', badRequest, 'Transfer-Encoding: chunked', 'Content-Length: abc'),
  chunked('gzip, chunked', 'script', 'Transfer-Encoding: gzip, chunked'),
  ...['gzip', 'chunked, gzip', 'identity', 'xchunked', 'chunkedx', ''].map(coding =>
    chunked(`Transfer-Encoding: ${coding}`, badRequest, `Transfer-Encoding: ${coding}`),
  ),
];

export const rows: readonly Row[] = [
  ...hostRows,
  ...pathRows,
  ...formRows,
  ...methodRows,
  ...headRows,
  ...limitRows,
  ...fieldRows,
  ...bodyRows,
];
