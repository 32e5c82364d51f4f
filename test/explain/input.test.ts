import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from '../../src/explain/input/index.ts';
import { firstHeaderOf } from '../../src/explain/request.ts';

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
  assert.equal(firstHeaderOf(request, 'authorization'), 'OAuth oauth_nonce="n"');
});

test('curl: -d makes a form POST, -G puts the data into the query, -sX joins flags', () => {
  const post = readRequest(`curl -d a=1 -d b=2 http://shop.test/x`);
  assert.equal(post?.method, 'POST');
  assert.equal(post.body, 'a=1&b=2');
  assert.equal(firstHeaderOf(post, 'content-type'), 'application/x-www-form-urlencoded');
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

test('curl as browsers copy it: for bash, for cmd, for PowerShell', () => {
  const bash = readRequest(
    `curl $'http://shop.test${target}' \\\n  -H 'accept: */*' \\\n  --data-raw $'{"a":"l\\'été \\u0021"}'`,
  );
  assert.equal(bash?.method, 'POST');
  assert.equal(bash.target, target);
  assert.equal(Buffer.from(bash.body, 'latin1').toString(), `{"a":"l'été !"}`);
  const escaped = target.replaceAll('&', '^&');
  const cmd = readRequest(
    `curl ^"http://shop.test${escaped}^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"`,
  );
  assert.equal(cmd?.target, target);
  assert.equal(cmd.body, '{"a":1}');
  assert.equal(firstHeaderOf(cmd, 'content-type'), 'application/json');
  const powershell = readRequest(`curl.exe -X PUT \`\r\n  "http://shop.test${target}"`);
  assert.equal(powershell?.method, 'PUT');
  assert.equal(powershell.target, target);
});

test('curl: forms, JSON, files, credentials, unquoted ampersands, what follows the command', () => {
  const multipart = readRequest(`curl -F 'note=a b' -F file=@x.png http://shop.test/x`);
  assert.equal(multipart?.method, 'POST');
  assert.match(firstHeaderOf(multipart, 'content-type') ?? '', /^multipart\/form-data; boundary=/);
  assert.match(multipart.body, /name="note"\r\n\r\na b\r\n/);
  const json = readRequest(`curl --json '{"a":1}' http://shop.test/x`);
  assert.equal(firstHeaderOf(json as NonNullable<typeof json>, 'content-type'), 'application/json');
  const file = readRequest(`curl -d @body.json -u ck:cs --url=http://shop.test/x`);
  assert.deepEqual([file?.method, file?.body], ['POST', '']);
  const bare = readRequest(`$ FOO=1 /usr/bin/curl http://shop.test/x?a=1&oauth_nonce=n | jq .`);
  assert.equal(bare?.target, '/x?a=1&oauth_nonce=n');
  assert.equal(
    readRequest(`curl -G -d a=1 --data-urlencode "b=it's" http://shop.test/x`)?.target,
    '/x?a=1&b=it%27s',
  );
  assert.equal(
    readRequest(`curl -H 'Authorization: OAuth a="b"' -X DELETE http://shop.test/x`)?.method,
    'DELETE',
  );
  const wget = readRequest(`wget -O out.json --method=PUT --body-data='{}' "http://shop.test${target}"`);
  assert.deepEqual([wget?.method, wget?.target, wget?.body], ['PUT', target, '{}']);
});

test('fetch() as browsers copy it', () => {
  const request = readRequest(
    `fetch("https://shop.test${target}", {\n  "headers": { "authorization": "OAuth x" },\n  "body": "{\\"a\\":1}",\n  "method": "POST"\n});`,
  );
  assert.equal(request?.source, 'fetch');
  assert.deepEqual([request.method, request.target, request.body], ['POST', target, '{"a":1}']);
  assert.equal(firstHeaderOf(request, 'authorization'), 'OAuth x');
});

test('raw HTTP: line feeds alone, absolute form, curl -v, HTTP/2, folded fields', () => {
  const absolute = readRequest(`GET http://shop.test${target} HTTP/1.1\nHost: proxy.test\n\n`);
  assert.equal(absolute?.authority, 'shop.test');
  const verbose = readRequest(
    `* Connected\n> GET ${target} HTTP/1.1\n> Host: shop.test\n> \n< HTTP/1.1 401\n`,
  );
  assert.deepEqual([verbose?.target, verbose?.authority, verbose?.body], [target, 'shop.test', '']);
  const http2 = readRequest(
    `:method: POST\n:path: ${target}\n:scheme: https\n:authority: shop.test\naccept: */*\n\n{}`,
  );
  assert.deepEqual(
    [http2?.method, http2?.scheme, http2?.authority, http2?.target, http2?.body],
    ['POST', 'https', 'shop.test', target, '{}'],
  );
  const folded = readRequest(`GET ${target} HTTP/1.1\r\nAuthorization: OAuth a="b",\r\n  c="d"\r\n\r\n`);
  assert.equal(firstHeaderOf(folded as NonNullable<typeof folded>, 'authorization'), 'OAuth a="b", c="d"');
});

test('access logs: several lines, IPv6, escapes, JSON; the time of the line is kept', () => {
  const line = (request: string, front = ''): string =>
    `${front}::1 - - [21/Nov/2026:03:00:00 +0000] "${request}" 401 96 "-" "curl/8"`;
  const signed = `GET ${target}&oauth_signature=x HTTP/1.1`;
  const several = readRequest([line('GET /a HTTP/1.1'), line(signed), line('GET /b HTTP/1.1')].join('\n'));
  assert.equal(several?.target, `${target}&oauth_signature=x`);
  assert.equal(several.time, Date.UTC(2026, 10, 21, 3) / 1000);
  assert.equal(readRequest(line(signed, 'localhost:8080 '))?.authority, 'localhost:8080');
  assert.equal(readRequest(line('GET /x?a=\\x22&b=\\"c HTTP/2.0'))?.target, '/x?a="&b="c');
  const json = readRequest(
    `{"time":"2026-11-21T03:00:00+00:00","host":"shop.test","scheme":"https","request":"${signed}","status":"401"}`,
  );
  assert.deepEqual([json?.scheme, json?.authority, json?.source], ['https', 'shop.test', 'access log']);
  const caddy = readRequest(`{"request":{"method":"PUT","host":"shop.test","uri":"${target}"},"status":401}`);
  assert.deepEqual([caddy?.method, caddy?.authority, caddy?.target], ['PUT', 'shop.test', target]);
});

test('HAR: the time of the entry, no pseudo-header fields, entries without a request passed over', () => {
  const entry = {
    startedDateTime: '2026-11-21T03:00:00.500Z',
    request: { method: 'GET', url: `http://shop.test${target}`, headers: [{ name: ':path', value: target }] },
  };
  const read = readRequest(JSON.stringify({ log: { entries: [{}, entry] } }));
  assert.equal(read?.time, Date.UTC(2026, 10, 21, 3) / 1000);
  assert.deepEqual(read.headers, []);
});

test('a URL without its scheme, with its method, in quotes, or somewhere in a text', () => {
  const bare = readRequest(`shop.test${target}`);
  assert.deepEqual([bare?.authority, bare?.schemeAssumed], ['shop.test', true]);
  assert.deepEqual([readRequest(`POST http://shop.test${target}`)?.method], ['POST']);
  assert.equal(readRequest(`\uFEFF"http://shop.test${target}",`)?.target, target);
  assert.equal(readRequest(`Invoke-RestMethod -Uri 'http://shop.test${target}' -Method Get`)?.target, target);
  assert.equal(readRequest(`Error: 401 for GET (http://shop.test${target}).`)?.target, target);
});

test('what is none of them is not guessed', () => {
  for (const text of ['', 'hello world', '{"a":1}', '{', 'curl', 'ftp://x/y', 'GET /'])
    assert.equal(readRequest(text), undefined, text);
});
