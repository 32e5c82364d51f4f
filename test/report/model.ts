import type { RedactedExchange } from '../../src/redact/redact.ts';
import type { ReportModel, ReportRequirement, ReportScenario, ReportTarget } from '../../src/report/model.ts';
import type { Outcome } from '../../src/verify/outcomes.ts';

/** When every report of these tests was made. */
export const startedAt = Date.UTC(2026, 10, 21, 12);

export function target(name: string, changes: Partial<ReportTarget> = {}): ReportTarget {
  return { name, kind: 'live', startedAt, duration: 1_000, ...changes };
}

export function requirement(id: string, changes: Partial<ReportRequirement> = {}): ReportRequirement {
  return {
    id,
    level: 'MUST',
    title: `What ${id} asks for`,
    source: 'RFC 5849 section 3.4',
    feature: id.replace(/-.*/, ''),
    ...changes,
  };
}

export function exchange(changes: Partial<RedactedExchange['request']> = {}): RedactedExchange {
  return {
    request: {
      method: 'GET',
      url: 'https://shop.test/wp-json/wc/v3/orders?per_page=1',
      headers: [['Authorization', 'Basic ***']],
      body: '',
      ...changes,
    },
    answer: {
      status: 401,
      headers: [['Content-Type', 'application/json']],
      body: '{"code":"woocommerce_rest_cannot_view"}',
    },
    startedAt,
    duration: 1.5,
    notes: { 'signature base string': 'GET&https%3A%2F%2Fshop.test' },
  };
}

export function scenario(
  of: readonly [requirement: string, target: string],
  outcome: Outcome,
  changes: Partial<ReportScenario> = {},
): ReportScenario {
  const [id, name] = of;
  const line = 10 * Number(/\d+$/.exec(id)?.[0] ?? 1);
  return {
    requirement: id,
    target: name,
    name: `A scenario of ${id}`,
    file: `features/${id.replace(/-.*/, '').toLowerCase()}.feature`,
    line,
    outcome,
    ...(outcome !== 'passed' && { reason: `why it is ${outcome}` }),
    duration: 12,
    steps: [
      { keyword: 'Given', text: 'a key', status: 'passed', duration: 0.1 },
      {
        keyword: 'Then',
        text: 'the store answers',
        status: outcome === 'failed' ? 'failed' : outcome === 'passed' ? 'passed' : 'skipped',
        duration: 1,
        ...(outcome === 'failed' && { message: 'The store answered 401' }),
      },
    ],
    exchanges: outcome === 'skipped' ? [] : [exchange()],
    ...changes,
  };
}

/** Every requirement of the matrix on every target, with the outcome that it says. */
export function model(
  matrix: Readonly<Record<string, Readonly<Record<string, Outcome>>>>,
  changes: Partial<ReportModel> = {},
): ReportModel {
  const names = [...new Set(Object.values(matrix).flatMap(row => Object.keys(row)))];
  return {
    command: 'verify',
    latchkey: '1.2.3',
    selection: [],
    targets: names.map(name =>
      target(name, { asked: new Set(Object.keys(matrix).filter(id => matrix[id]?.[name])) }),
    ),
    requirements: Object.keys(matrix).map(id => requirement(id)),
    scenarios: Object.entries(matrix).flatMap(([id, row]) =>
      Object.entries(row).map(([name, outcome]) => scenario([id, name], outcome)),
    ),
    ...changes,
  };
}
