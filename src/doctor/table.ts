/** Many stores at once: one line for each, with its grade. */
import type { Paint } from '../paint.ts';
import type { Report } from './report.ts';
import { headline } from './summary.ts';

/** `A  staging  https://…  Healthy: the key is let in …`; the worst come last, so that they are seen. */
export function renderTable(
  reports: readonly { readonly name: string; readonly report: Report }[],
  paint: Paint,
): string {
  const width = (column: readonly string[]): number => Math.max(...column.map(({ length }) => length));
  const names = width(reports.map(({ name }) => name));
  const urls = width(reports.map(({ report }) => report.url));
  const rank = ({ report }: (typeof reports)[number]): string => report.verdict.grade ?? 'Z';
  const lines = reports
    .toSorted((a, b) => rank(a).localeCompare(rank(b)))
    .map(({ name, report }) => {
      const grade = report.verdict.grade ?? '–';
      const colour = grade === 'A' || grade === 'B' ? 'green' : grade === 'C' ? 'yellow' : 'red';
      return `${paint(colour, grade)}  ${name.padEnd(names)}  ${report.url.padEnd(urls)}  ${headline(report)}`;
    });
  const healthy = reports.filter(({ report }) => report.healthy).length;
  return `${lines.join('\n')}\n\n${healthy} of ${reports.length} healthy. A healthy with a key · B open, without a key · C a warning, or not proven · D a fault, and keys get in · F a fault that keeps keys out · – not reached\n`;
}
