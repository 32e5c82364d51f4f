/** The site as it is published, below a path, from a server that only hands out files. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** What the pages of a project have on GitHub: the path is the repository's name. */
export const base = '/latchkey/';

export interface Published {
  readonly folder: string;
  /** With the slash of the path at its end. */
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Builds it as `npm run site` does, and serves it. */
export async function publish(): Promise<Published> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-site-'));
  execFileSync(process.execPath, ['scripts/site.ts', '--base', base, '--outDir', folder], {
    cwd: root,
    // The other tests wait for nothing that it says, unless it fails.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = fileOf(folder, decodeURIComponent(pathname));
    response.writeHead(file === undefined ? 404 : 200, {
      'Content-Type': types[path.extname(file ?? '.html')] ?? 'application/octet-stream',
    });
    response.end(readFileSync(file ?? path.join(folder, '404.html')));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    folder,
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The file of an address, as a static server finds it; undefined where there is none. */
export function fileOf(folder: string, pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const file = path.join(folder, pathname.slice(base.length));
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  const index = path.join(file, 'index.html');
  return existsSync(index) ? index : undefined;
}
