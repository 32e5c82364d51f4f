/** The quick lane is held to the plain way: a listener whose connections are all Node's server's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Answer, listen, type Message } from '../../../mocks/index.ts';
import { NodeReception } from '../../../mocks/reach/listener/reception.ts';
import { listenWith } from '../../../mocks/reach/listener.ts';
import { exchangeAndEnd } from './raw-client.ts';

/** A listener whose answers are given, and what it has asked for. */
async function opened(plain: boolean, answers: readonly Answer[]) {
  const messages: Message[] = [];
  const store = {
    now: () => 1_790_000_000,
    answer: async (message: Message) => {
      messages.push({ ...message, host: '', body: Buffer.from(message.body) });
      return answers[(messages.length - 1) % answers.length] as Answer;
    },
  };
  const listener = await (plain ? listenWith(store, { http: 0 }, NodeReception) : listen(store, { http: 0 }));
  return { listener, messages };
}

const request = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.stringMatching(/^\/[\x21-\x22\x24-\x7e]{0,20}$/),
        fc.stringMatching(/^[\x21-\x7e\x80-\xff]{1,9}$/),
      )
      .map(([path, value]) => `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Value: ${value}\r\n\r\n`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'GET / HTTP/1.1\r\nhost:a\r\nConnection: Keep-Alive\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi',
      'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET / HTTP/1.0\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nA : b\r\n\r\n',
    ),
  },
);

const answer = fc
  .record({
    status: fc.constantFrom(200, 201, 204, 304, 401, 418, 500, 599),
    value: fc.oneof(
      fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,9}$/),
      fc.constantFrom('a\r\nB: c', 'a\0b', '\x01'),
    ),
    isLast: fc.boolean(),
    body: fc.uint8Array({ maxLength: 40 }),
    breakage: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      { at: 'start' as const },
      { at: 'body' as const, bytes: 3 },
    ),
  })
  .map(
    ({ status, value, isLast, body, breakage }): Answer => ({
      status,
      headers: ['X-Value', value, 'X-Two', 'a', 'X-Two', 'b', ...(isLast ? ['Connection', 'close'] : [])],
      body,
      ...(breakage && body.length > 3 && { breakage }),
    }),
  );

/** Answers with their fields in one order: both ways send the same ones, not at the same places. */
function sorted(received: string): string {
  return received.replaceAll(/(HTTP\/1\.1 [^\r]*\r\n)((?:[\w-]+: [^\r]*\r\n)+)\r\n/g, (_, line, fields) =>
    [line, ...fields.split(/(?<=\n)/).sort(), '\r\n'].join(''),
  );
}

test('the quick lane asks and answers as Node’s server alone does', async () => {
  await fc.assert(
    fc.asyncProperty(request, answer, async (sent, given) => {
      const [quick, plain] = await Promise.all([opened(false, [given]), opened(true, [given])]);
      try {
        const [byLane, byNode] = await Promise.all(
          [quick, plain].map(({ listener }) => exchangeAndEnd(listener.http as number, sent)),
        );
        assert.deepEqual(quick.messages, plain.messages);
        assert.equal(sorted(byLane as string), sorted(byNode as string));
      } finally {
        await Promise.all([quick.listener.close(), plain.listener.close()]);
      }
    }),
    { numRuns: 60 },
  );
});
