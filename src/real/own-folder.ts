import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** Processes of other machines, or containers, may share the folder: theirs cannot be looked at. */
const machine = hostname().replaceAll(/[^\w.]/g, '_');

/**
 * Makes a folder that goes with this process, and removes those of the kind whose process was killed: it could not do so
 * itself.
 *
 * @param kind The beginning of its name.
 */
export function ownFolder(parent: string, kind: string): string {
  const own = `${kind}${machine}-`;
  for (const name of readdirSync(parent)) {
    const maker = name.startsWith(own) && /^(\d+)-/.exec(name.slice(own.length))?.[1];
    if (maker && !isRunning(Number(maker))) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  return mkdtempSync(path.join(parent, `${own}${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled; it runs.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
