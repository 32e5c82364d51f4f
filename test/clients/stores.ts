/** The stores that the clients meet: each is `latchkey serve`, as anybody starts it. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { type Serving, serve } from '../cli/latchkey.ts';

export interface Stores {
  /** At the root of its host, its home URL over HTTP. */
  readonly root: Serving;
  readonly subdirectory: Serving;
  /** Its home URL over HTTPS, which is what a signature over HTTPS is made with. */
  readonly secure: Serving;
  /** A file with the authorities of all of them, in PEM. */
  readonly ca: string;
}

export async function startStores(context: Pick<TestContext, 'after'>): Promise<Stores> {
  const [http, https] = [await freePort(), await freePort()];
  const start = (...args: string[]) => serve(context as TestContext, ...args);
  const [root, subdirectory, secure] = await Promise.all([
    start(),
    start('--http', String(http), '--home', `http://127.0.0.1:${http}/shop`),
    start('--https', String(https), '--home', `https://127.0.0.1:${https}`),
  ]);
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-clients-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const ca = path.join(folder, 'ca.pem');
  writeFileSync(ca, [root, subdirectory, secure].map(store => readFileSync(store.ca, 'utf8')).join('\n'));
  return { root, subdirectory, secure, ca };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
