import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface AuthorityFile {
  readonly file: string;
  /** Removes it; the process does so at its end in any case. */
  remove(): void;
}

/** Writes the authority's certificate where a client can be pointed to it: into a folder of its own. */
export function writeAuthority(pem: string): AuthorityFile {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const file = path.join(folder, 'latchkey-ca.pem');
  writeFileSync(file, pem);
  return { file, remove };
}
