import type { Entry, Har, Page } from 'har-format';
import { redactedEntry } from '../client/http/har.ts';
import type { RedactedExchange } from '../redact/redact.ts';
import type { StepOutcome } from '../verify/outcomes.ts';
import type { ReportModel, ReportScenario } from './model.ts';

/** A scenario as a page of the archive; what HAR has no field for carries an underscore, as the format asks. */
interface ScenarioPage extends Page {
  readonly _target: string;
  readonly _requirement: string;
  readonly _name: string;
  readonly _file: string;
  readonly _line: number;
  readonly _outcome: string;
  readonly _steps: readonly StepOutcome[];
}

/** An exchange as an entry; notes and failure beside HAR's own fields, so that a merge can read them again. */
interface ExchangeEntry extends Entry {
  readonly _notes?: Readonly<Record<string, string>>;
  readonly _failure?: { readonly code: string; readonly message: string };
}

/** All exchanges of a run as an HTTP Archive 1.2: a page for each scenario, and one for what a target was sent besides. */
export function reportHar(model: ReportModel): Har {
  const pages: Page[] = [];
  const entries: ExchangeEntry[] = [];
  const started = new Map(model.targets.map(({ name, startedAt }) => [name, startedAt]));
  for (const [index, scenario] of model.scenarios.entries()) {
    const id = `scenario-${index + 1}`;
    const { target, requirement, file, line, outcome, steps, exchanges } = scenario;
    const page: ScenarioPage = {
      id,
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
    pages.push(page);
    entries.push(...exchanges.map(exchange => entryOf(exchange, id)));
  }
  for (const [index, { name, startedAt, otherExchanges = [] }] of model.targets.entries()) {
    if (otherExchanges.length === 0) continue;
    const id = `target-${index + 1}`;
    pages.push({
      id,
      title: `${name}: before and beside the scenarios`,
      startedDateTime: new Date(otherExchanges[0]?.startedAt ?? startedAt).toISOString(),
      pageTimings: {},
    });
    entries.push(...otherExchanges.map(exchange => entryOf(exchange, id)));
  }
  return {
    log: { version: '1.2', creator: { name: 'latchkey', version: model.latchkey }, pages, entries },
  };
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

/** What a scenario has in the archive. */
export type ArchivedScenario = Pick<ReportScenario, 'steps' | 'exchanges'>;

/** Reads an archive that `reportHar` has made: steps and exchanges by `archiveKey`. */
export function readReportHar(har: Har): ReadonlyMap<string, ArchivedScenario> {
  const exchanges = Map.groupBy(har.log.entries as readonly ExchangeEntry[], ({ pageref }) => pageref);
  return new Map(
    ((har.log.pages ?? []) as unknown as readonly ScenarioPage[]).map(page => [
      archiveKey({
        target: page._target,
        requirement: page._requirement,
        name: page._name,
        file: page._file,
        line: page._line,
      }),
      { steps: page._steps, exchanges: (exchanges.get(page.id) ?? []).map(exchangeOf) },
    ]),
  );
}

/** What tells scenarios apart. */
export function archiveKey({
  target,
  requirement,
  name,
  file,
  line,
}: Pick<ReportScenario, 'target' | 'requirement' | 'name' | 'file' | 'line'>): string {
  return JSON.stringify([target, requirement, name, file, line]);
}

function exchangeOf({
  request,
  response,
  startedDateTime,
  time,
  _notes,
  _failure,
}: ExchangeEntry): RedactedExchange {
  const headers = (fields: readonly { readonly name: string; readonly value: string }[]) =>
    fields.map(({ name, value }) => [name, value] as const);
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: headers(request.headers),
      body: request.postData?.text ?? '',
    },
    ...(response.status !== 0 && {
      answer: {
        status: response.status,
        headers: headers(response.headers),
        body: response.content.text ?? '',
      },
    }),
    ...(_failure && { failure: _failure }),
    startedAt: Date.parse(startedDateTime),
    duration: time,
    notes: _notes ?? {},
  };
}
