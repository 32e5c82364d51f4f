import type { Outcome } from '../../../../schemas/types/summary.ts';
import type { ShownAnswer, ShownRequest } from '../../../page-parts/shown.ts';
import type { PageData } from '../data.ts';
import type { PackedExchange, PackedScenario } from '../packed.ts';

/** A scenario as the sheet shows it: `packDetails` has packed it. */
export interface SheetScenario {
  readonly name: string;
  /** `file.feature:12`, or ''. */
  readonly place: string;
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly duration: number;
  readonly steps: readonly SheetStep[];
  readonly exchangeCount: number;
  readonly exchanges: readonly SheetExchange[];
  readonly findings: readonly (readonly [where: string, what: string])[];
}

interface SheetStep {
  readonly keyword: string;
  readonly text: string;
  readonly status: Outcome;
  readonly duration: number;
  readonly message: string | undefined;
}

export interface SheetExchange {
  readonly request: ShownRequest;
  readonly answer: ShownAnswer | undefined;
  readonly failure: string | undefined;
  readonly duration: number;
  readonly notes: readonly (readonly [name: string, note: string])[];
}

export function unpackedScenario(data: PageData, packed: PackedScenario): SheetScenario {
  const [name, file, line, outcome, reason, duration, steps, exchangeCount, exchanges, findings] = packed;
  const text = textOf(data);
  const place = text(file) ?? '';
  return {
    name: text(name) ?? '',
    place: place === '' ? '' : `${place}:${line}`,
    outcome: data.outcomes[outcome] as Outcome,
    reason: text(reason),
    duration,
    steps: stepsOf(data, steps),
    exchangeCount,
    exchanges: exchanges.map(each => unpackedExchange(data, each)),
    findings: pairs(data, findings),
  };
}

function unpackedExchange(data: PageData, packed: PackedExchange): SheetExchange {
  const [method, url, headers, body, status, answerHeaders, answerBody, duration, failure, notes] = packed;
  const text = textOf(data);
  const fields = (number: number) => pairs(data, data.headers[number] ?? []);
  return {
    request: {
      method: text(method) ?? '',
      url: text(url) ?? '',
      headers: fields(headers),
      body: text(body) ?? '',
    },
    answer: status > 0 ? { status, headers: fields(answerHeaders), body: text(answerBody) ?? '' } : undefined,
    failure: text(failure),
    duration,
    notes: pairs(data, notes),
  };
}

function stepsOf(data: PageData, packed: readonly number[]): SheetStep[] {
  const text = textOf(data);
  const steps: SheetStep[] = [];
  for (let i = 0; i < packed.length; i += 5)
    steps.push({
      keyword: text(packed[i]) ?? '',
      text: text(packed[i + 1]) ?? '',
      status: data.stepStatuses[packed[i + 2] as number] ?? 'skipped',
      duration: packed[i + 3] as number,
      message: text(packed[i + 4]),
    });
  return steps;
}

/** -1 is none. */
function textOf({ strings }: PageData): (number: number | undefined) => string | undefined {
  return number => strings[number ?? -1];
}

function pairs(data: PageData, numbers: readonly number[]): (readonly [string, string])[] {
  const text = textOf(data);
  const found: (readonly [string, string])[] = [];
  for (let i = 0; i < numbers.length; i += 2)
    found.push([text(numbers[i]) ?? '', text(numbers[i + 1]) ?? '']);
  return found;
}
