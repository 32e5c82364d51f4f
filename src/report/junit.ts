import { encodeXML } from 'entities';
import type { Summary } from '../../schemas/types/summary.ts';
import { excuses } from '../verify/expected-failures.ts';
import { archiveKey } from './archive.ts';
import type { ReportModel, ReportScenario } from './model.ts';
import { readableExchange } from './readable-exchange.ts';
import { cellsOf } from './words.ts';

type Row = Summary['requirements'][number];
type Cell = Row['targets'][number];
type Scenario = Cell['scenarios'][number];
type Counts = Summary['counts']['scenarios'];

/** A report as JUnit's XML: a suite for each target, a case for each scenario, named after its requirement. */
export function* junitXml(model: ReportModel, summary: Summary): Generator<string> {
  const failed = model.scenarios.filter(({ outcome }) => outcome === 'failed');
  const details = new Map(failed.map(each => [archiveKey(each), each]));
  const cells = Map.groupBy(cellsOf(summary), ({ cell }) => cell.target);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="latchkey"${numbers(summary.counts.scenarios, summary.targets.filter(each => each.stopped !== undefined).length)} time="${seconds(summary.duration)}">\n`;
  for (const target of summary.targets) yield `${suite(target, cells.get(target.name) ?? [], details)}\n`;
  yield '</testsuites>\n';
}

function suite(
  target: Summary['targets'][number],
  cells: ReturnType<typeof cellsOf>,
  details: ReadonlyMap<string, ReportScenario>,
): string {
  const timestamp = target.startedAt === undefined ? '' : ` timestamp="${target.startedAt}"`;
  return [
    `<testsuite name="${xml(target.name)}"${numbers(target.counts.scenarios, target.stopped === undefined ? 0 : 1)} time="${seconds(target.duration)}"${timestamp}>`,
    ...cells.flatMap(({ row, cell }) =>
      cell.scenarios.map(scenario => testCase(row, cell, scenario, details)),
    ),
    ...(target.stopped === undefined ? [] : [stoppedCase(target.name, target.stopped)]),
    '</testsuite>',
  ].join('\n');
}

/** A suite without a red case would look green, whatever its numbers say. */
function stoppedCase(name: string, reason: string): string {
  return `<testcase classname="target" name="${xml(name)} is judged to the end" time="0.000">\n<error message="${xml(reason)}">${xml(reason)}</error>\n</testcase>`;
}

function testCase(
  row: Row,
  cell: Cell,
  scenario: Scenario,
  details: ReadonlyMap<string, ReportScenario>,
): string {
  const start = `<testcase classname="${xml(`${row.id} ${row.title}`)}" name="${xml(scenario.name)}" file="${xml(scenario.file)}" line="${scenario.line}" time="${seconds(scenario.duration)}"`;
  const { exchanges = [] } =
    scenario.outcome === 'failed'
      ? (details.get(archiveKey({ ...scenario, target: cell.target, requirement: row.id })) ?? {})
      : {};
  const children = [
    ...verdict(scenario, cell),
    ...(exchanges.length > 0
      ? [`<system-out>${xml(exchanges.map(readableExchange).join('\n\n---\n\n'))}</system-out>`]
      : []),
  ];
  return children.length === 0 ? `${start}/>` : `${start}>\n${children.join('\n')}\n</testcase>`;
}

/**
 * JUnit knows no "cannot tell": its "error" is what is neither passed nor failed. It knows no expected failure either:
 * one that fails as expected must not turn a CI red, so it counts as skipped there.
 */
function verdict({ outcome, reason = '' }: Scenario, { expectedFailure }: Cell): string[] {
  const message = (text: string) => ` message="${xml(text.split('\n', 1)[0] as string)}"`;
  if (outcome === 'failed' && excuses(expectedFailure))
    return [
      `<skipped${message(`expected to fail until ${expectedFailure?.expires}: ${expectedFailure?.reason}`)}/>`,
    ];
  if (outcome === 'failed') return [`<failure${message(reason)}>${xml(reason)}</failure>`];
  if (outcome === 'cannot tell') return [`<error${message(reason)}>${xml(reason)}</error>`];
  return outcome === 'skipped' ? [`<skipped${message(reason)}/>`] : [];
}

function numbers(counts: Counts, stopped: number): string {
  const { total, failed, skipped, expected = 0, 'cannot tell': unknown } = counts;
  return ` tests="${total + stopped}" failures="${failed - expected}" errors="${unknown + stopped}" skipped="${skipped + expected}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** XML 1.0 has no way at all to write most control characters and lone surrogates. */
function xml(text: string): string {
  return encodeXML(text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd'));
}
