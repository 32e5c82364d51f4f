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

/** Characters of a line that an ordinary terminal does not wrap. */
const lineWidth = 80;

/** The versions of each profile; then for each rule what it is, and from which profile on it says what. */
export function ruleTable(): string {
  const all = Object.values(profiles);
  const versions = all.map(({ name, woocommerce, wordpress }) =>
    [name.padEnd(7), woocommerce.padEnd(11), wordpress].join('  '),
  );
  const rules = profileDifferences.map(({ rule, what, shownBy }) => {
    const told = all.map(profile => ({ from: profile.name, value: cellText(profile[rule]) }));
    const changes = told.filter(({ value }, index) => value !== told[index - 1]?.value);
    return [
      ...wrapped(`${rule}: ${what}`, ''),
      ...wrapped(changes.map(({ from, value }) => `${from} ${value}`).join(' · '), '  '),
      ...wrapped(`shown by ${shownBy}`, '  '),
    ].join('\n');
  });
  return `profile  WooCommerce  WordPress\n${versions.join('\n')}\n\n${rules.join('\n\n')}\n`;
}

/** The words of a text in lines, indented; what is longer than a line stands in one of its own. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= lineWidth)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? indent + word : `${indent}  ${word}`);
  }
  return lines;
}

function cellText(value: string | boolean): string {
  if (value === true) return 'yes';
  return value === false ? 'no' : value;
}
