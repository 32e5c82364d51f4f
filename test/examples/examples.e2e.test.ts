/** Every example passes, and fails when the client is broken. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { chromium, copyWith, examples, runTests, setUp } from './setup.ts';
import { addressesAgree, hashesAgree, utf8Agrees } from './stand-ins.ts';

interface Example {
  /** How many of its tests pass, in its runner's words. */
  readonly passed: RegExp;
  readonly inBrowser?: boolean;
  /** Patience for a machine that is busy with the other tests. */
  readonly patience?: readonly string[];
}

const folders: Readonly<Record<string, Example>> = {
  'node-test': { passed: /pass 5\n[\s\S]*fail 0\n/ },
  vitest: { passed: /Tests +21 passed/, patience: ['--testTimeout=60000', '--hookTimeout=60000'] },
  jest: { passed: /Tests: +3 passed/, patience: ['--testTimeout=60000'] },
  playwright: { passed: /2 passed/, inBrowser: true, patience: ['--timeout=120000'] },
  'browser-worker': { passed: /2 passed/, inBrowser: true, patience: ['--timeout=120000'] },
};

/** The client signs with a key that lacks the ampersand at its end, as many do at first. */
const withoutAmpersand = { '`${encode(this.#secret)}&`': 'encode(this.#secret)' };

describe('examples', { concurrency: 2 }, () => {
  let broken: string;
  before(() => {
    setUp();
    broken = copyWith(withoutAmpersand, Object.keys(folders));
  });

  for (const [folder, { passed, inBrowser, patience = [] }] of Object.entries(folders)) {
    const skip = inBrowser && !chromium ? 'no Chromium is installed' : false;

    test(`${folder} passes`, { skip }, async () => {
      const { exitCode, output } = await runTests(path.join(examples, folder), ...patience);
      assert.equal(exitCode, 0, output);
      assert.match(output, passed);
    });

    test(`${folder} fails when the client is broken`, { skip }, async () => {
      const { exitCode, output } = await runTests(
        path.join(broken, folder),
        ...patience,
        ...(inBrowser ? ['--max-failures=1'] : []),
      );
      assert.equal(exitCode, 1, output);
      assert.doesNotMatch(output, passed);
      assert.match(output, /Invalid signature|secret-without-ampersand/);
    });
  }

  test('hashes for browsers are those of Node', hashesAgree);
  test('what is an address in browsers is one in Node', addressesAgree);
  test('what is UTF-8 in browsers is in Node', utf8Agrees);
});
