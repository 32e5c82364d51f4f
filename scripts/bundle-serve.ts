/**
 * Puts the three hundred modules of `latchkey serve` into one, at the place of its compiled module. A start is nearly
 * all loading, at half a millisecond for each module, and a mock server is waited for (docs/decisions/0125).
 *
 * What tsc has emitted stays for those who import the package; what the command loads later becomes a chunk beside it.
 */
import path from 'node:path';
import { rolldown } from 'rolldown';

/** @param dist the folder that tsc has filled. */
export async function bundleServe(dist: string): Promise<void> {
  const folder = path.join(dist, 'src/cli');
  // The program that loads the command tells this error from others by its class, which there must be once.
  const shared = path.join(dist, 'mocks/errors.js');
  const bundle = await rolldown({
    input: path.join(folder, 'serve.js'),
    platform: 'node',
    // Packages stay packages, and so do their licences.
    external: id => id === shared || !(id.startsWith('.') || path.isAbsolute(id)),
    makeAbsoluteExternalsRelative: true,
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: 'serve.js',
    chunkFileNames: 'serve/[name]-[hash].js',
    comments: false,
  });
  await bundle.close();
  // A path relative to a module would mean another file after this.
  const moved = output.filter(file => file.type === 'chunk' && file.code.includes('import.meta'));
  if (moved.length > 0)
    throw new Error(`import.meta in ${moved.map(file => file.fileName).join(', ')}: expected none in serve`);
}
