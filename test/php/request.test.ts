import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../mocks/index.ts';
import { phpAuth } from '../../mocks/php/authorization.ts';
import { parseCookies } from '../../mocks/php/cookies.ts';
import { fastcgiRequest } from '../../mocks/php/fastcgi.ts';
import { phpRequest } from '../../mocks/php/mod_php.ts';

function message(more: Partial<Message> = {}): Message {
  return {
    method: 'GET',
    scheme: 'http',
    host: 'shop.test:8105',
    target: '/wp-json/?a=1',
    headers: [],
    body: new Uint8Array(0),
    ...more,
  };
}

const basic = (credentials: string) => `Basic ${Buffer.from(credentials, 'latin1').toString('base64')}`;

describe('PHP_AUTH_USER and PHP_AUTH_PW', () => {
  it('are split at the first colon', () => {
    assert.deepEqual(phpAuth(basic('a:b:c')), { user: 'a', password: 'b:c' });
    assert.deepEqual(phpAuth(basic(':')), { user: '' });
  });

  it('need a scheme in any case, one space, and a colon', () => {
    assert.equal(phpAuth(basic('a:b').replace('Basic', 'bAsIc')).user, 'a');
    assert.deepEqual(phpAuth(basic('a:b').replace(' ', '\t')), {});
    assert.deepEqual(phpAuth(` ${basic('a:b')}`), {});
    assert.deepEqual(phpAuth('Basic'), {});
    assert.deepEqual(phpAuth(basic('ab')), {});
    assert.deepEqual(phpAuth(undefined), {});
    assert.deepEqual(phpAuth('Digest username="x"'), { digest: 'username="x"' });
  });

  it('end at a NUL, as C strings do', () => {
    assert.deepEqual(phpAuth(basic('a\0:b')), {});
    assert.deepEqual(phpAuth(basic('a:b\0c')), { user: 'a', password: 'b' });
  });
});

describe('a request under mod_php', () => {
  it('has the variables of the server', () => {
    const request = phpRequest(
      message({
        scheme: 'https',
        headers: [
          'Host',
          'Other.test:1',
          'X-Forwarded-Proto',
          'http',
          'x-a',
          '1',
          'X-A',
          '2',
          'Authorization',
          basic('a:b'),
        ],
      }),
    );
    assert.equal(request.server('HTTPS'), 'on');
    assert.equal(request.server('HTTP_HOST'), 'Other.test:1');
    assert.equal(request.server('SERVER_NAME'), 'other.test');
    assert.equal(request.server('SERVER_PORT'), '1');
    assert.equal(request.server('HTTP_X_FORWARDED_PROTO'), 'http');
    assert.equal(request.server('HTTP_X_A'), '1, 2');
    assert.equal(request.server('HTTP_AUTHORIZATION'), undefined);
    assert.equal(request.header('authorization'), basic('a:b'));
    assert.equal(request.server('PHP_AUTH_USER'), 'a');
    assert.equal(request.server('PHP_AUTH_PW'), 'b');
    assert.equal(request.server('QUERY_STRING'), 'a=1');
    assert.equal(request.get.get('a'), '1');
  });

  it('is asked at the host of the connection when no Host field was sent', () => {
    const request = phpRequest(message());
    assert.equal(request.server('HTTPS'), undefined);
    assert.equal(request.server('HTTP_HOST'), 'shop.test:8105');
    assert.equal(request.server('SERVER_PORT'), '8105');
  });

  it('keeps a multipart body from php://input', () => {
    const body = Buffer.from('--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X--\r\n');
    const headers = ['Content-Type', 'multipart/form-data; boundary=X'];
    const posted = phpRequest(message({ method: 'POST', headers, body }));
    assert.equal(posted.rawBody.length, 0);
    assert.equal(posted.post.get('a'), '1');
    const put = phpRequest(message({ method: 'PUT', headers, body }));
    assert.equal(put.rawBody, body);
    assert.equal(put.post.size, 0);
  });
});

describe('a request under PHP-FPM', () => {
  const params = new Map([
    ['REQUEST_METHOD', 'POST'],
    ['REQUEST_URI', '/a?b=1'],
    ['QUERY_STRING', 'q=/a&b=1'],
    ['CONTENT_TYPE', 'application/x-www-form-urlencoded'],
    ['CONTENT_LENGTH', '3'],
    ['HTTP_AUTHORIZATION', basic('a:b')],
    ['REDIRECT_HTTP_AUTHORIZATION', basic('c:d')],
    ['HTTP_COOKIE', 'x=1'],
  ]);

  it('is what the web server makes of it', () => {
    const request = fastcgiRequest(params, Buffer.from('x=12'));
    assert.equal(request.post.get('x'), '1');
    assert.equal(request.get.get('q'), '/a');
    assert.equal(request.cookie.get('x'), '1');
    assert.equal(request.server('PHP_AUTH_USER'), 'a');
    assert.equal(request.server('HTTP_AUTHORIZATION'), basic('a:b'));
    assert.equal(request.header('Authorization'), basic('a:b'));
    assert.equal(request.header('content-type'), 'application/x-www-form-urlencoded');
  });

  it('has no credentials where the web server keeps the field back', () => {
    const stripped = new Map(params);
    stripped.delete('HTTP_AUTHORIZATION');
    const request = fastcgiRequest(stripped, new Uint8Array(0));
    assert.equal(request.server('PHP_AUTH_USER'), undefined);
    assert.equal(request.header('Authorization'), undefined);
  });
});

describe('$_COOKIE', () => {
  it('has an array in the place of a value that its name had before', () => {
    const [name, value] = [...parseCookies('a=1; a[b]=2; a=3')][0] ?? [];
    assert.deepEqual([name, [...((value as Map<string, string>) ?? [])]], ['a', [['b', '2']]]);
  });

  it('takes the first of two cookies, decodes values but not names, and keeps a plus', () => {
    const cookies = parseCookies('a=1; a=2;b%20=x%2By+z; c.d=3; =4; e; f[x]=5');
    assert.deepEqual(
      [...cookies].map(([name, value]) => [name, value instanceof Map ? [...value] : value]),
      [
        ['a', '1'],
        ['b%20', 'x+y+z'],
        ['c_d', '3'],
        ['e', ''],
        ['f', [['x', '5']]],
      ],
    );
  });
});
