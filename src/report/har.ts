import type { Entry, Page } from 'har-format';
import { redactedEntry } from '../client/http/har.ts';
import type { RedactedExchange } from '../redact/redact.ts';
import type { StepOutcome } from '../verify/outcomes.ts';
import type { ReportModel } from './model.ts';

/** A scenario as a page of the archive; what HAR has no field for carries an underscore, as the format asks. */
export interface ScenarioPage extends Page {
  readonly _target: string;
  readonly _requirement: string;
  readonly _name: string;
  readonly _file: string;
  readonly _line: number;
  readonly _outcome: string;
  readonly _steps: readonly StepOutcome[];
}

/** An exchange as an entry; notes and failure beside HAR's own fields, so that a merge can read them again. */
export interface ExchangeEntry extends Entry {
  readonly _notes?: Readonly<Record<string, string>>;
  readonly _failure?: { readonly code: string; readonly message: string };
}

/**
 * All exchanges of a run as an HTTP Archive 1.2: a page for each scenario, and one for what a target was sent besides.
 * It comes piece by piece, a page or an exchange a line: that of many stores is more than one string can hold, and
 * `readArchive` looks for lines.
 */
export function* harText(model: ReportModel): Generator<string> {
  const head = { version: '1.2', creator: { name: 'latchkey', version: model.latchkey } };
  yield `{"log":${JSON.stringify(head).slice(0, -1)},"pages":[`;
  yield* listed(pagesOf(model));
  yield '\n],"entries":[';
  yield* listed(entriesOf(model));
  yield `\n${endOfArchive}\n`;
}

function* listed(values: Iterable<object>): Generator<string> {
  let separator = '';
  for (const value of values) {
    yield `${separator}\n${JSON.stringify(value)}`;
    separator = ',';
  }
}

function* pagesOf(model: ReportModel): Generator<Page> {
  const started = new Map(model.targets.map(({ name, startedAt }) => [name, startedAt]));
  for (const [index, scenario] of model.scenarios.entries()) {
    const { target, requirement, file, line, outcome, steps, exchanges } = scenario;
    // Of a fleet only what needs a look has any: a page for each of the others would be most of the archive.
    if (steps.length === 0 && exchanges.length === 0) continue;
    const page: ScenarioPage = {
      id: `scenario-${index + 1}`,
      title: `${requirement} ${scenario.name} (${target})`,
      startedDateTime: new Date(exchanges[0]?.startedAt ?? started.get(target) ?? 0).toISOString(),
      pageTimings: {},
      _target: target,
      _requirement: requirement,
      _name: scenario.name,
      _file: file,
      _line: line,
      _outcome: outcome,
      _steps: steps,
    };
    yield page;
  }
  for (const [index, { name, startedAt, otherExchanges = [] }] of model.targets.entries())
    if (otherExchanges.length > 0)
      yield {
        id: `target-${index + 1}`,
        title: `${name}: before and beside the scenarios`,
        startedDateTime: new Date(otherExchanges[0]?.startedAt ?? startedAt).toISOString(),
        pageTimings: {},
      };
}

function* entriesOf(model: ReportModel): Generator<ExchangeEntry> {
  for (const [index, { exchanges }] of model.scenarios.entries())
    for (const exchange of exchanges) yield entryOf(exchange, `scenario-${index + 1}`);
  for (const [index, { otherExchanges = [] }] of model.targets.entries())
    for (const exchange of otherExchanges) yield entryOf(exchange, `target-${index + 1}`);
}

function entryOf(exchange: RedactedExchange, pageref: string): ExchangeEntry {
  const { notes, failure } = exchange;
  return {
    pageref,
    ...redactedEntry(exchange),
    ...(Object.keys(notes).length > 0 && { _notes: notes }),
    ...(failure && { _failure: failure }),
  };
}

/** The last line: where it is, the archive is whole. */
export const endOfArchive = ']}}';
