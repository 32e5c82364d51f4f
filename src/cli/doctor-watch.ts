/** `latchkey doctor --watch`: the lines that are told while a store is watched, and when they end. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../doctor/report.ts';
import { type WatchEvent, watch } from '../doctor/watch.ts';
import { colours } from './colours.ts';
import type { CommandIo } from './io.ts';

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
  const patience = isUntilHealthy ? (flags.timeout ?? usual.untilHealthy) * 1000 : undefined;
  const paint = colours(io);
  let last: { readonly text: string; readonly at: number } | undefined;
  // On a terminal the newest line says how long ago it was, and is written anew.
  const refresh = (): void => {
    if (!io.stdout.isTTY || last === undefined) return;
    io.stdout.write(`\r\x1b[K${last.text} · ${Math.round((Date.now() - last.at) / 1000)} s ago`);
  };
  const say = (event: WatchEvent): void => {
    for (const line of linesOf(event)) {
      if (io.stdout.isTTY && last !== undefined) {
        refresh();
        io.stdout.write('\n');
      }
      const text = `${paint(line.isGood ? 'green' : 'red', line.isGood ? '✓' : '✗')} ${line.text}`;
      const at = Date.now() - line.after;
      last = { text, at };
      if (io.stdout.isTTY) refresh();
      else io.stdout.write(`${text} · ${Math.round(line.after / 1000)} s ago\n`);
    }
  };
  io.stdout.write(
    `Watching ${first.url}: the store is asked again until ${endOf(isUntilHealthy, patience)}.\n`,
  );
  const wait = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds; left > 0 && !io.interrupted.aborted; left -= 1000) {
      await delay(Math.min(left, 1000), undefined, { signal: io.interrupted }).catch(() => undefined);
      refresh();
    }
  };
  const report = await watch({
    first,
    look,
    wait,
    now: Date.now,
    ...(patience !== undefined && { deadline: Date.now() + patience }),
    isUntilHealthy,
    interrupted: io.interrupted,
    say,
  });
  if (io.stdout.isTTY && last !== undefined) io.stdout.write('\n');
  return report;
}

function endOf(isUntilHealthy: boolean, patience: number | undefined): string {
  const time = patience === undefined ? '' : `, ${Math.round(patience / 1000)} s at most`;
  return isUntilHealthy ? `it is healthy${time}` : `Ctrl-C${time}`;
}

interface Line {
  readonly text: string;
  readonly isGood: boolean;
  /** Milliseconds since it became so, at most. */
  readonly after: number;
}

function linesOf(event: WatchEvent): Line[] {
  switch (event.kind) {
    case 'healed': {
      const told = event.works.length > 0 ? event.works.map(bare) : [`no longer: ${event.finding.title}`];
      return told.map(text => ({ text, isGood: true, after: event.after }));
    }
    case 'appeared':
      return [{ text: `now: ${event.finding.title} (${event.finding.id})`, isGood: false, after: 0 }];
    case 'changed':
      return [
        {
          text: `still: ${event.finding.title}; ${event.asked} is now answered ${event.now}, before ${event.before}`,
          isGood: false,
          after: 0,
        },
      ];
    case 'healthy':
      return [{ text: 'healthy', isGood: true, after: 0 }];
  }
}

function bare(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
