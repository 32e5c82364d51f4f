import type { Summary } from '../../schemas/types/summary.ts';
import { excuses } from '../verify/expected-failures.ts';

/** What the requirements are about, in the words of who pays for the shop; by the beginnings of their ids. */
const areas: Readonly<Record<string, readonly string[]>> = {
  'Key in the header (Basic)': ['BASIC'],
  'Key in the query': ['QUERY'],
  'Signatures (OAuth)': ['OAUTH'],
  'Timestamps and nonces': ['TIME', 'NONCE'],
  Permissions: ['PERM', 'RIGHTS', 'GONE'],
  'Granting keys': ['GRANT', 'DENY', 'CALLBACK', 'INVALID'],
  'Legacy API': ['LEGACY'],
  Hosting: ['HOSTING'],
};
const otherArea = 'Own requirements';

/** `not tested` counts as much as `failed`: nobody knows. `met in part`: what was tested is met. */
export type AreaVerdict = 'met' | 'failed' | 'met in part' | 'not tested' | 'failed as expected';

/** What came of an area on a store. */
export interface Area {
  readonly name: string;
  readonly verdict: AreaVerdict;
  /** `3 of 14`; empty where all was met. */
  readonly detail: string;
}

/** A store with what came of each area there, and a sentence of it all. */
export interface JudgedStore {
  readonly target: Summary['targets'][number];
  /** The areas that something was asked of, in the order of the report. */
  readonly areas: readonly Area[];
  /** In plain words, for who reads no further. */
  readonly sentence: string;
}

/** The stores of a report. One walk over the cells serves them all: a fleet has more than a hundred thousand. */
export function storesOf(summary: Summary): readonly JudgedStore[] {
  const asked = new Set(summary.requirements.map(({ id }) => areaNamed(id)));
  const names = [...Object.keys(areas), otherArea].filter(name => asked.has(name));
  const cells = new Map<string, Map<string, Cell[]>>();
  for (const { id, targets } of summary.requirements) {
    const area = areaNamed(id);
    for (const cell of targets) {
      const own = cells.get(cell.target) ?? new Map<string, Cell[]>();
      cells.set(cell.target, own);
      const list = own.get(area);
      if (list) list.push(cell);
      else own.set(area, [cell]);
    }
  }
  return summary.targets.map(target => {
    const own = cells.get(target.name);
    const all = names.map(name => areaOf(name, own?.get(name) ?? []));
    return { target, areas: all, sentence: sentenceOf(target, all) };
  });
}

function areaNamed(id: string): string {
  const [beginning = ''] = id.split('-');
  return Object.keys(areas).find(name => areas[name]?.includes(beginning)) ?? otherArea;
}

type Cell = Summary['requirements'][number]['targets'][number];

function areaOf(name: string, cells: readonly Cell[]): Area {
  const of = (...outcomes: Cell['outcome'][]) => cells.filter(({ outcome }) => outcomes.includes(outcome));
  const failed = of('failed');
  const unexpected = failed.filter(({ expectedFailure }) => !excuses(expectedFailure));
  // What asks nothing of such a store is missing nowhere.
  const about = cells.filter(({ asked }) => asked > 0);
  const untested = of('skipped', 'cannot tell').filter(({ asked }) => asked > 0);
  const all = about.length;
  if (unexpected.length > 0) return { name, verdict: 'failed', detail: `${unexpected.length} of ${all}` };
  if (failed.length > 0) return { name, verdict: 'failed as expected', detail: `${failed.length} of ${all}` };
  const met = of('passed').length + of('partly judged').length;
  if (met === 0) return { name, verdict: 'not tested', detail: '' };
  const inPart = of('partly judged').length;
  if (untested.length + inPart === 0) return { name, verdict: 'met', detail: '' };
  const detail = [
    untested.length > 0 ? `${untested.length} of ${all} not tested` : '',
    inPart > 0 ? `${inPart} in part` : '',
  ];
  return { name, verdict: 'met in part', detail: detail.filter(Boolean).join(', ') };
}

function sentenceOf(target: Summary['targets'][number], all: readonly Area[]): string {
  const { judged, stopped, causes = [] } = target;
  const named = (verdict: AreaVerdict) => all.filter(each => each.verdict === verdict).map(each => each.name);
  if (stopped !== undefined && all.every(({ verdict }) => verdict === 'not tested'))
    return `Could not be judged: ${stopped}`;
  const failed = named('failed');
  const untested = named('not tested');
  const inPart = named('met in part');
  const parts = [
    ...causes.map(({ title }) => title),
    ...(failed.length > 0 ? [`Failed: ${failed.join(', ')}`] : []),
    ...(failed.length === 0 && judged
      ? [untested.length + inPart.length === 0 ? 'All is well' : 'What was tested is well']
      : []),
    ...(untested.length > 0 ? [`Not tested: ${untested.join(', ')}`] : []),
    ...(inPart.length > 0 ? [`Tested in part: ${inPart.join(', ')}`] : []),
    ...(stopped === undefined ? [] : [`Not judged to the end: ${stopped}`]),
  ];
  return parts.map(part => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
}
