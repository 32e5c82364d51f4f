import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { TargetError } from '../../mocks/errors.ts';
import { modelOfRuns } from '../../src/report/model.ts';
import { prepareReports, writeReports } from '../../src/report/write.ts';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import type { Target } from '../../src/targets/target.ts';
import { readRequirements } from '../../src/verify/requirements.ts';
import { runSuite, type TargetRun } from '../../src/verify/run.ts';
import { select } from '../../src/verify/selection.ts';
import { type Ended, latchkey } from '../report/cli.ts';
import { refusal, sabotaged } from '../sabotage/saboteur.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
after(() => rmSync(folder, { recursive: true }));

async function run(target: Target, ...wanted: string[]): Promise<TargetRun> {
  try {
    return await runSuite({ target, selection: select(await readRequirements(), wanted) });
  } finally {
    await target.close();
  }
}

/** Has what a target has, but for what is given. */
function altered(target: Target, changes: Partial<Target>): Target {
  return { ...target, ...changes };
}

const cli = (...args: string[]): Promise<Ended> => latchkey(args, { cwd: folder });

describe('outcomes', () => {
  it('a requirement is met only where all of it was judged, and a run proves nothing that let nobody in', async () => {
    const target = await createSimulatedTarget();
    const keyless = altered(target, { personas: new Map() });
    const { requirements, scenarios } = await run(keyless, 'OAUTH-01');
    assert.deepEqual(
      requirements.map(({ outcome, judged, asked }) => ({ outcome, judged, isMore: asked > judged })),
      [
        {
          outcome: scenarios.some(each => each.outcome === 'passed') ? 'partly judged' : 'skipped',
          judged: scenarios.filter(each => each.outcome === 'passed').length,
          isMore: true,
        },
      ],
    );
    assert.ok(scenarios.every(({ positive, outcome }) => !positive || outcome === 'skipped'));
  });

  it('a scenario whose need the target lacks is skipped and says why', async () => {
    const target = await createSimulatedTarget();
    const lacking = altered(target, {
      lacks: capability => (capability === 'tls' ? 'plain HTTP only' : undefined),
      personas: new Map([...target.personas].filter(([name]) => name !== 'reader')),
    });
    const { requirements } = await run(lacking, 'BASIC-01', 'NONCE-03', 'OAUTH-01');
    assert.deepEqual(
      requirements.map(({ requirement, outcome, reasons }) => [requirement.id, outcome, reasons]),
      [
        ['BASIC-01', 'skipped', ['plain HTTP only']],
        ['NONCE-03', 'skipped', ['no persona `reader`']],
        ['OAUTH-01', 'passed', []],
      ],
    );
  });

  it('a target that does not answer cannot be told, and is soon left alone', async () => {
    let asked = 0;
    const dead = altered(await createSimulatedTarget(), {
      send: () => {
        asked++;
        throw new TargetError('no answer: connect ECONNREFUSED');
      },
    });
    const { scenarios } = await run(dead, '@nonces');
    assert.ok(scenarios.every(({ outcome }) => outcome === 'cannot tell'));
    assert.match(scenarios[0]?.reason ?? '', /ECONNREFUSED/);
    assert.equal(asked, 3);
  });

  it('a store that limits the rate cannot be told', async () => {
    const limited = await sabotaged({
      requirement: '',
      wrong: '',
      between: () => refusal(429, 'too_many', 'Slow down.'),
    });
    const { requirements } = await run(limited, 'BASIC-01');
    assert.equal(requirements[0]?.outcome, 'cannot tell');
  });

  it('messages are compared only where the store speaks English', async () => {
    const dutch = await sabotaged({
      requirement: '',
      wrong: '',
      between: async (message, store) => {
        const answer = await store(message);
        const body = Buffer.from(answer.body).toString().replace('Consumer secret is invalid.', 'Ongeldig.');
        return { ...answer, body: Buffer.from(body) };
      },
    });
    const speaking = altered(dutch, { lacks: each => (each === 'english' ? 'it speaks Dutch' : undefined) });
    assert.equal((await run(speaking, 'BASIC-02')).requirements[0]?.outcome, 'passed');
  });
});

describe('reports', () => {
  const reports = path.join(folder, 'reports');

  it('show the exchange of a failure, what was signed, and no secret', async () => {
    const target = await sabotaged({
      requirement: '',
      wrong: '',
      store: { rules: { isSignatureRight: () => false, isSecretRight: () => false } },
    });
    const { secrets } = target;
    const found = await run(target, 'BASIC-01', 'QUERY-01', 'OAUTH-01', 'OAUTH-02', 'OAUTH-03');
    prepareReports(reports);
    const summary = writeReports(reports, modelOfRuns([found], { latchkey: '0', selection: [] }));
    assert.equal(summary.exitCode, 1);
    // The file that keeps other runs out of the folder goes with the process.
    const names = readdirSync(reports).filter(name => name !== '.latchkey-run');
    assert.deepEqual([...names].sort(), [
      'exchanges.har',
      'index.html',
      'junit.xml',
      'messages.ndjson',
      'summary.json',
      'summary.md',
    ]);
    const written = new Map(names.map(name => [name, readFileSync(path.join(reports, name), 'utf8')]));
    for (const name of ['index.html', 'junit.xml', 'messages.ndjson', 'exchanges.har']) {
      const text = written.get(name) as string;
      assert.match(text, /wp-json\/wc\/v3\/orders/, name);
      assert.match(text, /signature base string/, name);
    }
    for (const [name, text] of written) {
      for (const secret of secrets) {
        for (const form of [
          secret,
          encodeURIComponent(encodeURIComponent(secret)),
          Buffer.from(secret).toString('base64').slice(0, -4),
        ])
          assert.ok(!text.includes(form), `${name} shows a secret`);
      }
      assert.ok(!/oauth_signature=(?!\*\*\*)[A-Za-z0-9]/.test(text), `${name} shows a signature`);
    }
  });

  it('the summary fits its schema', () => {
    const schema = JSON.parse(readFileSync(path.join(root, 'schemas/summary.schema.json'), 'utf8'));
    const ajv = new Ajv({ strict: true, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(JSON.parse(readFileSync(path.join(reports, 'summary.json'), 'utf8')));
    assert.deepEqual(validate.errors ?? [], []);
  });

  it('every message is JSON of one line', () => {
    const lines = readFileSync(path.join(reports, 'messages.ndjson'), 'utf8').trimEnd().split('\n');
    assert.ok(lines.map(line => JSON.parse(line)).some(({ testRunFinished }) => testRunFinished));
  });
});

describe('latchkey verify and list', () => {
  it('runs a selection, writes the reports and tells the sums', async () => {
    const { code, out } = await cli('verify', 'BASIC-01', '@nonces', '--reports', 'out');
    assert.equal(code, 0);
    assert.match(out, /✓ BASIC-01/);
    assert.match(out, /^requirements {2}8 \(8 passed\)$/m);
    assert.match(out, /^scenarios {5}\d+ \(\d+ passed\)$/m);
    assert.match(out, /^time {10}\d+\.\d s$/m);
    assert.ok(existsSync(path.join(folder, 'out/index.html')));
  });

  for (const args of [
    ['verify', 'BASIC-99'],
    ['verify', '--transport', 'pigeon'],
    ['verify', '--profile', '1.0'],
    ['verify', '--nonsense'],
    ['list', 'nonsense'],
  ])
    it(`ends with 2 and one line: latchkey ${args.join(' ')}`, async () => {
      const { code, out, err } = await cli(...args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, /^latchkey: [^\n]+\n$/);
    });

  it('ends with 3 when the reports cannot be written, before anything is run', async () => {
    writeFileSync(path.join(folder, 'a-file'), '');
    const { code, out, err } = await cli('verify', '--reports', 'a-file/reports');
    assert.equal(code, 3);
    assert.equal(out, '');
    assert.match(err, /a-file\/reports/);
  });

  it('ends with 3 when nothing could be judged', async () => {
    const { code } = await cli('verify', 'LEGACY-11', '--profile', '10.5', '--reports', 'out');
    assert.equal(code, 3);
  });

  it('lists the requirements, as text and as JSON', async () => {
    const { out } = await cli('list', '@nonces');
    assert.match(out, /NONCE-01 +MUST +A request that was sent before is refused\n +RFC 5849 section 3\.3/);
    const { requirements: listed } = JSON.parse((await cli('list', '--json')).out) as {
      requirements: { id: string; level: string; source: string }[];
    };
    assert.ok(listed.length >= 60 && listed.every(({ id, level, source }) => id && level && source));
  });
});

describe('plain cucumber-js', () => {
  it('runs the suite against the simulated store', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js'), '--tags', '@BASIC-01'],
      { cwd: root, encoding: 'utf8' },
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /7 scenarios \(7 passed\)/);
  });
});
