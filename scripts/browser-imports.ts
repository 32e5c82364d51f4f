/**
 * What `latchkey/msw` and `latchkey/explain` import in Node, and what takes its place where a bundler builds for browsers: the published
 * package's `imports` (subpath imports of Node, which bundlers follow too). The sources import Node's modules by their
 * own names; the build rewrites those of `mocks/`.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const builtins = ['buffer', 'crypto', 'net'];

/** By the private name: the module in browsers, and the one everywhere else. */
export const browserImports = Object.fromEntries([
  ...builtins.map(name => [
    `#node/${name}`,
    { browser: `./mocks/reach/browser/${name}.js`, default: `./mocks/node/${name}.js` },
  ]),
  ['#node/outbound', { browser: './mocks/reach/browser/outbound.js', default: './mocks/reach/outbound.js' }],
]);

/** Browser bundles alone need these; nobody else has to install them. */
export const browserPeers = { '@noble/hashes': '^2.0.0', buffer: '^6.0.3' };

/** Lets what was compiled to `dist` import by the private names. */
export function rewriteImports(dist: string): void {
  // Subpath imports may not name Node's modules by their URLs, so that each has a file of its own.
  mkdirSync(path.join(dist, 'mocks/node'));
  for (const name of builtins)
    writeFileSync(path.join(dist, `mocks/node/${name}.js`), `export * from 'node:${name}';\n`);
  const rewritable = globSync('{mocks,src/explain,src/redact}/**/*.js', {
    cwd: dist,
    exclude: ['mocks/{reach/browser,node}/**'],
  });
  for (const file of rewritable) {
    const text = readFileSync(path.join(dist, file), 'utf8');
    const rewritten = text.replace(
      /^(import .*|\} )from '(?:node:(buffer|crypto|net)|\.\/reach\/(outbound)\.js)';$/gm,
      (_, before: string, builtin?: string, own?: string) => `${before}from '#node/${builtin ?? own}';`,
    );
    if (rewritten !== text) writeFileSync(path.join(dist, file), rewritten);
  }
}
