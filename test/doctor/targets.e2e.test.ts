/** What a target of the configuration says is used by the doctor as by verify: fields, the web server's password, limits. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createStore, type Message, type Store } from '../../mocks/index.ts';
import type { Report } from '../../src/doctor/report.ts';
import { latchkey } from '../cli/latchkey.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let store: Store;
let folder: string;
let env: Record<string, string>;
const seen: Message[] = [];

before(async () => {
  stage = await openStage();
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-doctor-targets-'));
  writeFileSync(path.join(folder, 'ca.pem'), stage.ca);
  await stage.put();
  const { consumerKey, consumerSecret } = stage.key('owner');
  env = {
    OWNER_KEY: consumerKey,
    OWNER_SECRET: consumerSecret,
    GATE: 'gate-password',
    PASS: 'pass-me-through',
  };
});
after(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

const owner = { consumerKey: { env: 'OWNER_KEY' }, consumerSecret: { env: 'OWNER_SECRET' } };
const value = ({ headers }: Message, name: string): string | undefined =>
  headers.find((_, i) => i % 2 === 1 && headers[i - 1]?.toLowerCase() === name);

async function doctor(target: object, flags: readonly string[] = [], more: Record<string, string> = {}) {
  seen.length = 0;
  const config = path.join(folder, 'latchkey.config.json');
  const here = { url: stage.https, caFile: 'ca.pem', personas: { owner }, ...target };
  writeFileSync(config, JSON.stringify({ targets: { here } }));
  const result = await latchkey(['doctor', '--target', 'here', '--config', config, '--json', ...flags], {
    ...env,
    ...more,
  });
  const report: Report = JSON.parse(result.stdout);
  return { ...result, report, ids: report.findings.map(({ id }) => id) };
}

async function putWith(
  refuse: (message: Message) => boolean,
  options: { home?: string } = {},
): Promise<void> {
  store = await createStore({ home: options.home ?? stage.https, orders: 5 });
  await stage.put({
    answer: message => {
      seen.push(message);
      if (!refuse(message)) return store.answer(message);
      const headers = ['Content-Type', 'text/html', 'WWW-Authenticate', 'Basic realm="Staging"'];
      return { status: 401, headers, body: Buffer.from('<h1>Unauthorized</h1>') };
    },
  });
}

/** The consumer key is in the request: in its target, or in the Authorization field. */
const isShown = (message: Message, key: string): boolean =>
  message.target.includes(key) ||
  Buffer.from((value(message, 'authorization') ?? '').replace(/^Basic /, ''), 'base64').includes(key) ||
  (value(message, 'authorization') ?? '').includes(key);

const password = `Basic ${Buffer.from('gate:gate-password').toString('base64')}`;
const isKept = (message: Message): boolean => value(message, 'authorization') !== password;

describe('doctor --target', () => {
  it('sends the fields of the target along', async () => {
    await putWith(message => value(message, 'x-staging') !== 'pass-me-through');
    const { code, report, stdout } = await doctor({ headers: { 'X-Staging': { env: 'PASS' } } });
    assert.equal(code, 0, stdout);
    assert.equal(report.verdict.kind, 'healthy');
    assert.ok(!stdout.includes('pass-me-through'), 'the value of a field is in no report');
  });

  it('gives the web server its password, and the key goes in the query and in signatures', async () => {
    await putWith(isKept);
    const { code, report, stdout } = await doctor({ htpasswd: { login: 'gate', password: { env: 'GATE' } } });
    assert.equal(code, 0, stdout);
    assert.deepEqual(report.verdict.key?.ways, ['in the query', 'by OAuth signature']);
    assert.match(report.notSent.find(({ id }) => id === 'B5')?.reason ?? '', /htpasswd/);
    assert.ok(!stdout.includes(password.slice(6)) && !stdout.includes('gate-password'));
  });

  it('says that the password is not the one that is wanted', async () => {
    await putWith(() => true);
    const { code, report, ids } = await doctor({ htpasswd: { login: 'gate', password: { env: 'GATE' } } });
    assert.equal(code, 1);
    assert.equal(ids[0], 'htpasswd');
    assert.match(report.findings[0]?.undecided ?? '', /not the one that the server wants/);
  });

  it('sends neither to another home URL that the store tells', async () => {
    const elsewhere = await openStage();
    try {
      await elsewhere.put({
        home: elsewhere.https,
        answer: message => {
          seen.push(message);
          return store.answer(message);
        },
      });
      await putWith(isKept, { home: elsewhere.https });
      await doctor({
        htpasswd: { login: 'gate', password: { env: 'GATE' } },
        headers: { 'X-Staging': { env: 'PASS' } },
      });
      const others = seen.filter(message => value(message, 'host') === new URL(elsewhere.https).host);
      assert.deepEqual(
        others.filter(each => value(each, 'x-staging') ?? value(each, 'authorization') === password),
        [],
      );
      assert.ok(seen.some(message => value(message, 'x-staging') === 'pass-me-through'));
    } finally {
      await elsewhere.close();
    }
  });

  it('waits as long as the target says, and --timeout goes before it', async () => {
    const late = new Promise<never>(() => undefined);
    await stage.put({ answer: () => late });
    const { report } = await doctor({ timeouts: { answer: 1 } });
    assert.match(report.probes[0]?.answer ?? '', /1 s|TIMED_OUT|in time/i);
    assert.ok(report.duration < 30_000, `${report.duration}`);
  });

  it('shows a target its own key, and not the one that a variable of the usual name holds', async () => {
    await putWith(() => false);
    const usual = {
      LATCHKEY_CONSUMER_KEY: `ck_${'a'.repeat(40)}`,
      LATCHKEY_CONSUMER_SECRET: `cs_${'b'.repeat(40)}`,
    };
    const { code, stdout } = await doctor({}, [], usual);
    assert.equal(code, 0, stdout);
    assert.ok(seen.every(message => !isShown(message, usual.LATCHKEY_CONSUMER_KEY)));
  });

  it('shows none of several stores a key that is not its own', async () => {
    await putWith(() => false);
    const config = path.join(folder, 'several.config.json');
    writeFileSync(config, JSON.stringify({ targets: { here: { url: stage.https, caFile: 'ca.pem' } } }));
    const all = ['doctor', '--target', 'all', '--config', config, '--json'];
    const usual = {
      LATCHKEY_CONSUMER_KEY: env.OWNER_KEY ?? '',
      LATCHKEY_CONSUMER_SECRET: env.OWNER_SECRET ?? '',
    };
    seen.length = 0;
    const { code, stdout } = await latchkey(all, { ...env, ...usual });
    assert.equal(code, 0, stdout);
    assert.equal(JSON.parse(stdout).targets.here.hasKey, false);
    assert.ok(seen.every(message => !isShown(message, usual.LATCHKEY_CONSUMER_KEY)));
    for (const [flags, words] of [
      [['--key-env', 'OWNER_KEY', '--secret-env', 'OWNER_SECRET'], /A key goes with one store/],
      [['--admin-login', 'owner', '--admin-password-env', 'PASS'], /--admin-login goes with one store/],
    ] as const) {
      const refused = await latchkey([...all, ...flags], env);
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, words);
    }
  });

  it('takes no configuration beside a URL', async () => {
    const { code, stderr } = await latchkey(['doctor', stage.https, '--config', 'nowhere.json'], env);
    assert.equal(code, 2);
    assert.match(stderr, /A URL is asked without a configuration/);
  });
});

describe('doctor, interrupted', () => {
  it('says nothing of the store', async t => {
    store = await createStore({ home: stage.https, orders: 5 });
    const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
    const child = spawn(process.execPath, [main, 'doctor', stage.https, '--ca', path.join(folder, 'ca.pem')]);
    t.after(() => child.kill('SIGKILL'));
    let asked = 0;
    await stage.put({
      async answer(message) {
        asked += 1;
        if (asked === 6) child.kill('SIGINT');
        if (asked >= 6) await setTimeout(300);
        return store.answer(message);
      },
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    assert.equal(code, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /interrupted after \d+ requests, \d+ were not sent: nothing is said of the store/);
  });
});
