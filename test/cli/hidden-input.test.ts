/** The consumer secret typed at the terminal that `latchkey explain` asks for it. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { run } from '../../src/cli/program.ts';

/** Explains a request with these keys typed; gives the exit code and all that was written. */
async function typed(keys: string): Promise<{ code: number; written: string }> {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  let code = 0;
  stdin.write(keys);
  await run(['explain', 'https://shop.test/wp-json/wc/v3/orders?oauth_consumer_key=ck_1&oauth_signature=x'], {
    stdin,
    stdout,
    stderr,
    env: {},
    cwd: import.meta.dirname,
    interrupted: new AbortController().signal,
    finish: given => {
      code = given;
    },
  });
  return { code, written: `${stdout.read() ?? ''}${stderr.read() ?? ''}` };
}

test('is used, and not shown', async () => {
  const { code, written } = await typed('cs_typxe\x7f\x7fed\r');
  assert.equal(code, 1);
  assert.match(written, /The request lacks oauth_timestamp/);
  assert.match(written, /Consumer secret \(not shown\): \n/);
  assert.doesNotMatch(written, /cs_ty/);
});

test('is judged as one of the environment is', async () => {
  const { code, written } = await typed('ck_1\r');
  assert.equal(code, 2);
  assert.match(written, /what was typed: it holds a consumer key/);
});

test('Ctrl-C ends the question: exit 2', async () => {
  const { code, written } = await typed('cs_ty\x03');
  assert.equal(code, 2);
  assert.match(written, /Nothing was typed/);
});
