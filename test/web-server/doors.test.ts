import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getResponse } from 'msw';
import { type Listener, listen, type Store } from '../../mocks/index.ts';
import { firstHeader, type Message } from '../../mocks/message.ts';
import { handlers } from '../../mocks/msw.ts';
import { createWebServer } from '../../mocks/web-server/web-server.ts';
import { exchangeAndEnd, statusOf } from '../reach/listener/raw-client.ts';
import { testStore } from '../wordpress/site.ts';
import { answerOf, assertAnswer, messageOf } from './answers.ts';
import { type Row, rows } from './requests.ts';

describe('the web server, by each way in', () => {
  let store: Store;
  let listener: Listener;
  before(async () => {
    store = await testStore({ home: 'http://shop.test' });
    listener = await listen(store, { http: 0 });
  });
  after(() => listener.close());
  const port = () => listener.http as number;

  for (const row of rows) {
    it(`over sockets: ${row.name}`, async () => {
      const received = await exchangeAndEnd(port(), row.bytes);
      if (row.listener === undefined) assertAnswer(answerOf(received), row);
      else assert.equal(statusOf(received), row.listener);
    });
  }

  for (const row of rows.filter(({ isSyntax }) => !isSyntax))
    it(`by store.answer(): ${row.name}`, async () =>
      assertAnswer(await store.answer(messageOf(row.bytes)), row));

  const carried = rows.filter(({ isSyntax }) => !isSyntax).flatMap(carriedByFetch);
  for (const { row, request } of carried)
    it(`through MSW: ${row.name}`, async () => {
      const response = (await getResponse(handlers(store), request)) as Response;
      const body = new Uint8Array(await response.arrayBuffer());
      assertAnswer({ status: response.status, headers: [...response.headers].flat(), body }, row);
    });

  it('MSW carries a third of them and more', () => {
    assert.ok(carried.length > rows.length / 3, `${carried.length} of ${rows.length}`);
  });

  it('closes the connection where it cannot go on, and keeps it where it can', async () => {
    const next = 'GET /wp-json/a%2fb HTTP/1.1\r\nHost: a\r\n\r\n';
    const statuses = async (first: string) =>
      [...(await exchangeAndEnd(port(), first, next)).matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(match =>
        Number(match[1]),
      );
    assert.deepEqual(await statuses('GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n'), [400]);
    assert.deepEqual(await statuses('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'), [400]);
    assert.deepEqual(await statuses('GET /.htaccess HTTP/1.1\r\nHost: a\r\n\r\n'), [403, 404]);
    assert.deepEqual(await statuses('TRACE / HTTP/1.1\r\nHost: a\r\n\r\n'), [405, 404]);
    assert.deepEqual(await statuses('GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n'), [417, 404]);
  });

  it('writes Apache’s reason phrases', async () => {
    const line = `GET /${'x'.repeat(9000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    assert.match(await exchangeAndEnd(port(), line), /^HTTP\/1\.1 414 Request-URI Too Long\r\n/);
  });

  it('tells the journal of what it refuses', async () => {
    store.clearJournal();
    await exchangeAndEnd(port(), 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n');
    assert.deepEqual(
      store.journal().map(({ answer }) => answer.status),
      [400],
    );
  });
});

describe('TraceEnable On', () => {
  const head =
    'TRACE /wp-json/?a=b HTTP/1.1\r\nHost: shop.test\r\nX-A: b\r\nx-a: c\r\nConnection: close\r\n\r\n';
  const echoed = 'TRACE /wp-json/?a=b HTTP/1.1\r\nHost: shop.test\r\nX-A: b, c\r\nConnection: close\r\n\r\n';

  it('echoes the request as it was read', async context => {
    const store = await testStore({ home: 'http://shop.test', webServer: { trace: true } });
    const listener = await listen(store, { http: 0 });
    context.after(() => listener.close());
    const direct = await store.answer(messageOf(head));
    const overSocket = answerOf(await exchangeAndEnd(listener.http as number, head));
    for (const { status, headers, body } of [direct, overSocket]) {
      assert.equal(status, 200);
      assert.equal(firstHeader(headers, 'Content-Type'), 'message/http');
      assert.equal(Buffer.from(body).toString('latin1'), echoed);
    }
    const withBody = head.replace('\r\n\r\n', '\r\nContent-Length: 2\r\n\r\nab');
    assert.equal((await store.answer(messageOf(withBody))).status, 413);
    const old = head.replace('HTTP/1.1', 'HTTP/1.0');
    const [line] = Buffer.from((await store.answer(messageOf(old))).body)
      .toString()
      .split('\r\n');
    assert.equal(line, 'TRACE /wp-json/?a=b HTTP/1.0');
    assert.equal((await store.answer(messageOf(head.replace('?a=b', '%2f')))).status, 404);
  });
});

describe('a host in the target', () => {
  const serve = createWebServer({
    homePath: () => '',
    hasRewriteRules: () => true,
    isScript: () => true,
  });
  const hostsSeen = (bytes: string) => {
    const served = serve(messageOf(bytes)) as { forScript: Message };
    return served.forScript.headers.filter(
      (_, i, all) => i % 2 === 1 && /^host$/i.test(all[i - 1] as string),
    );
  };

  it('replaces the Host field, and leaves the target as it was sent', () => {
    const bytes = 'GET http://b.test:81/x HTTP/1.1\r\nhost: a.test\r\nHost: c.test\r\nX: y\r\n\r\n';
    assert.deepEqual(hostsSeen(bytes), ['b.test:81']);
    assert.deepEqual(hostsSeen('CONNECT b.test:443 HTTP/1.1\r\nHost: a.test\r\n\r\n'), ['b.test:443']);
    assert.deepEqual(hostsSeen('GET http:/x HTTP/1.1\r\nHost: a.test\r\n\r\n'), ['a.test']);
  });
});

/** The row with the Request that fetch makes of it, when that is still the same request. */
function carriedByFetch(row: Row): { row: Row; request: Request }[] {
  const { method, target, version, headers, body } = messageOf(row.bytes);
  if (!/^\/[^#]*$/.test(target) || version !== '1.1' || firstHeader(headers, 'Host') !== 'shop.test')
    return [];
  try {
    const init: RequestInit = { method, headers: pairs(headers) };
    if (body.length > 0) init.body = body as Uint8Array<ArrayBuffer>;
    const request = new Request(`http://shop.test${target}`, init);
    const isSame = request.method === method && request.url === `http://shop.test${target}`;
    const areFieldsSame = [...request.headers].length === headers.length / 2;
    return isSame && areFieldsSame ? [{ row, request }] : [];
  } catch {
    // CONNECT and TRACE, a body with GET, and what is no field: fetch has none of them.
    return [];
  }
}

function pairs(headers: readonly string[]): [string, string][] {
  return Array.from({ length: headers.length / 2 }, (_, i) => [
    headers[2 * i] as string,
    headers[2 * i + 1] as string,
  ]);
}
