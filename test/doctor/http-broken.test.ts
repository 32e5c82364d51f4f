/** Servers whose answers begin as HTTP and break its rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../../src/client/http/client.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { hostileServer } from '../hostile-server.ts';

const heads: readonly (readonly [head: string, title: RegExp])[] = [
  ['Content-Length: 5\r\nContent-Length: 6', /two fields Content-Length that differ$/],
  ['Content-Length: -5', /a Content-Length that is no number$/],
  ['Transfer-Encoding: chunked\r\nContent-Length: 5', /Content-Length beside Transfer-Encoding$/],
  ['Powered By: PHP\r\nContent-Length: 5', /a line of the head that is no field$/],
];

for (const status of ['100 Continue', '101 Switching Protocols'])
  test(`told with the status that nobody asked for: ${status}`, async t => {
    const url = await hostileServer(t, socket =>
      socket.end(`HTTP/1.1 ${status}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx`),
    );
    const client = createClient({ answerTimeout: 3000 });
    t.after(() => client.close());
    const { findings } = diagnose(await examine({ url, client, timeout: 3000 }));
    assert.equal(findings[0]?.fault.id, 'http-broken');
    assert.match(findings[0]?.suspicion.title ?? '', /a status 10[01] that nobody asked for$/);
  });

for (const [head, title] of heads)
  test(`told with the rule that is broken: ${head.replaceAll('\r\n', ', ')}`, async t => {
    const url = await hostileServer(t, socket => socket.end(`HTTP/1.1 200 OK\r\n${head}\r\n\r\nhello`));
    const client = createClient({ answerTimeout: 3000 });
    t.after(() => client.close());
    const { findings } = diagnose(await examine({ url, client, timeout: 3000 }));
    const [first] = findings;
    assert.equal(first?.fault.id, 'http-broken');
    assert.match(first?.suspicion.title ?? '', title);
    assert.equal(first?.suspicion.certainty, 'proven');
  });

test('the API alone is told where the front page is read', async t => {
  const page = '<link rel="https://api.w.org/" href="/wp-json/"><body class="wp-content">';
  const url = await hostileServer(t, (socket, path) =>
    socket.end(
      path === '/'
        ? `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`
        : 'HTTP/1.1 200 OK\r\nX Cache Node: 7\r\nContent-Length: 2\r\n\r\n{}',
    ),
  );
  const client = createClient({ answerTimeout: 3000 });
  t.after(() => client.close());
  const { findings } = diagnose(await examine({ url, client, timeout: 3000 }));
  assert.equal(findings[0]?.fault.id, 'http-broken');
  assert.match(findings[0]?.suspicion.title ?? '', /the front page does not/);
});
