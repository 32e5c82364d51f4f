/**
 * Builds the site to `site/dist`; arguments are handed on to VitePress: `npm run site -- --base /latchkey/ --outDir DIR`.
 * The generator is installed in `site/` when it is not there: it is a package of its own, so that `npm ci` of the
 * checkout does not bring it (docs/decisions/0170-a-site-from-what-is-there.md).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { writePages } from './site/write.ts';

const site = path.resolve(import.meta.dirname, '../site');

function run(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: site, stdio: 'inherit' });
  if (error) console.error(`${command} does not start: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(path.join(site, 'node_modules/vitepress'))) run('npm', 'ci', '--no-fund', '--no-audit');
const pages = await writePages(path.join(site, 'pages'));
console.log(`${pages.length} pages`);
run(process.execPath, 'node_modules/vitepress/bin/vitepress.js', 'build', ...process.argv.slice(2));
