import type { HeaderFields } from '../../client/http/exchange.ts';
import type { RedactedExchange } from '../../redact/redact.ts';
import { type Outcome, outcomes, type StepOutcome, stepStatuses } from '../../verify/outcomes.ts';
import type { ReportModel, ReportScenario } from '../model.ts';
import type { Details, PackedExchange, PackedScenario } from './packed.ts';

/** How much of a body the page shows, in characters. */
const longestBody = { failed: 8_000, other: 2_000 };

const interest: Readonly<Record<Outcome, number>> = { failed: 0, 'cannot tell': 1, passed: 2, skipped: 3 };

/**
 * Packs the scenarios into about `budget` characters. Where they do not all fit, steps and exchanges of those
 * go first that are of the least interest; that they were there is still told.
 */
export function packDetails(model: ReportModel, budget: number): Details {
  const table = new Table();
  const rows = new Map(model.requirements.map(({ id }, index) => [id, index]));
  const columns = new Map(model.targets.map(({ name }, index) => [name, index]));
  const packed = new Map<ReportScenario, PackedScenario>();
  const byInterest = [...model.scenarios].sort(
    (one, other) => interest[one.outcome] - interest[other.outcome],
  );
  let left = budget;
  // That a scenario was there and how it ended is never left out; what failed in it neither.
  for (const scenario of byInterest) {
    const bare = packScenario(scenario, table, isUnhappy(scenario) ? scenario.steps : [], []);
    packed.set(scenario, bare);
    left -= JSON.stringify(bare).length + table.takeGrowth();
  }
  for (const scenario of byInterest) {
    const size = scenario.exchanges.reduce((sum, each) => sum + roughSize(each), 0);
    // Most of the texts of a passed scenario are in the table already.
    if (left - (scenario.outcome === 'failed' ? size : size / 8) < 0) continue;
    const exchanges = scenario.exchanges.map(each => packExchange(each, table, scenario.outcome));
    const whole = packScenario(scenario, table, scenario.steps, exchanges);
    left -= JSON.stringify(whole).length + table.takeGrowth();
    if (left < 0) break;
    packed.set(scenario, whole);
  }
  const cells: Record<string, PackedScenario[]> = {};
  for (const scenario of model.scenarios) {
    const key = `${rows.get(scenario.requirement)}:${columns.get(scenario.target)}`;
    cells[key] ??= [];
    cells[key].push(packed.get(scenario) as PackedScenario);
  }
  return { strings: table.strings, headers: table.headers, cells };
}

function packScenario(
  scenario: ReportScenario,
  table: Table,
  steps: readonly StepOutcome[],
  exchanges: readonly PackedExchange[],
): PackedScenario {
  return [
    table.string(scenario.name),
    table.string(scenario.file),
    scenario.line,
    outcomes.indexOf(scenario.outcome),
    table.string(scenario.reason),
    round(scenario.duration),
    steps.flatMap(step => [
      table.string(step.keyword),
      table.string(step.text),
      stepStatuses.indexOf(step.status),
      round(step.duration),
      table.string(step.message),
    ]),
    scenario.exchangeCount ?? scenario.exchanges.length,
    exchanges,
    (scenario.findings ?? []).flatMap(({ where, what }) => [table.string(where), table.string(what)]),
  ];
}

function isUnhappy({ outcome }: ReportScenario): boolean {
  return outcome === 'failed' || outcome === 'cannot tell';
}

function packExchange(exchange: RedactedExchange, table: Table, outcome: Outcome): PackedExchange {
  const { request, answer, failure, notes } = exchange;
  const longest = outcome === 'failed' ? longestBody.failed : longestBody.other;
  return [
    table.string(request.method),
    table.string(request.url),
    table.block(request.headers),
    table.string(cut(request.body, longest)),
    answer?.status ?? 0,
    table.block(answer?.headers ?? []),
    table.string(cut(answer?.body ?? '', longest)),
    round(exchange.duration),
    table.string(failure && `${failure.message} (${failure.code})`),
    Object.entries(notes).flatMap(([name, note]) => [table.string(name), table.string(note)]),
  ];
}

/** Every text once. */
class Table {
  readonly strings: string[] = [];
  readonly headers: number[][] = [];
  readonly #strings = new Map<string, number>();
  readonly #headers = new Map<string, number>();
  #growth = 0;

  string(text: string | undefined): number {
    if (text === undefined) return -1;
    const found = this.#strings.get(text);
    if (found !== undefined) return found;
    this.#growth += JSON.stringify(text).length + 1;
    this.#strings.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }

  block(fields: HeaderFields): number {
    const numbers = fields.flatMap(([name, value]) => [this.string(name), this.string(value)]);
    const key = numbers.join();
    const found = this.#headers.get(key);
    if (found !== undefined) return found;
    this.#growth += key.length + 3;
    this.#headers.set(key, this.headers.length);
    return this.headers.push(numbers) - 1;
  }

  /** By how many characters it has grown since it was last asked. */
  takeGrowth(): number {
    const growth = this.#growth;
    this.#growth = 0;
    return growth;
  }
}

function roughSize({ request, answer, notes }: RedactedExchange): number {
  return (
    request.url.length +
    request.body.length +
    (answer?.body.length ?? 0) +
    (answer?.headers.length ?? 0) * 40 +
    Object.values(notes).reduce((sum, note) => sum + note.length, 200)
  );
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
