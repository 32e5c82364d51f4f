import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from '../../src/explain/input/index.ts';
import { headerOf } from '../../src/explain/request.ts';

const target = '/wp-json/wc/v3/orders?search=a+b&oauth_nonce=n';

test('a URL', () => {
  const request = readRequest(`http://Shop.test:8080${target}`);
  assert.equal(request?.source, 'url');
  assert.equal(request.authority, 'Shop.test:8080');
  assert.equal(request.target, target);
  assert.equal(request.methodAssumed, true);
});

test('a curl command as API tools copy it', () => {
  const request = readRequest(
    `curl --location --request PUT 'https://shop.test${target}' \\\n  -H 'Authorization: OAuth oauth_nonce="n"' --data-raw '{"a":1}' -H "Content-Type: application/json"`,
  );
  assert.equal(request?.source, 'curl');
  assert.equal(request.method, 'PUT');
  assert.equal(request.scheme, 'https');
  assert.equal(request.target, target);
  assert.equal(request.body, '{"a":1}');
  assert.equal(headerOf(request, 'authorization'), 'OAuth oauth_nonce="n"');
});

test('curl: -d makes a form POST, -G puts the data into the query, -sX joins flags', () => {
  const post = readRequest(`curl -d a=1 -d b=2 http://shop.test/x`);
  assert.equal(post?.method, 'POST');
  assert.equal(post.body, 'a=1&b=2');
  assert.equal(headerOf(post, 'content-type'), 'application/x-www-form-urlencoded');
  const get = readRequest(`curl -G --data-urlencode "search=a b" http://shop.test/x`);
  assert.equal(get?.method, 'GET');
  assert.equal(get.target, '/x?search=a%20b');
  const joined = readRequest(`curl -sSX DELETE http://shop.test/x`);
  assert.equal(joined?.method, 'DELETE');
  assert.equal(joined.authority, 'shop.test');
});

test('a raw HTTP request', () => {
  const request = readRequest(
    `POST ${target} HTTP/1.1\r\nHost: shop.test:8080\r\nContent-Type: application/json\r\n\r\n{"é":1}`,
  );
  assert.equal(request?.source, 'http');
  assert.equal(request.method, 'POST');
  assert.equal(request.authority, 'shop.test:8080');
  assert.equal(request.body, '{"Ã©":1}');
});

test('a HAR entry, and the signed one of a HAR file', () => {
  const entry = (url: string) => ({
    request: { method: 'GET', url, headers: [{ name: 'Accept', value: '*/*' }] },
  });
  assert.equal(readRequest(JSON.stringify(entry(`http://shop.test${target}`)))?.target, target);
  const file = {
    log: { entries: [entry('http://shop.test/?oauth_signature=x'), entry('http://shop.test/other')] },
  };
  assert.equal(readRequest(JSON.stringify(file))?.target, '/?oauth_signature=x');
});

test('a line of an access log, with and without the virtual host', () => {
  const tail = `127.0.0.1 - - [21/Nov/2026:03:00:00 +0000] "GET ${target} HTTP/1.1" 401 96 "-" "curl/8"`;
  const plain = readRequest(tail);
  assert.equal(plain?.source, 'access log');
  assert.equal(plain.target, target);
  assert.equal(plain.authority, undefined);
  assert.equal(readRequest(`shop.example:443 ${tail}`)?.scheme, 'https');
  assert.equal(readRequest(`shop.example:443 ${tail}`)?.authority, 'shop.example');
});

test('what is none of them is not guessed', () => {
  for (const text of ['', 'hello world', '{"a":1}', '{', 'curl', 'ftp://x/y', 'GET /'])
    assert.equal(readRequest(text), undefined, text);
});
