/** `latchkey doctor --watch`: the lines that are printed while a store is watched, and when they end. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../doctor/report.ts';
import { headline } from '../../doctor/summary.ts';
import { type WatchEvent, watch } from '../../doctor/watch.ts';
import type { Paint } from '../../paint.ts';
import { colours } from '../colours.ts';
import type { CommandIo } from '../io.ts';

interface WatchFlags {
  readonly untilHealthy?: boolean;
  /** In seconds: of one answer, or of the whole wait with `--until-healthy`. */
  readonly timeout?: number;
}

/** Where no time was given, in seconds. */
const usual = { answer: 10, untilHealthy: 300 };

/** How long one answer is waited for, in seconds. */
export function answerTimeoutOf({ timeout, untilHealthy }: WatchFlags): number {
  if (untilHealthy) return Math.min(timeout ?? usual.untilHealthy, usual.answer);
  return timeout ?? usual.answer;
}

/** Where nobody sees a line that is written anew, a CI's log: how often it is told that the store is still watched. */
const heartbeat = 60_000;

/**
 * Watches a store after its first diagnosis.
 * @param look Asks what these faults rest on; all there is without any.
 * @returns The last diagnosis of all of it.
 */
export async function watchStore(
  first: Report,
  look: (faults?: readonly string[]) => Promise<Report>,
  flags: WatchFlags,
  io: CommandIo,
): Promise<Report> {
  const isUntilHealthy = flags.untilHealthy === true;
  if (isUntilHealthy && first.healthy) return first;
  const patience = isUntilHealthy ? (flags.timeout ?? usual.untilHealthy) * 1000 : undefined;
  const lines = new Lines(io);
  io.stdout.write(
    `Watching ${first.url}: the store is asked again until ${endOf(isUntilHealthy, patience)}.\n`,
  );
  const readers = goneReaders(io);
  const interrupted = AbortSignal.any([io.interrupted, readers.signal]);
  const wait = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds; left > 0 && !interrupted.aborted; left -= 1000) {
      await delay(Math.min(left, 1000), undefined, { signal: interrupted }).catch(() => undefined);
      lines.refresh();
    }
  };
  const report = await watch({
    first,
    look,
    wait,
    now: Date.now,
    ...(patience !== undefined && { deadline: Date.now() + patience }),
    isUntilHealthy,
    interrupted,
    say: event => {
      for (const line of linesOf(event)) lines.say(line);
    },
  });
  if (isUntilHealthy && !report.healthy && !interrupted.aborted && patience !== undefined)
    lines.say({
      text: `not healthy after ${Math.round(patience / 1000)} s. ${headline(report)}`,
      isGood: false,
    });
  lines.end();
  readers.end();
  return report;
}

/** Aborts when nobody reads any more: `latchkey doctor URL --watch | head`. */
function goneReaders({ stdout }: CommandIo): { readonly signal: AbortSignal; end(): void } {
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  if (!stdout.writable) abort();
  stdout.on('error', abort);
  return {
    signal: gone.signal,
    end() {
      stdout.off('error', abort);
    },
  };
}

/** What is told, line by line; on a terminal the newest says how long ago it was, and is written anew. */
class Lines {
  readonly #io: CommandIo;
  readonly #paint: Paint;
  #open: { readonly line: Line; readonly at: number } | undefined;
  #spoke = Date.now();

  constructor(io: CommandIo) {
    this.#io = io;
    this.#paint = colours(io);
  }

  say(line: Line): void {
    this.end();
    const at = Date.now() - (line.after ?? 0);
    this.#spoke = Date.now();
    const { stdout } = this.#io;
    // A line that the terminal breaks in two cannot be written anew.
    if (stdout.isTTY && line.after !== undefined && textOf(line, at).length < (stdout.columns ?? 80)) {
      this.#open = { line, at };
      this.refresh();
    } else stdout.write(`${this.#painted(line, at)}\n`);
  }

  refresh(): void {
    const { stdout } = this.#io;
    if (this.#open && stdout.isTTY) stdout.write(`\r\x1b[K${this.#painted(this.#open.line, this.#open.at)}`);
    if (stdout.isTTY || Date.now() - this.#spoke < heartbeat) return;
    this.#spoke = Date.now();
    stdout.write('… still watching\n');
  }

  end(): void {
    if (this.#open) this.#io.stdout.write('\n');
    this.#open = undefined;
  }

  #painted(line: Line, at: number): string {
    return (
      this.#paint(line.isGood ? 'green' : 'red', textOf(line, at).slice(0, 1)) + textOf(line, at).slice(1)
    );
  }
}

function textOf({ text, isGood, after }: Line, at: number): string {
  const ago = after === undefined ? '' : ` · ${Math.round((Date.now() - at) / 1000)} s ago`;
  return `${isGood ? '✓' : '✗'} ${text}${ago}`;
}

function endOf(isUntilHealthy: boolean, patience: number | undefined): string {
  const time = patience === undefined ? '' : `, ${Math.round(patience / 1000)} s at most`;
  return isUntilHealthy ? `it is healthy${time}` : `Ctrl-C${time}`;
}

interface Line {
  readonly text: string;
  readonly isGood: boolean;
  /** Milliseconds since it became so, at most; undefined where that is not told. */
  readonly after?: number;
}

function linesOf(event: WatchEvent): Line[] {
  switch (event.kind) {
    case 'healed': {
      const works = event.works.length > 0 ? event.works.map(bare) : [`no longer: ${event.finding.title}`];
      return works.map(text => ({ text, isGood: true, after: event.after }));
    }
    case 'appeared': {
      const behind = event.behind.map(({ title }) => title).join('; ');
      return [
        {
          text: `now: ${event.finding.title} (${event.finding.id})${behind === '' ? '' : `; what was seen before is hidden behind it: ${behind}`}`,
          isGood: false,
          after: 0,
        },
      ];
    }
    case 'changed':
      return [
        {
          text: `still: ${event.finding.title}; ${event.asked} is now answered ${event.now}, before ${event.before}`,
          isGood: false,
          after: 0,
        },
      ];
    case 'unreached':
      return [{ text: `the store answers no more: ${reasonOf(event.report)}`, isGood: false, after: 0 }];
    case 'reached':
      return [{ text: 'the store answers again', isGood: true, after: 0 }];
    case 'healthy':
      return [{ text: bare(headline(event.report)), isGood: true, after: 0 }];
  }
}

function reasonOf({ findings, probes }: Report): string {
  return findings[0]?.title ?? probes[0]?.answer ?? '';
}

function bare(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
