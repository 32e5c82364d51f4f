import { profileDifferences, profiles, type StoreRoute } from '../../../mocks/index.ts';

/** A line for each method: whether it is simulated, how many recordings hold it, and the route. */
export function routeTable(routes: readonly StoreRoute[]): string {
  const simulated = routes.filter(({ isSimulated }) => isSimulated).length;
  const lines = routes.map(({ method, pattern, isSimulated, recordings }) =>
    [
      (isSimulated ? 'simulated' : '501').padEnd(9),
      String(recordings).padStart(5),
      method.padEnd(6),
      pattern,
    ].join('  '),
  );
  return `${lines.join('\n')}\n\n${routes.length} methods, ${simulated} simulated; of the others whoever is let in hears 501 latchkey_not_simulated.\n`;
}

/** A column for each profile, a row for each rule, and what each rule is. */
export function ruleTable(): string {
  const all = Object.values(profiles);
  const rows = [
    ['', ...all.map(({ name }) => name)],
    ['WooCommerce', ...all.map(({ woocommerce }) => woocommerce)],
    ['WordPress', ...all.map(({ wordpress }) => wordpress)],
    ...profileDifferences.map(({ rule }) => [rule, ...all.map(profile => cellText(profile[rule]))]),
  ];
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map(row => (row[column] as string).length)),
  );
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd(),
  );
  const notes = profileDifferences.map(
    ({ rule, what, shownBy }) => `${rule}: ${what}\n  shown by ${shownBy}`,
  );
  return `${lines.join('\n')}\n\n${notes.join('\n')}\n`;
}

function cellText(value: string | boolean): string {
  if (value === true) return 'yes';
  return value === false ? 'no' : value;
}
