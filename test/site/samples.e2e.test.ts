/** The samples of the playground, run as they are printed, are answered as the playground answers. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import {
  address,
  firstSetting,
  Playground,
  type Sample,
  type Setting,
  samples,
  serveCommand,
} from '../../site/living/playground.ts';
import { type StartedStore, startStore } from '../../src/index.ts';
import { everyCommand } from '../cli/every-command.ts';
import { installNpmClients } from '../clients/clients.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-samples-'));
let store: StartedStore;

before(async () => {
  installNpmClients();
  symlinkSync(path.join(root, 'test/clients/npm/node_modules'), path.join(folder, 'node_modules'));
  store = await startStore({ orders: 3 });
});
after(async () => {
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The first number that a sample prints: the status. */
async function statusOf({ name, code }: Sample): Promise<string> {
  const here = code.replaceAll(address, new URL(store.url).host);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: store.caFile };
  const file = path.join(folder, 'sample.mjs');
  if (name !== 'curl') writeFileSync(file, here);
  const { stdout } =
    name === 'curl' ? await run('sh', ['-c', here], { env }) : await run(process.execPath, [file], { env });
  return (name === 'curl' ? /^HTTP\/[\d.]+ (\d+)/ : /^(\d+)/).exec(stdout)?.[1] ?? stdout;
}

const body = '{"status":"processing","customer_note":"it\'s \\"late\\""}';
const settings: readonly Partial<Setting>[] = [
  {},
  { fault: 'strip-authorization' },
  { fault: 'strip-authorization', way: 'query', endpoint: 'orders?per_page=2&status=any' },
  { scheme: 'http', way: 'OAuth', endpoint: 'products?search=a%20b' },
  { method: 'POST', endpoint: 'orders', body },
  { persona: 'reader', method: 'POST', endpoint: 'orders', body },
  { method: 'DELETE', endpoint: 'orders/999999?force=true' },
];

for (const given of settings)
  test(`the samples for ${JSON.stringify(given)}`, async () => {
    const setting = { ...firstSetting, ...given };
    const { answer } = await new Playground().ask(setting);
    store.faults = setting.fault === '' ? [] : [setting.fault];
    let told = 0;
    for (const sample of samples(setting)) {
      // With a note it says itself that it is another request.
      if (sample.note !== undefined) continue;
      told++;
      assert.equal(await statusOf(sample), String(answer.status), `${sample.name}\n${sample.code}`);
    }
    assert.ok(told > 0);
  });

test('the command beside them is one that there is', async () => {
  const [, name, ...words] = serveCommand({ ...firstSetting, fault: 'cache' }).split(' ');
  const command = (await everyCommand(root)).commands.find(each => each.name() === name);
  const flags = words.filter(word => word.startsWith('--'));
  assert.deepEqual(flags, ['--http', '--profile', '--fault']);
  for (const flag of flags)
    assert.ok(
      command?.options.some(({ long }) => long === flag),
      flag,
    );
});
