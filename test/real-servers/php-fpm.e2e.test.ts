/**
 * Real PHP-FPM and the simulated store's php layer behind the same Nginx and the same Apache: for each request,
 * what PHP puts into its superglobals must be what the layer makes of the same FastCGI variables.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FastcgiListener, listenFastcgi } from '../../mocks/index.ts';
import type { PhpRequest } from '../../mocks/php/request.ts';
import { isArray, type PhpArray, type PhpValue } from '../../mocks/php/types.ts';
import { requestText, sendRaw } from './raw-http.ts';
import {
  frontController,
  hasApache,
  hasNginx,
  hasPhpFpm,
  phpLocation,
  type Server,
  startApache,
  startNginx,
  startPhpFpm,
  viaFastcgi,
  wordpressHtaccess,
} from './servers.ts';

/** Everything a script sees, as ordered pairs of base64, so that no byte gets lost in JSON. */
const dump = `<?php
function pairs($value) {
  if (!is_array($value)) return base64_encode((string) $value);
  $pairs = [];
  foreach ($value as $key => $item) $pairs[] = [base64_encode((string) $key), pairs($item)];
  return $pairs;
}
header('Content-Type: application/json');
echo json_encode(array_map('pairs', [
  'server' => $_SERVER, 'get' => $_GET, 'post' => $_POST, 'cookie' => $_COOKIE,
  'headers' => getallheaders(), 'input' => file_get_contents('php://input'),
]));
`;

type Pairs = string | [string, Pairs][];
type Seen = Record<'server' | 'get' | 'post' | 'cookie' | 'headers', [string, string][]> & { input: string };

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const plain = (text: string) => Buffer.from(text, 'base64').toString('latin1');

function pairs(value: PhpValue): Pairs {
  return isArray(value) ? [...value].map(([key, item]) => [base64(key), pairs(item)]) : base64(value);
}

/** What is the server's or the process's own, and differs from one connection or process to the next. */
const own =
  /^(REMOTE_PORT|REQUEST_TIME(_FLOAT)?|argc|argv|USER|HOME|FCGI_ROLE|SCRIPT_FILENAME|PATH|DOCUMENT_ROOT|CONTEXT_\w+|SERVER_(SOFTWARE|SIGNATURE)|(REDIRECT_)?UNIQUE_ID)$/;

const basic = (text: string) => `Authorization: Basic ${base64(text)}`;
const form = 'Content-Type: application/x-www-form-urlencoded';

/** Requests by what is odd about them. */
const requests: Readonly<Record<string, string>> = {
  plain: requestText('/wp-json/wc/v3/products?per_page=1'),
  'no query': requestText('/wp-json/'),
  'question mark alone': requestText('/wp-json/?'),
  'two question marks': requestText('/wp-json/?a=1?b=2'),
  arrays: requestText('/x?a[]=1&a[]=2&b[k]=3&b[k][l]=4&c[d][e]=5&a=6'),
  'odd names': requestText('/x?a.b=1&c%20d=2&e[f=3&g]=4&[h]=5&=6&i&+j=7&k%00l=8'),
  escapes: requestText('/x?a=%2B+%20&b=%zz&c=%E2%82%AC&d=%25&e=%2'),
  'raw UTF-8': requestText('/x?a=\xe2\x82\xac'),
  'semicolon and ampersands': requestText('/x?a=1;b=2&&c=3&'),
  'escaped path': requestText('/wp%2Djson/wc%2Fv3/products?x=1'),
  'double slash': requestText('//wp-json//wc/v3'),
  'dots in the path': requestText('/a/../wp-json/./wc'),
  Basic: requestText('/x', { headers: [basic('ck_a:cs_b')] }),
  'Basic in capitals': requestText('/x', { headers: [`authorization: BASIC ${base64('a:b')}`] }),
  'Basic with colons in the password': requestText('/x', { headers: [basic('a:b:c:')] }),
  'Basic without colon': requestText('/x', { headers: [basic('ab')] }),
  'Basic with an empty password': requestText('/x', { headers: [basic('a:')] }),
  'Basic with an empty user': requestText('/x', { headers: [basic(':b')] }),
  'Basic with nothing': requestText('/x', { headers: ['Authorization: Basic'] }),
  'Basic with two spaces': requestText('/x', { headers: [`Authorization: Basic  ${base64('a:b')}`] }),
  'Basic that is no base64': requestText('/x', { headers: ['Authorization: Basic !!YTpi==!!'] }),
  'Basic without padding': requestText('/x', { headers: ['Authorization: Basic YTpiYw'] }),
  'Basic with bytes': requestText('/x', { headers: [basic('\xe4\x00:\xff\x01')] }),
  'Basic with NUL in the password': requestText('/x', { headers: [basic('a:b\0c')] }),
  'Basic with UTF-8': requestText('/x', { headers: [basic('\xc3\xa4:\xe2\x82\xac')] }),
  Digest: requestText('/x', { headers: ['Authorization: Digest username="a", realm="b"'] }),
  Bearer: requestText('/x', { headers: ['Authorization: Bearer abc'] }),
  OAuth: requestText('/x', { headers: ['Authorization: OAuth oauth_consumer_key="a", oauth_nonce="b%20"'] }),
  'empty Authorization': requestText('/x', { headers: ['Authorization:'] }),
  'X-Authorization': requestText('/x', { headers: ['X-Authorization: a', 'Proxy-Authorization: b'] }),
  'Proxy (httpoxy)': requestText('/x', { headers: ['Proxy: http://evil.test'] }),
  'underscore in a name': requestText('/x', { headers: ['X_Odd: 1', 'X-Odd: 2', 'HTTP_HOST: evil'] }),
  'a field twice': requestText('/x', { headers: ['X-Two: 1', 'X-Two: 2', 'Accept: a', 'Accept: b'] }),
  'cookies twice': requestText('/x', { headers: ['Cookie: a=1; b=2', 'Cookie: a=3'] }),
  cookies: requestText('/x', { headers: ['Cookie: a=1; a=2; b[c]=3; d.e=%20+; =f; g; wordpress_x=%7C'] }),
  'X-Forwarded-Proto': requestText('/x', { headers: ['X-Forwarded-Proto: https', 'HTTPS: on'] }),
  'other host': requestText('/x', { host: 'Other.TEST:99' }),
  form: requestText('/x?a=1', { method: 'POST', headers: [form], body: 'b=2&c[]=3&c[]=4&d.e=5&f=%2B+' }),
  'form with charset': requestText('/x', {
    method: 'POST',
    headers: ['Content-Type: Application/X-WWW-Form-Urlencoded; charset=UTF-8'],
    body: 'a=\xc3\xa4&b=',
  }),
  'form by PUT': requestText('/x', { method: 'PUT', headers: [form], body: 'a=1' }),
  JSON: requestText('/x', {
    method: 'POST',
    headers: ['Content-Type: application/json'],
    body: '{"a":"\xc3\xa4"}',
  }),
  'a body without type': requestText('/x', { method: 'POST', body: 'a=1' }),
  'a GET with a form': requestText('/x', { headers: [form], body: 'a=1' }),
  multipart: requestText('/x', {
    method: 'POST',
    headers: ['Content-Type: multipart/form-data; boundary=frontier'],
    body: '--frontier\r\nContent-Disposition: form-data; name="a[b]"\r\n\r\n1\r\n--frontier--\r\n',
  }),
  'chunked form': `POST /x HTTP/1.1\r\nHost: shop.test\r\n${form}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n`,
  'a large form': requestText('/x', { method: 'POST', headers: [form], body: `a=${'x'.repeat(70_000)}&b=1` }),
  DELETE: requestText('/x?force=true', { method: 'DELETE' }),
  OPTIONS: requestText('/x', { method: 'OPTIONS', headers: ['Origin: https://a.test'] }),
  PATCH: requestText('/x', { method: 'PATCH', headers: ['Content-Type: application/json'], body: '{}' }),
  'method override': requestText('/x?_method=PUT', {
    method: 'POST',
    headers: ['X-HTTP-Method-Override: DELETE'],
  }),
  'HTTP/1.0': 'GET /x?a=1 HTTP/1.0\r\nHost: shop.test\r\n\r\n',
};

function compareAll(name: string, start: (port: number) => Promise<{ server: Server; port: number }>) {
  describe(`behind ${name}`, () => {
    const real = new Map<string, Seen>();
    const ours = new Map<string, PhpRequest>();

    before(async () => {
      const fpm = await startPhpFpm();
      let current = '';
      const store: FastcgiListener = await listenFastcgi(
        {
          answerPhp: async request => {
            ours.set(current, request);
            return { status: 200, headers: [], body: new Uint8Array(0) };
          },
        },
        { port: 0 },
      );
      const web = await start(fpm.port);
      try {
        for (const [title, request] of Object.entries(requests)) {
          const answer = await sendRaw(request, web);
          if (answer.status === 200) real.set(title, JSON.parse(answer.body.toString('latin1')));
        }
        const file = name === 'Nginx' ? 'nginx.conf' : 'httpd.conf';
        const line =
          web.server.file(file).match(new RegExp(`^.*127\\.0\\.0\\.1:${fpm.port}.*$`, 'm'))?.[0] ?? '';
        await web.server.applyFix({
          replace: new RegExp(`127\\.0\\.0\\.1:${fpm.port}`),
          lines: line.replace(String(fpm.port), String(store.port)),
        });
        for (const [title, request] of Object.entries(requests)) {
          current = title;
          await sendRaw(request, web);
        }
      } finally {
        await Promise.all([web.server.stop(), fpm.server.stop(), store.close()]);
      }
    });
    after(() => {
      assert.ok(real.size >= Object.keys(requests).length - 4, `only ${real.size} requests reached PHP`);
    });

    for (const title of Object.keys(requests)) {
      it(title, context => {
        const php = real.get(title);
        const layer = ours.get(title);
        assert.equal(layer !== undefined, php !== undefined, 'one was reached, the other was not');
        if (php === undefined || layer === undefined) {
          context.skip('the web server refuses it');
          return;
        }
        const server = new Map(php.server.map(([key, value]) => [plain(key), plain(value)]));
        for (const [key, value] of server) {
          if (!own.test(key)) assert.equal(layer.server(key), value, `$_SERVER['${key}']`);
        }
        for (const key of [
          'HTTPS',
          'HTTP_AUTHORIZATION',
          'PHP_AUTH_USER',
          'PHP_AUTH_PW',
          'PHP_AUTH_DIGEST',
          'HTTP_PROXY',
        ]) {
          assert.equal(layer.server(key), server.get(key), `$_SERVER['${key}']`);
        }
        const array = (value: PhpArray) => pairs(value) as [string, string][];
        assert.deepEqual(array(layer.get), php.get, '$_GET');
        assert.deepEqual(array(layer.post), php.post, '$_POST');
        assert.deepEqual(array(layer.cookie), php.cookie, '$_COOKIE');
        assert.equal(Buffer.from(layer.rawBody).toString('base64'), php.input, 'php://input');
        assert.equal(layer.method, server.get('REQUEST_METHOD'));
        assert.equal(layer.uri, server.get('REQUEST_URI'));
        assert.equal(layer.queryString, server.get('QUERY_STRING'));
        for (const [key, value] of php.headers) {
          assert.equal(layer.header(plain(key)), plain(value), `getallheaders()['${plain(key)}']`);
        }
        if (!php.headers.some(([key]) => plain(key) === 'Authorization')) {
          assert.equal(layer.header('Authorization'), undefined, 'getallheaders() has no Authorization');
        }
      });
    }
  });
}

describe('what PHP sees', { skip: !hasPhpFpm && 'php-fpm is not installed' }, () => {
  if (hasNginx) {
    compareAll('Nginx', async port => {
      const web = await startNginx({ server: `${frontController}\n${phpLocation(port)}`, index: dump });
      return web;
    });
  }
  if (hasApache) {
    compareAll('Apache, the header brought back', port =>
      startApache({ php: viaFastcgi(port), htaccess: wordpressHtaccess, index: dump }),
    );
    compareAll('Apache, the header stripped', port => startApache({ php: viaFastcgi(port), index: dump }));
  }
});
