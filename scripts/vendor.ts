/**
 * Bundles into `latchkey-store` the libraries of which it needs a small part: @msw/data brings the 18 MB of es-toolkit for
 * a dozen functions, @peculiar/x509 twenty packages for a certificate (docs/decisions/0171). Their licences go along.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

/** By the name under which the sources import it: the module that it becomes. */
export const vendored: Readonly<Record<string, string>> = {
  '@msw/data': 'vendor/msw-data.js',
  '@peculiar/x509': 'vendor/x509.js',
  'reflect-metadata': 'vendor/reflect-metadata.js',
};

/** What declarations of the store name of @msw/data; no public type is made of it. */
const types = `export declare class Collection<Schema> {
  readonly schema: Schema;
  findMany(ask?: any, options?: { orderBy?: any }): any[];
  all(): any[];
}
`;

/** @param store the folder of the package. */
export async function vendor(store: string, root: string): Promise<void> {
  const folder = path.join(store, 'vendor');
  mkdirSync(folder, { recursive: true });
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(
      Object.entries(vendored).map(([name, file]) => [path.basename(file, '.js'), name]),
    ),
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'] },
    external: /^node:/,
  });
  const { output } = await bundle.write({ dir: folder, format: 'esm', comments: false, minify: 'dce-only' });
  await bundle.close();
  const packages = new Set(
    output.flatMap(chunk =>
      chunk.type === 'chunk'
        ? Object.entries(chunk.modules)
            .filter(([id, { renderedLength }]) => id.includes('/node_modules/') && renderedLength > 0)
            .map(([id]) => packageFolder(id))
        : [],
    ),
  );
  writeFileSync(path.join(folder, 'msw-data.d.ts'), types);
  writeFileSync(path.join(folder, 'LICENSES.md'), licences([...packages].sort()));
}

/** `/…/node_modules/@msw/data` of a module in it. */
function packageFolder(id: string): string {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
  return folder as string;
}

function licences(folders: readonly string[]): string {
  const sections = folders.map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const [file] = globSync('{LICENSE,LICENCE,license}*', { cwd: folder });
    // A package that has no text of its own names its licence alone.
    const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
    return `## ${name} ${version} (${license})\n\n${text}\n`;
  });
  return `# What is bundled here, and its licences\n\n${sections.join('\n')}`;
}
