import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface AuthorityFile {
  readonly file: string;
  /** Removes it; the process does so at its end in any case. */
  remove(): void;
}

/** Folders that are there. One listener takes care of all: Node warns of a leak where each store has its own. */
const folders = new Set<string>();

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Writes the authority's certificate where a client can be pointed to it: into a folder of its own. */
export function writeAuthority(pem: string): AuthorityFile {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-'));
  if (folders.size === 0) process.once('exit', removeAll);
  folders.add(folder);
  const file = path.join(folder, 'latchkey-ca.pem');
  writeFileSync(file, pem);
  return {
    file,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      folders.delete(folder);
      if (folders.size === 0) process.off('exit', removeAll);
    },
  };
}
