/**
 * A real store one rule of which was changed on purpose: that rule is told, and no other. It needs Playground beside
 * Latchkey and LATCHKEY_REAL_COPY, a folder with `woocommerce` and `wordpress` of a version that has a profile.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { UsageError } from '../../mocks/errors.ts';
import { findPlayground } from '../../src/real/playground.ts';

const copy = process.env.LATCHKEY_REAL_COPY;
const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

function whySkipped(): string | false {
  if (copy === undefined) return 'LATCHKEY_REAL_COPY names no local copy of WooCommerce and WordPress';
  try {
    findPlayground([process.cwd()]);
    return false;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}

/** Before 11.1 WooCommerce takes no keys by `?rest_route=`; its own filter lets a plugin say otherwise. */
const change = `
add_filter( 'woocommerce_rest_is_request_to_rest_api', static function ( $is ) {
	return $is || 0 === strpos( ltrim( $_GET['rest_route'] ?? '', '/' ), 'wc/' );
} );
`;

test('a store with one rule changed on purpose shows exactly that rule', { skip: whySkipped() }, async t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-changed-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['woocommerce', 'wordpress'])
    spawnSync('cp', ['-a', path.join(copy as string, name), folder], { stdio: 'inherit' });
  const plugin = path.join(folder, 'woocommerce', 'woocommerce.php');
  // A copy of its own, whatever the others share with the original.
  copyFileSync(plugin, `${plugin}.changed`);
  appendFileSync(`${plugin}.changed`, change);
  renameSync(`${plugin}.changed`, plugin);

  const args = [main, 'profiles', '--against', `real:${folder}`, 'BASIC-01', '--json'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, LATCHKEY_CACHE: path.join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', chunk => {
    told.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', chunk => {
    told.err += chunk;
  });
  const code = await new Promise(resolve => child.once('close', resolve));
  assert.equal(code, 1, told.err);
  const { rules, differing, profile } = JSON.parse(told.out);
  const other = rules.filter(
    ({ outcome }: { outcome: string }) => outcome === 'known' || outcome === 'unknown',
  );
  assert.deepEqual(
    other.map(({ rule, value }: { rule: string; value: string }) => [rule, value]),
    [['apiScope', 'route']],
  );
  assert.deepEqual(differing, []);
  assert.equal(profile.apiScope, 'route');
});
