import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../../mocks/errors.ts';
import type { CommandIo } from '../io.ts';

/** What opens a file in the program that the system has for it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * Opens the page of a report in the browser of the system; where there is none, as over SSH, its address is printed.
 *
 * @throws {UsageError} where the folder has no report.
 */
export async function openReport(folder: string, io: CommandIo): Promise<void> {
  const page = path.resolve(io.cwd, folder, 'index.html');
  if (!existsSync(page))
    throw new UsageError({
      where: folder,
      what: 'there is no report (no index.html)',
      expected: 'a folder that a run has left',
    });
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const isOpened = await new Promise<boolean>(resolve => {
    const child = spawn(command, [...args, page], { env: io.env, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('close', code => resolve(code === 0));
  });
  io.stdout.write(`${isOpened ? 'opened' : 'no browser was found; open'} ${page}\n`);
}
