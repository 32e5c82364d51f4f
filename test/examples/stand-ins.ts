/** What stands in for Node's modules in browsers, held against Node's own. */
import assert from 'node:assert/strict';
import * as nodeCrypto from 'node:crypto';
import * as nodeNet from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { examples } from './setup.ts';

/** From the package that the examples have installed, where the store stands in a folder of its own. */
const standIn = <T>(name: string): Promise<T> =>
  import(path.join(examples, `node_modules/latchkey/store/mocks/reach/browser/${name}.js`));

export async function hashesAgree(): Promise<void> {
  const crypto = await standIn<typeof nodeCrypto>('crypto');
  const digest = (of: typeof nodeCrypto, algorithm: string, key: string, data: string) => [
    of.createHash(algorithm).update(data).digest('hex'),
    of.createHash(algorithm).update(data, 'latin1').digest('base64'),
    of.createHmac(algorithm, key).update(data, 'latin1').digest('base64'),
    of.hash(algorithm, data, 'base64'),
    of.hash(algorithm, Buffer.from(data), 'binary'),
  ];
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ minLength: 60, maxLength: 140 }),
  );
  fc.assert(
    fc.property(fc.constantFrom('md5', 'sha1', 'sha256'), text, text, (algorithm, key, data) => {
      assert.deepEqual(digest(crypto, algorithm, key, data), digest(nodeCrypto, algorithm, key, data));
    }),
  );
  assert.equal(crypto.randomBytes(20).length, 20);
}

export async function addressesAgree(): Promise<void> {
  const net = await standIn<typeof nodeNet>('net');
  const near = fc.stringMatching(/^[0-9a-f:.]{0,12}$/);
  const quad = fc
    .array(fc.oneof(fc.integer({ min: -1, max: 300 }), fc.constantFrom('00', '01', '007', '')), {
      minLength: 3,
      maxLength: 5,
    })
    .map(each => each.join('.'));
  fc.assert(
    fc.property(fc.oneof(near, quad, fc.ipV4(), fc.ipV6(), fc.string()), address => {
      assert.equal(net.isIP(address), nodeNet.isIP(address), address);
    }),
    { numRuns: 2000 },
  );
}

export async function utf8Agrees(): Promise<void> {
  const { isUtf8 } = await standIn<{ isUtf8(bytes: Uint8Array): boolean }>('buffer');
  const { isUtf8: nodes } = await import('node:buffer');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string().map(text => new TextEncoder().encode(text)),
      ),
      bytes => {
        assert.equal(isUtf8(bytes), nodes(bytes));
      },
    ),
  );
}
