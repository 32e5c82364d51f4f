/** action.yml: what it declares, and its script run as GitHub runs it, with the code of this checkout. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { values } from '../../src/gate/environment.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'action.yml'), 'utf8');

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly run: string;
      readonly shell: string;
      readonly 'working-directory'?: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

const action = parse(text) as Action;
const [step] = action.runs.steps;
assert.ok(step);

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-action-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const summary = path.join(folder, 'step-summary.md');
const npmCalls = path.join(folder, 'npm-calls');

/** Stands in for npm, which would install anew what this checkout runs by; and for npx, which must not be called. */
for (const name of ['npm', 'npx']) {
  writeFileSync(
    path.join(folder, name),
    `#!/usr/bin/env bash
printf '%s\n' "${name} $*" >> '${npmCalls}'
`,
  );
  chmodSync(path.join(folder, name), 0o755);
}

/** Reads orders over HTTPS, with the key in the header, and where that is refused in the query. */
const client = path.join(folder, 'client.mjs');
writeFileSync(
  client,
  `const { SHOP, LATCHKEY_CONSUMER_KEY: key, LATCHKEY_CONSUMER_SECRET: secret } = process.env;
const url = SHOP + '/wp-json/wc/v3/orders?per_page=1';
const authorization = 'Basic ' + btoa(key + ':' + secret);
let answer = await fetch(url, { headers: { authorization } });
if (answer.status === 401 && !process.argv.includes('stubborn'))
  answer = await fetch(url + '&consumer_key=' + key + '&consumer_secret=' + secret);
process.exit(answer.ok ? 0 : 1);
`,
);

/** Runs the script with the inputs that a workflow gives; the others have their defaults. */
function run(inputs: Readonly<Record<string, string>>): Promise<{ exitCode: number | null; output: string }> {
  const given = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? '';
  const env = Object.fromEntries(
    Object.entries(step?.env ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, input: string) => given(input)),
    ]),
  );
  return new Promise((resolve, reject) => {
    // https://docs.github.com/actions: bash as a step's shell.
    const script = path.join(folder, 'script.sh');
    writeFileSync(script, step?.run ?? '');
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: folder,
      env: {
        ...process.env,
        ...env,
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_ACTION_PATH: root,
        GITHUB_STEP_SUMMARY: summary,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    });
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', exitCode => resolve({ exitCode, output }));
  });
}

test('it is a composite action that declares every input it uses', () => {
  assert.equal(action.runs.using, 'composite');
  assert.ok(action.name.length > 0 && action.description.length > 0);
  const used = [...JSON.stringify(action.runs).matchAll(/inputs\.([a-z-]+)/g)].map(
    match => match[1] as string,
  );
  assert.deepEqual([...new Set(used)].sort(), Object.keys(action.inputs).sort());
  for (const [name, input] of Object.entries(action.inputs)) {
    assert.ok(input.description.length > 0, name);
    assert.ok(input.required === true || typeof input.default === 'string', `${name} has no default`);
  }
  for (const value of values) assert.ok(action.inputs.env?.description.includes(value), value);
});

test('no input is put into the script itself', () => {
  for (const { run, shell } of action.runs.steps) {
    assert.doesNotMatch(run, /\$\{\{/);
    assert.equal(shell, 'bash');
  }
});

test('the guide for CI has every input, and YAML that parses', () => {
  const guide = readFileSync(path.join(root, 'docs/guides/ci.md'), 'utf8');
  for (const name of Object.keys(action.inputs)) assert.match(guide, new RegExp(`^\\| \`${name}\` \\|`, 'm'));
  const blocks = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(match => match[1] as string);
  assert.ok(blocks.length >= 4);
  for (const block of blocks) {
    const given = [
      ...JSON.stringify(parse(block)).matchAll(/"uses":"OWNER\/latchkey[^"]*","with":\{([^}]*)\}/g),
    ];
    for (const [, inputs] of given)
      for (const [, name] of (inputs as string).matchAll(/"([a-z-]+)":/g))
        assert.ok(action.inputs[name as string], `${name} is no input`);
  }
});

const command = `'${process.execPath}' '${client}'`;

test('a client that copes passes, with names of its own and two faults', async () => {
  const { exitCode, output } = await run({
    command,
    env: 'SHOP=https-url\n\nKEY=consumer-key',
    faults: 'strip-authorization\ncache:seconds=60\n',
    except: 'GATE-RATE-1\n',
    profile: '8.2',
  });
  assert.equal(exitCode, 0, output);
  assert.match(output, /GATE-FAULT-strip-authorization/);
  assert.match(output, /GATE-FAULT-cache/);
  assert.match(output, /left out with --except/);
  assert.match(readFileSync(summary, 'utf8'), /requirements/);
  assert.match(readFileSync(path.join(folder, 'reports/junit.xml'), 'utf8'), /<testsuites/);
  assert.equal(readFileSync(npmCalls, 'utf8'), `npm ci --prefix ${root} --omit=dev --no-audit --no-fund\n`);
});

test('a client that does not cope fails', async () => {
  const { exitCode, output } = await run({
    command: `${command} stubborn`,
    env: 'SHOP=https-url',
    faults: 'strip-authorization',
  });
  assert.equal(exitCode, 1, output);
});

test('a fault that there is none of is a usage error, whatever it holds', async () => {
  const { exitCode, output } = await run({ command, faults: '"; exit 0; $(exit 0)' });
  assert.equal(exitCode, 2, output);
});
