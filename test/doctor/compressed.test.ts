/**
 * Compressed answers that cannot be read, for whoever takes them alone: nearly every client sends Accept-Encoding, and curl
 * at a prompt does not. As a real 5.8 answered whose PHP and web server both compressed.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Answer, Message } from '../../mocks/index.ts';
import { type Decide, type Direct, openDirect } from './direct.ts';
import { serious } from './stage.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const takesGzip = ({ headers }: Message): boolean =>
  headers.some(
    (name, at) => at % 2 === 0 && /^accept-encoding$/i.test(name) && /gzip/.test(headers[at + 1] ?? ''),
  );

/** What a server makes of answers to those that take compressed ones. */
function compressing(change: (answer: Answer & { readonly body: Uint8Array }) => Answer): Decide {
  return async message => {
    const answer = await direct.store.answer(message);
    return takesGzip(message) && 'body' in answer ? change(answer) : answer;
  };
}

describe('answers that are compressed for those that take them so', () => {
  for (const withKey of [true, false]) {
    const way = withKey ? 'with a key' : 'without a key';

    it(`are none where they are as they say, ${way}`, async () => {
      const sound = compressing(answer => ({
        ...answer,
        headers: [...answer.headers, 'Content-Encoding', 'gzip'],
        body: gzipSync(answer.body),
      }));
      assert.deepEqual(serious(await direct.visit(sound, withKey)), []);
    });

    it(`are told where they are compressed twice, ${way}`, async () => {
      const twice = compressing(answer => ({
        ...answer,
        headers: [...answer.headers, 'Content-Encoding', 'gzip'],
        body: gzipSync(gzipSync(answer.body)),
      }));
      assert.deepEqual(serious(await direct.visit(twice, withKey)), ['gzip-damaged']);
    });

    it(`are told where nothing says that they are, ${way}`, async () => {
      const silent = compressing(answer => ({ ...answer, body: gzipSync(answer.body) }));
      assert.deepEqual(serious(await direct.visit(silent, withKey)), ['json-damaged']);
    });

    it(`are told where they say so and are not, ${way}`, async () => {
      const plain = compressing(answer => ({
        ...answer,
        headers: [...answer.headers, 'Content-Encoding', 'gzip'],
      }));
      assert.deepEqual(serious(await direct.visit(plain, withKey)), ['gzip-damaged']);
    });
  }
});
