import { howLong, partOf } from '../../report/words.ts';
import { type ExpectedFailure, excuses, judgeExpectations } from '../../verify/expected-failures.ts';
import {
  outcomeOfRequirement,
  type RequirementOutcome,
  type ScenarioOutcome,
} from '../../verify/outcomes.ts';
import type { Requirement } from '../../verify/requirements.ts';
import type { TargetRun } from '../../verify/run.ts';
import { count } from '../../verify/verdict.ts';
import { colours } from '../colours.ts';
import type { CommandIo } from '../io.ts';
import { Blocks } from './blocks.ts';
import { liveLine } from './live-line.ts';
import { counted } from './sums.ts';

const marks = { passed: '✓', failed: '✗', skipped: '-', 'cannot tell': '?', 'partly judged': '◐' } as const;
const tones = {
  passed: 'green',
  failed: 'red',
  skipped: 'dim',
  'cannot tell': 'yellow',
  'partly judged': 'yellow',
} as const;

export interface ProgressOptions {
  readonly requirements: readonly Requirement[];
  /** How many targets there are; one alone needs no heading. */
  readonly targets: number;
  readonly expected: readonly ExpectedFailure[];
  /** As `2026-11-21`. */
  readonly today: string;
  readonly isQuiet: boolean;
  /** In milliseconds, from any moment on. */
  readonly now?: () => number;
}

/** What is told of one target while it is asked. */
interface TargetProgress {
  begins(requirement: string): void;
  scenario(scenario: ScenarioOutcome): void;
  /** @param run what has come of it; undefined where it broke, which is told elsewhere. */
  end(run: TargetRun | undefined): void;
}

/** The progress of a run, over all of its targets. */
export interface Progress {
  /** @param about what it is, for its heading: its URL and version. */
  begin(target: string, about: string): TargetProgress;
  /** A note about a target, as soon as there is one. */
  note(text: string): void;
  /** Takes the live line away. */
  end(): void;
}

/**
 * Tells each requirement in a line as soon as all of its scenarios have run, below a heading for each target and with its
 * sums at the end. Targets that run at the same time are kept apart. On a terminal the last line shows what is running.
 */
export function progress(options: ProgressOptions, io: CommandIo): Progress {
  const silent = { begins() {}, scenario() {}, end() {} };
  const note = (text: string) => void io.stderr.write(`${text}\n`);
  if (options.isQuiet) return { begin: () => silent, note, end() {} };
  const paint = colours(io);
  const line = liveLine(io);
  const blocks = new Blocks(text => line.write(text));
  const running = new Map<string, () => string>();
  // Once the run is interrupted the scenarios that are left only pass by.
  const show = () =>
    line.show(io.interrupted.aborted ? '' : [...running.values()].map(about => about()).join('   '));
  const { requirements, targets, now = () => performance.now() } = options;
  const total = requirements.length;
  const byId = new Map(requirements.map(each => [each.id, each]));

  function begin(target: string, about: string): TargetProgress {
    const block = blocks.begin();
    const seen = new Map<string, ScenarioOutcome[]>();
    const started = now();
    let done = 0;
    let current = '';
    if (targets > 1) block.write(`\n${paint('bold', target)}${about === '' ? '' : `  ${about}`}\n`);
    running.set(target, () => {
      const left = done === 0 ? '' : ` ${timeLeft((now() - started) / done, total - done)}`;
      return `[${done}/${total}] ${targets > 1 ? `${target} ` : ''}${current}${left}`;
    });
    return {
      begins(requirement) {
        current = requirement;
        show();
      },
      scenario(scenario) {
        const requirement = byId.get(scenario.requirement);
        if (!requirement) return;
        const own = [...(seen.get(requirement.id) ?? []), scenario];
        seen.set(requirement.id, own);
        // With a selection by tag some of its scenarios may be left out; those are told in the closing lines only.
        if (own.length < requirement.scenarios) return;
        done++;
        // Once the run is interrupted all the others say the same: one line tells it for all.
        if (io.interrupted.aborted) return;
        const number = String(done).padStart(String(total).length);
        const judged = outcomeOfRequirement(requirement, own);
        const line = requirementLine(judged, { ...options, target }, io);
        block.write(`${paint('dim', `[${number}/${total}]`)} ${line}\n`);
        show();
      },
      end(run) {
        if (io.interrupted.aborted) {
          const judged = [...seen.values()].filter(isJudged).length;
          block.write(
            `${paint('yellow', '!')} ${target}: interrupted after ${judged} of ${total} requirements\n`,
          );
        } else if (run && targets > 1)
          block.write(`requirements  ${counted(count(run.requirements))} · ${howLong(run.duration)}\n`);
        block.end();
        running.delete(target);
        show();
      },
    };
  }
  return { begin, note: text => line.aside(() => note(text)), end: () => line.end() };
}

function isJudged(scenarios: readonly ScenarioOutcome[]): boolean {
  return scenarios.every(({ outcome }) => outcome === 'passed' || outcome === 'failed');
}

function requirementLine(
  judged: RequirementOutcome,
  { expected, target, today }: ProgressOptions & { readonly target: string },
  io: CommandIo,
): string {
  const paint = colours(io);
  const { requirement, outcome, reasons, scenarios } = judged;
  const [expectation] = judgeExpectations(
    expected.filter(each => each.requirement === requirement.id && each.target === target),
    () => outcome,
    today,
  );
  const isExcused = outcome === 'failed' && excuses(expectation);
  const why = isExcused
    ? ` (expected until ${expectation?.expires}: ${expectation?.reason})`
    : outcome === 'skipped' || outcome === 'cannot tell'
      ? ` (${outcome}: ${reasons.join('; ')})`
      : outcome === 'partly judged'
        ? ` (${partOf(judged)}: ${reasons.join('; ')})`
        : caveat(scenarios);
  const mark = paint(isExcused ? 'magenta' : tones[outcome], marks[outcome]);
  return `${mark} ${requirement.id.padEnd(10)} ${requirement.title}${paint('dim', why)}`;
}

/** @param each what one requirement has taken on average, in milliseconds. */
function timeLeft(each: number, requirements: number): string {
  const seconds = Math.ceil((each * requirements) / 1000);
  return seconds < 60 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}

/** What of scenarios that have passed was not judged. */
function caveat(scenarios: readonly ScenarioOutcome[]): string {
  const reasons = scenarios.flatMap(({ outcome, reason }) =>
    outcome === 'passed' && reason !== undefined ? [reason] : [],
  );
  return reasons.length === 0 ? '' : ` (${[...new Set(reasons)].join('; ')})`;
}
