/** `latchkey doctor --target all`: several stores at once, one line each. */
import { LatchkeyError, reason } from '../../../mocks/errors.ts';
import { markdownOf } from '../../doctor/markdown.ts';
import type { Report } from '../../doctor/report.ts';
import { gradeMark, renderTable, type TableRow } from '../../doctor/table.ts';
import { redact } from '../../redact/redact.ts';
import { colours } from '../colours.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';
import { printedJson } from '../print-json.ts';
import { clearLine, rewriteLine } from './terminal.ts';

/** A target that is to be examined. */
export interface AllTarget {
  readonly name: string;
  readonly url: string;
  /** Host and port: those of one host are examined one after the other, since they would share its patience. */
  readonly host: string;
  /** @throws {LatchkeyError} where its entry is wrong: a variable that is not set, a file that is not there. */
  readonly examine: () => Promise<Report>;
}

/** So many hosts at once: each is asked as gently as if it were alone. */
const hostsAtOnce = 8;

interface Format {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Examines them and prints what was found; the exit code is the worst of them, and of what could not be examined. */
export async function examineAll(
  targets: readonly AllTarget[],
  format: Format,
  io: CommandIo,
): Promise<void> {
  const rows = new Map<string, TableRow>();
  const codes: ExitCode[] = [];
  const progress = progressOf(targets.length, io);
  const examineOne = async ({ name, url, examine }: AllTarget): Promise<void> => {
    const start = performance.now();
    try {
      const report = await examine();
      // What was cut short by Ctrl-C says nothing of the store.
      if (io.interrupted.aborted) return;
      rows.set(name, { name, url: report.url, report });
      codes.push(report.exitCode);
    } catch (error) {
      const what = redact(
        error instanceof LatchkeyError ? error.message : `unexpected error: ${reason(error)}`,
      );
      rows.set(name, { name, url, notExamined: what.replaceAll(/\s*[\p{Cc}]+\s*/gu, ' ') });
      codes.push(exitCodeOf(error));
    }
    progress.say(rows.get(name) as TableRow, performance.now() - start);
  };
  const queues = [...Map.groupBy(targets, ({ host }) => host).values()];
  const work = async (): Promise<void> => {
    for (let queue = queues.shift(); queue; queue = queues.shift())
      for (const target of queue) if (!io.interrupted.aborted) await examineOne(target);
  };
  await Promise.all(Array.from({ length: hostsAtOnce }, work));
  progress.end();
  for (const { name, url } of targets)
    if (!rows.has(name)) {
      rows.set(name, { name, url, notExamined: 'it was interrupted' });
      codes.push(exitCodes.broken);
    }
  io.stdout.write(
    printed(
      targets.map(({ name }) => rows.get(name) as TableRow),
      format,
      io,
    ),
  );
  io.finish(Math.max(...codes) as ExitCode);
}

function printed(rows: readonly TableRow[], { json, markdown }: Format, io: CommandIo): string {
  const examined = rows.flatMap(({ name, report }) => (report ? [[name, report] as const] : []));
  const left = rows.flatMap(({ name, notExamined }) =>
    notExamined === undefined ? [] : [[name, notExamined] as const],
  );
  if (json)
    return printedJson('doctor-all', {
      targets: Object.fromEntries(examined),
      notExamined: Object.fromEntries(left),
    });
  if (markdown)
    return [
      ...examined.map(([, report]) => markdownOf(report)),
      ...left.map(([name, what]) => `# ${name}\n\nNot examined: ${what.replaceAll('<', '&lt;')}\n`),
    ].join('\n');
  const { isTTY, columns } = io.stdout;
  return renderTable(rows, { paint: colours(io), ...(isTTY && columns !== undefined && { columns }) });
}

/** On a terminal one line that is written anew; elsewhere, a CI's log, a line for each store that is done. */
function progressOf(
  count: number,
  { stderr }: CommandIo,
): { say(row: TableRow, took: number): void; end(): void } {
  let done = 0;
  const show = (what: string): void => rewriteLine(stderr, `${done} of ${count} examined${what}`);
  if (stderr.isTTY) show('');
  return {
    say(row, took) {
      done += 1;
      if (stderr.isTTY) show(`: ${row.name}`);
      else stderr.write(`[${done}/${count}] ${gradeMark(row)}  ${row.name}  ${(took / 1000).toFixed(1)} s\n`);
    },
    end() {
      if (stderr.isTTY) stderr.write(clearLine);
    },
  };
}
