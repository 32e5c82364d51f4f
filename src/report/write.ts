import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { LatchkeyError, reason } from '../errors.ts';
import type { Summary } from '../schemas/summary.generated.ts';
import { htmlReportStream } from '../verify/cucumber-parts.ts';
import type { TargetRun } from '../verify/run.ts';
import { junitXml } from './junit.ts';

/**
 * Makes the folder for reports, before a run: what cannot be written is told at once.
 *
 * @throws {LatchkeyError} (LATCHKEY_WRITE)
 */
export function prepareReports(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = path.join(folder, `.latchkey-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    throw new LatchkeyError(
      'LATCHKEY_WRITE',
      `${folder}: reports cannot be written there (${reason(cause)})`,
      {
        cause,
        advice: 'Name another folder with --reports.',
      },
    );
  }
}

/**
 * Writes the reports of a run. Only masked messages come here, so that no report can show a secret.
 *
 * @returns the files' names.
 * @throws {LatchkeyError} (LATCHKEY_WRITE)
 */
export async function writeReports(
  folder: string,
  runs: readonly TargetRun[],
  summary: Summary,
): Promise<readonly string[]> {
  const files = {
    'index.html': await html(runs),
    'junit.xml': junitXml(runs),
    'messages.ndjson': runs
      .flatMap(run => run.messages.map(message => `${JSON.stringify(message)}\n`))
      .join(''),
    'summary.json': `${JSON.stringify(summary, null, 2)}\n`,
  };
  for (const [name, content] of Object.entries(files)) writeWhole(path.join(folder, name), content);
  return Object.keys(files);
}

async function html(runs: readonly TargetRun[]): Promise<string> {
  const stream = await htmlReportStream();
  const page = text(stream);
  for (const message of runs.flatMap(run => run.messages)) stream.write(message);
  stream.end();
  return page;
}

/** A file is there whole or not at all. */
function writeWhole(file: string, content: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, content);
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new LatchkeyError('LATCHKEY_WRITE', `${file}: the report cannot be written (${reason(cause)})`, {
      cause,
    });
  }
}
