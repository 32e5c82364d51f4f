import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UsageError } from '../../mocks/errors.ts';

const packageName = '@wp-playground/cli';

/** WordPress Playground as it is installed. */
export interface Playground {
  readonly version: string;
  /** The file that Node runs. */
  readonly bin: string;
}

/**
 * Finds WordPress Playground, WordPress in Node by WebAssembly: an optional peer, since it has 580 MB.
 *
 * @param folders where `node_modules` is looked for, upwards; then beside Latchkey itself.
 * @throws {UsageError} that says what to install.
 */
export function findPlayground(folders: readonly string[]): Playground {
  for (const from of [...folders.map(folder => path.join(folder, 'package.json')), import.meta.url]) {
    const manifest = resolved(from);
    if (manifest === undefined) continue;
    const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    return { version, bin: path.resolve(path.dirname(manifest), Object.values<string>(bin)[0] as string) };
  }
  throw new UsageError(
    { what: `a real store needs ${packageName}, which is not installed` },
    { advice: `npm install --save-dev ${packageName} brings it (580 MB).` },
  );
}

function resolved(from: string): string | undefined {
  try {
    return createRequire(from).resolve(`${packageName}/package.json`);
  } catch {
    return undefined;
  }
}
