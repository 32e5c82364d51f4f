import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import type { CommandIo } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';

const recordings = path.join(import.meta.dirname, './scenarios');

async function latchkey(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let code = 0;
  const io: CommandIo = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: {},
    cwd: recordings,
    interrupted: new AbortController().signal,
    finish: given => {
      code = given;
    },
  };
  const out = text(stdout);
  const err = text(stderr);
  await run(args, io);
  stdout.end();
  stderr.end();
  return { code, out: await out, err: await err };
}

async function withFile(content: string, use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-replay-'));
  try {
    const file = path.join(folder, 'recording.jsonl');
    await writeFile(file, content);
    await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const anonymous = {
  id: 'x.001',
  section: 'x',
  title: 'the index',
  store: 'wc-10.5',
  steps: [
    {
      at: 1795224046,
      request: { method: 'GET', url: 'http://shop.test:8105/wp-json/wc/v3/orders', headers: [], body: null },
      response: {
        status: 401,
        headers: {},
        body: {
          kind: 'json',
          json: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' },
        },
      },
    },
  ],
};

describe('latchkey replay', () => {
  it('ends with 0 when all match, and counts them by section', async () => {
    const { code, out } = await latchkey('replay', 'maintenance.jsonl', '--level', 'full');
    assert.equal(code, 0);
    assert.match(out, /route\s+4\/4/);
    assert.match(out, /all\s+5\/5 \(100\.0 %\)/);
  });

  it('ends with 1 when one does not, and tells what was wanted and what came', async () => {
    const wrong = structuredClone(anonymous);
    (wrong.steps[0] as (typeof anonymous.steps)[0]).response.status = 403;
    await withFile(`${JSON.stringify(anonymous)}\n${JSON.stringify(wrong)}\n`, async file => {
      const { code, out } = await latchkey('replay', file);
      assert.equal(code, 1);
      assert.match(out, /x\.001 the index\n {2}step 1 at 1795224046: GET/);
      assert.match(out, /status: wanted 403\n\s+got 401/);
      assert.match(out, /x\s+1\/2 {2}✗/);
    });
  });

  it('tells a long answer by the places in it that differ, in text that a terminal takes', async () => {
    const long = structuredClone(anonymous) as unknown as {
      title: string;
      steps: [{ response: { body: { json: object } } }];
    };
    long.title = 'odd \u001b[31m';
    long.steps[0].response.body.json = {
      code: 'woocommerce_rest_cannot_view',
      message: 'Sorry, you cannot list resources.',
      data: { status: 418, note: `${'x'.repeat(900)} the end` },
    };
    await withFile(`\ufeff${JSON.stringify(long)}\r\n`, async file => {
      const { code, out } = await latchkey('replay', file, '--level', 'full');
      assert.equal(code, 1);
      assert.match(out, /body\.data\.status: wanted 418\n +got 401\n/);
      assert.match(out, /body\.data\.note: wanted x{300}…\n +got nothing\n/);
      assert.doesNotMatch(out, /body(\.code|\.message)?: wanted/);
      assert.match(out, /x\.001 odd \?\[31m\n/);
    });
  });

  it('says when the fixture is of another home URL than the recording', async () => {
    const store = path.join(recordings, '../stores/wc-8.2.json');
    const { code, out } = await latchkey('replay', 'wc-10.5.jsonl', '--store', store);
    assert.equal(code, 1);
    assert.match(
      out,
      /the recording asks shop\.test:8105, the fixture's home URL is http:\/\/shop\.test:8282:/,
    );
    const missing = await latchkey('replay', 'maintenance.jsonl', '--store', 'nowhere.json');
    assert.equal(missing.code, 2);
    assert.match(missing.err, /^latchkey: --store .*nowhere\.json: no such file/);
  });

  it('ends with 2 for a file that is not there, is no recording, or holds nothing', async () => {
    const missing = await latchkey('replay', 'nowhere.jsonl');
    assert.equal(missing.code, 2);
    assert.match(missing.err, /nowhere\.jsonl: no such file; expected a recording/);
    await withFile('{"id":1}\n', async file => {
      const { code, err } = await latchkey('replay', file);
      assert.equal(code, 2);
      assert.match(err, /recording\.jsonl:1:\d+: /);
    });
    await withFile('\n', async file => {
      const { code, err } = await latchkey('replay', file);
      assert.equal(code, 2);
      assert.match(err, /holds no scenario/);
    });
  });

  it('ends with 2 for a store that it has no fixture for, and takes one from --store', async () => {
    const elsewhere = { ...anonymous, store: 'staging' };
    await withFile(`${JSON.stringify(elsewhere)}\n`, async file => {
      const { code, err } = await latchkey('replay', file);
      assert.equal(code, 2);
      assert.match(err, /no fixture for its store "staging"\. Name one with --store FILE/);
      const given = await latchkey('replay', file, '--store', '../stores/wc-10.5.json');
      assert.equal(given.code, 0, given.out);
    });
  });

  it('ends with 2 for a level that there is none of', async () => {
    const { code, err } = await latchkey('replay', 'maintenance.jsonl', '--level', 'most');
    assert.equal(code, 2);
    assert.match(err, /verdict or full/);
  });

  it('prints no secret', async () => {
    const wrong = structuredClone(anonymous);
    const step = wrong.steps[0] as (typeof anonymous.steps)[0];
    step.request.url +=
      '?consumer_key=ck_1111111111111111111111111111111111111111&consumer_secret=cs_2222222222222222222222222222222222222222';
    step.response.status = 200;
    await withFile(`${JSON.stringify(wrong)}\n`, async file => {
      const { out } = await latchkey('replay', file);
      assert.doesNotMatch(out, /22222222/);
    });
  });
});
