/** What came out of the rounds, as tables for the terminal. */
import type { Results } from './rounds.ts';
import { median, pairedRatios, spread } from './statistics.ts';

export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** Every load with the medians of its rounds. */
export function loadTable(results: Results): string {
  const rows = Object.entries(results).map(([name, rounds]) => {
    const rate = spread(rounds.map(({ perSecond }) => perSecond));
    return [
      name,
      ...[rate.median, rate.least, rate.most].map(value => value.toFixed(0)),
      median(rounds.map(({ p50 }) => p50)).toFixed(2),
      median(rounds.map(({ p99 }) => p99)).toFixed(2),
      median(rounds.map(({ serverCpu }) => serverCpu)).toFixed(1),
      median(rounds.map(({ loadCpu }) => loadCpu)).toFixed(2),
    ];
  });
  const head = ['', 'requests/s', 'least', 'most', 'p50 ms', 'p99 ms', 'server µs/request', "wrk's cores"];
  return table([head, ...rows]);
}

/** For each pair the ratio of the first to the second: of requests a second, and of the server's CPU for a request. */
export function ratioTable(
  results: Results,
  pairs: readonly { readonly what: string; readonly of: string; readonly to: string }[],
): string {
  const rows = pairs.flatMap(({ what, of, to }) =>
    (['perSecond', 'serverCpu'] as const).map(member => {
      const { least, median, most } = spread(ratios(results, of, to, member));
      const measure = member === 'perSecond' ? 'requests/s' : 'server CPU/request';
      return [`${what}: ${measure}`, ...[median, least, most].map(value => value.toFixed(3))];
    }),
  );
  return table([['', 'median', 'least', 'most'], ...rows]);
}

/** Round by round, one load to another. */
export function ratios(
  results: Results,
  of: string,
  to: string,
  member: 'perSecond' | 'serverCpu',
): number[] {
  const values = (name: string) => (results[name] ?? []).map(result => result[member]);
  return pairedRatios(values(of), values(to));
}
