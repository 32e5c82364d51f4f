import {
  closeSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { LatchkeyError, reason, UsageError } from '../../mocks/errors.ts';
import type { Summary } from '../../schemas/types/summary.ts';
import { isFleet, pageFiles, pagesFolder } from './fleet.ts';
import { harText } from './har.ts';
import { junitXml } from './junit.ts';
import { markdownSummary } from './markdown.ts';
import type { ReportModel } from './model.ts';
import { fleetPage } from './page/fleet.ts';
import { reportPage } from './page/page.ts';
import { singleStores } from './single-stores.ts';
import { summarize } from './summary.ts';
import { summaryText } from './summary-file.ts';

const reportFiles = [
  'summary.json',
  'index.html',
  'junit.xml',
  'summary.md',
  'messages.ndjson',
  'exchanges.har',
];

/**
 * Makes the folder for reports, before a run: what cannot be written is told at once. Older reports go, so that
 * nobody takes them for those of a run that broke.
 *
 * @throws {UsageError} when another run that is under way writes there.
 * @throws {LatchkeyError} (LATCHKEY_WRITE)
 */
export function prepareReports(folder: string): void {
  try {
    makeFolder(folder);
    occupy(folder);
    for (const name of reportFiles) rmSync(path.join(folder, name), { force: true });
    for (const name of globSync(`${pagesFolder}/*.html`, { cwd: folder })) rmSync(path.join(folder, name));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new LatchkeyError(
      'LATCHKEY_WRITE',
      { where: folder, what: `reports cannot be written there (${reason(cause)})` },
      {
        cause,
        advice: 'Name another folder with --reports.',
      },
    );
  }
}

/** Says in the folder which process writes there; it goes with the process. */
const occupant = '.latchkey-run';
/** Where this process has said so. */
const occupied = new Set<string>();

/**
 * Two runs in one folder would leave the reports of one, and nobody would know of which.
 *
 * @throws {UsageError} when another process that is still there writes its reports there.
 */
function occupy(folder: string): void {
  const file = path.join(folder, occupant);
  const other = Number(readFileSync(file, { encoding: 'utf8', flag: 'a+' }));
  if (other > 0 && other !== process.pid && isRunning(other))
    throw new UsageError(
      {
        where: folder,
        what: `another run (process ${other}) writes its reports there`,
        expected: 'a folder of its own',
      },
      { advice: 'Name another folder with --reports.' },
    );
  writeFileSync(file, String(process.pid));
  if (occupied.size === 0)
    process.once('exit', () => {
      for (const each of occupied) rmSync(each, { force: true });
    });
  occupied.add(file);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Step by step: Node's recursive mkdir never ends where a file system takes no folders (`/proc`). */
function makeFolder(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  if (there) throw new Error(`${folder} is no folder`);
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may just have made it.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/**
 * Writes the reports of a model. Everything in it is masked already, so that no report can show a secret.
 *
 * @returns the summary that was written.
 * @throws {LatchkeyError} (LATCHKEY_WRITE)
 */
export function writeReports(folder: string, model: ReportModel): Summary {
  const summary = summarize(model);
  const file = (name: string) => path.join(folder, name);
  if (isFleet(model)) writePages(folder, model, summary);
  else writeWhole(file('index.html'), [reportPage(model, summary)]);
  writeWhole(file('junit.xml'), junitXml(model, summary));
  if (model.messages) writeWhole(file('messages.ndjson'), lines(model.messages));
  else rmSync(file('messages.ndjson'), { force: true });
  writeWhole(file('exchanges.har'), harText(model));
  writeWhole(file('summary.md'), [markdownSummary(summary)]);
  // The last one: where it is, the others are.
  writeWhole(file('summary.json'), summaryText(summary));
  return summary;
}

/** A page of all stores, and one for each. */
function writePages(folder: string, model: ReportModel, summary: Summary): void {
  const files = pageFiles(model.targets);
  makeFolder(path.join(folder, pagesFolder));
  for (const { own, name } of singleStores(model, summary)) {
    const page = reportPage(own, summarize(own), '../index.html');
    writeWhole(path.join(folder, pagesFolder, files.get(name) as string), [page]);
  }
  writeWhole(path.join(folder, 'index.html'), [fleetPage(model, summary, files)]);
}

function* lines(messages: Iterable<unknown>): Generator<string> {
  for (const message of messages) yield `${JSON.stringify(message)}\n`;
}

/** A file is there whole or not at all. */
function writeWhole(file: string, content: Iterable<string>): void {
  // Two runs may write into one folder: each has a part of its own, and what is renamed is whole.
  const part = `${file}.${process.pid}.part`;
  try {
    const open = openSync(part, 'w');
    try {
      let buffered = '';
      for (const piece of content) {
        buffered += piece;
        if (buffered.length < 1_000_000) continue;
        writeFileSync(open, buffered);
        buffered = '';
      }
      writeFileSync(open, buffered);
    } finally {
      closeSync(open);
    }
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new LatchkeyError(
      'LATCHKEY_WRITE',
      { where: file, what: `the report cannot be written (${reason(cause)})` },
      {
        cause,
      },
    );
  }
}
