/** The image of the Dockerfile serves a store; built only where a Docker daemon is there to build it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { latchkey } from '../cli/latchkey.ts';

const root = path.resolve(import.meta.dirname, '../..');
const docker = (...args: readonly string[]) => spawnSync('docker', args, { cwd: root, encoding: 'utf8' });

test('the image serves a store', {
  skip: docker('info').status === 0 ? false : 'no Docker daemon',
}, async context => {
  const image = 'latchkey-test';
  const built = docker('build', '--quiet', '--tag', image, '.');
  assert.equal(built.status, 0, built.stderr);
  const started = docker('run', '--rm', '--detach', '--publish', '127.0.0.1::8080', image);
  assert.equal(started.status, 0, started.stderr);
  const container = started.stdout.trim();
  context.after(() => docker('rm', '--force', container));
  const address = docker('port', container, '8080').stdout.trim();
  assert.equal(await statusOf(`http://${address}/wp-json/`), 200);
});

test('what the image runs is a command with flags that there are', async () => {
  const [, command] = /^CMD (\[.*\])$/m.exec(readFileSync(path.join(root, 'Dockerfile'), 'utf8')) ?? [];
  const { code, stderr } = await latchkey([...JSON.parse(command as string), '--store', 'no-such-file.json']);
  assert.equal(code, 2);
  assert.match(stderr, /no-such-file\.json/);
});

/** The status of the first answer; a container takes a moment until it answers. */
async function statusOf(url: string): Promise<number> {
  for (let tries = 0; ; tries++) {
    try {
      return (await fetch(url)).status;
    } catch (error) {
      if (tries === 50) throw error;
      await wait(200);
    }
  }
}
