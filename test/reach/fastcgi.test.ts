/** The FastCGI responder, asked byte by byte: what a web server may send, and what only an enemy does. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Answer, type FastcgiListener, listenFastcgi } from '../../mocks/index.ts';
import type { PhpRequest } from '../../mocks/php/request.ts';

const [begin, abort, end, params, stdin, stdout, stderr, getValues, getValuesResult, unknown] = [
  1, 2, 3, 4, 5, 6, 7, 9, 10, 11,
];

function record(type: number, id: number, content: string | Buffer = '', { version = 1, padding = 0 } = {}) {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const header = Buffer.from([
    version,
    type,
    id >> 8,
    id & 255,
    bytes.length >> 8,
    bytes.length & 255,
    padding,
    0,
  ]);
  return Buffer.concat([header, bytes, Buffer.alloc(padding, 0xaa)]);
}

function pair(name: string, value: string): Buffer {
  const size = (text: string) => {
    if (text.length < 128) return Buffer.from([text.length]);
    const long = Buffer.alloc(4);
    long.writeUInt32BE((text.length | 0x80000000) >>> 0);
    return long;
  };
  return Buffer.concat([size(name), size(value), Buffer.from(name + value, 'latin1')]);
}

const beginRecord = (id: number, { keep = false, role = 1 } = {}) =>
  record(begin, id, Buffer.from([role >> 8, role & 255, keep ? 1 : 0, 0, 0, 0, 0, 0]));

const variables = (target: string, more: Record<string, string> = {}) =>
  Buffer.concat(
    Object.entries({
      REQUEST_METHOD: 'GET',
      REQUEST_URI: target,
      QUERY_STRING: target.split('?')[1] ?? '',
      SCRIPT_NAME: '/index.php',
      ...more,
    }).map(([name, value]) => pair(name, value)),
  );

function request(id: number, target: string, { keep = false, body = '', more = {} } = {}): Buffer {
  return Buffer.concat([
    beginRecord(id, { keep }),
    record(params, id, variables(target, more)),
    record(params, id),
    ...(body === '' ? [] : [record(stdin, id, body)]),
    record(stdin, id),
  ]);
}

/** A connection that sorts what comes back. */
class Client {
  readonly socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  isEnded = false;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', chunk => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
    this.socket.on('close', () => {
      this.isEnded = true;
    });
    this.socket.on('error', () => {});
  }

  send(...records: Buffer[]): this {
    this.socket.write(Buffer.concat(records));
    return this;
  }

  get records(): { type: number; id: number; content: string }[] {
    const found = [];
    for (let at = 0; at + 8 <= this.#received.length; ) {
      const length = this.#received.readUInt16BE(at + 4);
      found.push({
        type: this.#received.readUInt8(at + 1),
        id: this.#received.readUInt16BE(at + 2),
        content: this.#received.toString('latin1', at + 8, at + 8 + length),
      });
      at += 8 + length + this.#received.readUInt8(at + 6);
    }
    return found;
  }

  /** What came of one type for one request. */
  content(type: number, id: number): string {
    return this.records
      .filter(item => item.type === type && item.id === id)
      .map(item => item.content)
      .join('');
  }

  async until(condition: () => boolean): Promise<this> {
    while (!condition()) {
      if (this.isEnded) break;
      await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')]).catch(() => {});
    }
    assert.ok(condition(), `the connection ended after ${JSON.stringify(this.records)}`);
    return this;
  }

  /** Waits until so many requests have ended. */
  ended(count: number): Promise<this> {
    return this.until(() => this.records.filter(item => item.type === end).length >= count);
  }

  closed(): Promise<this> {
    return this.until(() => this.isEnded);
  }
}

describe('the FastCGI responder', () => {
  let listener: FastcgiListener;
  const seen: PhpRequest[] = [];
  const waiting = new Map<string, () => void>();
  const open = () => new Client(listener.port);

  async function answerPhp(php: PhpRequest): Promise<Answer> {
    seen.push(php);
    if (php.uri === '/throws') throw new Error('broken');
    if (php.uri.startsWith('/waits')) await new Promise<void>(resolve => waiting.set(php.uri, resolve));
    const answer: Answer = {
      status: php.uri === '/teapot' ? 418 : 200,
      headers: ['Content-Type', 'text/plain', 'X-Odd', 'a\r\nInjected: 1'],
      body: Buffer.from(php.uri === '/large' ? 'x'.repeat(200_000) : `${php.uri} ${php.rawBody.length}`),
    };
    if (php.uri === '/reset') return { ...answer, breakage: { at: 'start' } };
    if (php.uri === '/cut') return { ...answer, breakage: { at: 'body', bytes: 2 } };
    return answer;
  }

  before(async () => {
    listener = await listenFastcgi({ answerPhp }, { port: 0, bodyLimit: 100_000 });
  });
  after(() => listener.close());

  it('answers a request and ends the connection, unless it is to be kept', async () => {
    const client = await open().send(request(1, '/a?b=1')).closed();
    assert.equal(client.content(stdout, 1), 'Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n/a?b=1 0');
    assert.deepEqual(client.records.at(-1), { type: end, id: 1, content: '\0'.repeat(8) });
    assert.equal(seen.at(-1)?.queryString, 'b=1');

    const kept = open();
    await kept.send(request(1, '/one', { keep: true })).ended(1);
    await kept.send(request(1, '/two', { keep: true })).ended(2);
    assert.match(kept.content(stdout, 1), /\/one 0.*\/two 0$/s);
    assert.equal(kept.isEnded, false);
    kept.socket.destroy();
  });

  it('takes records however they are cut, with padding, and streams in pieces', async () => {
    const body = 'b'.repeat(90_000);
    const list = variables('/pieces', { CONTENT_LENGTH: String(body.length), HTTP_X_LONG: 'v'.repeat(300) });
    const bytes = Buffer.concat([
      beginRecord(7),
      record(params, 7, list.subarray(0, 5), { padding: 3 }),
      record(params, 7, list.subarray(5)),
      record(params, 7),
      record(stdin, 7, body.slice(0, 60_000)),
      record(stdin, 7, body.slice(60_000), { padding: 255 }),
      record(stdin, 7),
    ]);
    const client = open();
    for (let at = 0; at < 40; at++) {
      client.socket.write(bytes.subarray(at, at + 1));
      await new Promise(setImmediate);
    }
    client.socket.write(bytes.subarray(40));
    await client.closed();
    assert.match(client.content(stdout, 7), /\/pieces 90000$/);
    assert.equal(seen.at(-1)?.server('HTTP_X_LONG'), 'v'.repeat(300));
  });

  it('answers more than fits into one record', async () => {
    const client = await open().send(request(1, '/large')).closed();
    assert.equal(
      client.content(stdout, 1).length,
      'Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n'.length + 200_000,
    );
    assert.ok(client.records.filter(item => item.type === stdout).length > 3);
  });

  it('keeps two requests of one connection apart, and answers the one that is ready first', async () => {
    const client = open().send(request(1, '/waits/1', { keep: true }), request(2, '/two', { keep: true }));
    await client.ended(1);
    assert.match(client.content(stdout, 2), /\/two 0$/);
    assert.equal(client.content(stdout, 1), '');
    waiting.get('/waits/1')?.();
    await client.ended(2);
    assert.match(client.content(stdout, 1), /\/waits\/1 0$/);
    client.socket.destroy();
  });

  it('ends a request that is aborted, and sends nothing for it later', async () => {
    const client = open().send(request(1, '/waits/abort', { keep: true }), record(abort, 1));
    await client.ended(1);
    waiting.get('/waits/abort')?.();
    await client.send(request(2, '/next', { keep: true })).ended(2);
    assert.equal(client.content(stdout, 1), '');
    client.socket.destroy();
  });

  it('names statuses as Apache and WordPress do, and tells a failure of the store', async () => {
    const teapot = await open().send(request(1, '/teapot')).closed();
    assert.match(teapot.content(stdout, 1), /^Status: 418 I'm a teapot\r\n/);
    const broken = await open().send(request(1, '/throws')).closed();
    assert.match(broken.content(stdout, 1), /^Status: 500 /);
    assert.match(broken.content(stderr, 1), /broken/);
  });

  it('breaks the connection where a fault wants it', async () => {
    const reset = await open().send(request(1, '/reset')).closed();
    assert.deepEqual(reset.records, []);
    const cut = await open().send(request(1, '/cut')).closed();
    assert.match(cut.content(stdout, 1), /Content-Length: 6\r\n\r\n\/c$/);
    assert.equal(
      cut.records.some(item => item.type === end),
      false,
    );
  });

  it('tells what it can do, and what it does not know', async () => {
    const client = open().send(
      record(getValues, 0, Buffer.concat([pair('FCGI_MPXS_CONNS', ''), pair('X', '')])),
    );
    await client.until(() => client.records.length === 1);
    assert.deepEqual(client.records[0], {
      type: getValuesResult,
      id: 0,
      content: '\x0f\x01FCGI_MPXS_CONNS1',
    });
    client.send(record(77, 0));
    await client.until(() => client.records.length === 2);
    assert.deepEqual(client.records[1], { type: unknown, id: 0, content: `\x4d${'\0'.repeat(7)}` });
    client.socket.destroy();
  });

  it('refuses another role than the responder', async () => {
    const client = await open()
      .send(beginRecord(1, { role: 2 }))
      .closed();
    assert.deepEqual(client.records, [{ type: end, id: 1, content: '\0\0\0\0\x03\0\0\0' }]);
  });

  it('refuses a body beyond the limit before it has read all of it', async () => {
    const client = open().send(
      beginRecord(1),
      record(params, 1, variables('/huge')),
      record(params, 1),
      record(stdin, 1, 'b'.repeat(60_000)),
      record(stdin, 1, 'b'.repeat(60_000)),
    );
    await client.closed();
    assert.match(client.content(stdout, 1), /^Status: 413 /);
    assert.equal(
      seen.some(php => php.uri === '/huge'),
      false,
    );
  });

  it('ignores records of requests that it does not know', async () => {
    const client = open().send(
      record(stdin, 5, 'x'),
      record(abort, 5),
      record(params, 5, 'x'),
      request(1, '/a'),
    );
    await client.closed();
    assert.match(client.content(stdout, 1), /\/a 0$/);
  });

  const malformed: Record<string, Buffer[]> = {
    'another version': [record(begin, 1, '', { version: 2 })],
    'HTTP in its place': [Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    'a beginning that is too short': [record(begin, 1, 'a')],
    'a request that begins twice': [beginRecord(1), beginRecord(1)],
    'a length past the end': [beginRecord(1), record(params, 1, '\x05\x01ab'), record(params, 1)],
    'a length that is cut off': [beginRecord(1), record(params, 1, '\x81\0'), record(params, 1)],
    'a name without the length of its value': [beginRecord(1), record(params, 1, '\x01'), record(params, 1)],
    'variables after their end': [beginRecord(1), record(params, 1), record(params, 1, variables('/'))],
    'a body before the variables': [beginRecord(1), record(stdin, 1, 'a')],
    'variables without end': [beginRecord(1), ...Array(20).fill(record(params, 1, 'a'.repeat(60_000)))],
  };
  for (const [what, records] of Object.entries(malformed)) {
    it(`closes the connection for ${what}, and lives on`, async () => {
      const client = await open()
        .send(...records)
        .closed();
      assert.deepEqual(client.records, []);
      const next = await open().send(request(1, '/alive')).closed();
      assert.match(next.content(stdout, 1), /\/alive 0$/);
    });
  }

  it('is refused a port that is taken', async () => {
    await assert.rejects(listenFastcgi({ answerPhp }, { port: listener.port }), { code: 'EADDRINUSE' });
  });
});
