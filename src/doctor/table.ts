/** Many stores at once: one line for each, with its grade. */
import type { Paint } from '../paint.ts';
import type { Report } from './report.ts';
import { headline, isOfPart } from './summary.ts';

/** A store of the table: its diagnosis, or why there is none. */
export interface TableRow {
  readonly name: string;
  readonly url: string;
  readonly report?: Report;
  readonly notExamined?: string;
}

interface TableOptions {
  readonly paint: Paint;
  /** How wide a terminal is: longer lines are cut there, and nowhere else. */
  readonly columns?: number;
}

/** `A  staging  https://…  Healthy: the key is let in …`; the worst come last, so that they are seen. */
export function renderTable(rows: readonly TableRow[], { paint, columns }: TableOptions): string {
  const width = (column: readonly string[]): number => Math.max(...column.map(({ length }) => length));
  const names = width(rows.map(({ name }) => name));
  const urls = width(rows.map(({ url }) => url));
  const lines = rows
    .toSorted((a, b) => rank(a) - rank(b))
    .map(row => {
      const grade = gradeMark(row);
      const colour = grade === 'A' || grade === 'B' ? 'green' : /[C·]/.test(grade) ? 'yellow' : 'red';
      const said = row.report ? headline(row.report) : `Not examined: ${row.notExamined}`;
      return `${paint(colour, grade)}  ${cut(`${row.name.padEnd(names)}  ${row.url.padEnd(urls)}  ${said}`, columns)}`;
    });
  const healthy = rows.filter(({ report }) => report?.healthy && !isOfPart(report)).length;
  const left = rows.filter(({ report }) => !report).length;
  const worst = rows
    .toSorted((a, b) => rank(b) - rank(a))
    .find(({ report }) => report && report.exitCode !== 0);
  return [
    ...lines,
    '',
    `${healthy} of ${rows.length} healthy${left === 0 ? '' : `, ${left} not examined`}.`,
    'A healthy with a key · B open, without a key · C a warning, or not proven',
    'D a fault, and keys get in · F a fault that keeps keys out · – not reached · ! not examined',
    ...(worst ? [`What to do about one: latchkey doctor --target ${worst.name}`] : []),
    '',
  ].join('\n');
}

/** The grade of a store, and signs for those that have none. */
export function gradeMark({ report }: TableRow): string {
  if (!report) return '!';
  if (isOfPart(report)) return '·';
  return report.verdict.grade ?? '–';
}

function rank(row: TableRow): number {
  return '·ABCDF–!'.indexOf(gradeMark(row));
}

function cut(line: string, columns = Number.POSITIVE_INFINITY): string {
  return line.length + 3 < columns ? line : `${line.slice(0, columns - 5)}…`;
}
