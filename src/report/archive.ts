import { linesOf } from '../files/lines.ts';
import type { RedactedExchange } from '../redact/redact.ts';
import { type ExchangeEntry, endOfArchive, type ScenarioPage } from './har.ts';
import type { ReportScenario } from './model.ts';

/** What a scenario has in the archive. */
export type ArchivedScenario = Pick<ReportScenario, 'steps' | 'exchanges'>;

/**
 * Reads steps and exchanges from an archive that `harText` has written. It goes line by line and looks into those
 * alone that are asked for: the archive of a job with many stores does not fit into memory.
 *
 * @param isWanted whether a scenario with that outcome is asked for.
 * @returns what there is, by `archiveKey`.
 * @throws {Error} where the file cannot be read, or is no whole archive of a report.
 */
export function readArchive(
  file: string,
  isWanted: (scenario: { readonly outcome: string }) => boolean,
): ReadonlyMap<string, ArchivedScenario> {
  const found = new Map<string, ArchivedScenario>();
  const exchanges = new Map<string, RedactedExchange[]>();
  let last = '';
  for (const line of linesOf(file)) {
    last = line.subarray(0, 200).toString();
    const pageref = /^\{"pageref":"([^"]+)"/.exec(last)?.[1];
    if (pageref !== undefined) {
      const own = exchanges.get(pageref);
      if (own) own.push(exchangeOf(parsed<ExchangeEntry>(line)));
    } else if (last.startsWith('{"id":"scenario-')) {
      const page = parsed<ScenarioPage>(line);
      if (!isWanted({ outcome: page._outcome })) continue;
      const own: RedactedExchange[] = [];
      exchanges.set(page.id, own);
      found.set(keyOfPage(page), { steps: page._steps, exchanges: own });
    }
  }
  if (last !== endOfArchive) throw new Error('it ends too early, or no report has written it');
  return found;
}

/** A line of the archive, which a comma ends unless it is the last of its list. */
function parsed<T>(line: Buffer): T {
  return JSON.parse(line.toString().replace(/,$/, '')) as T;
}

function keyOfPage(page: ScenarioPage): string {
  return archiveKey({
    target: page._target,
    requirement: page._requirement,
    name: page._name,
    file: page._file,
    line: page._line,
  });
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
