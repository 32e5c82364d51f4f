/** Runs every generator; arguments such as --check are handed on. Ends with 1 when one of them does. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

for (const name of [
  'generate-types.ts',
  'generate-findings.ts',
  'generate-steps.ts',
  'generate-routes.ts',
  'generate-pages.ts',
]) {
  const file = path.join(import.meta.dirname, name);
  if (!existsSync(file)) continue;
  const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
