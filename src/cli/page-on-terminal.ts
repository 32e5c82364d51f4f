/** A page of Markdown as it is read on a terminal: no escapes, no tables wider than the window. */

/** Rows of a table that say the same but for their first two cells are told once. */
const mostAlike = 3;

/** Pages as `latchkey doctor --explain` makes them: headings, tables, lists, code, paragraphs. */
export function pageOnTerminal(page: string, columns: number): string {
  const lines: string[] = [];
  let isCode = false;
  let table: string[][] = [];
  for (const line of page.split('\n')) {
    if (line.startsWith('```')) {
      isCode = !isCode;
      continue;
    }
    if (isCode) {
      lines.push(`    ${line}`);
      continue;
    }
    if (line.startsWith('|')) {
      table.push(cells(line));
      continue;
    }
    lines.push(...rowsOf(table).flatMap(row => fold(row, columns, '    ', '  ')));
    table = [];
    const text = plain(line);
    const [, indent = ''] = /^(- )?/.exec(text) ?? [];
    lines.push(...fold(text, columns, ' '.repeat(indent.length)));
  }
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

function cells(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => plain(cell.trim()));
}

/** Each row as a sentence, by the words of its head; those of one kind together. */
function rowsOf(table: readonly string[][]): string[] {
  const [head = [], , ...rows] = table;
  const groups = Map.groupBy(rows, row => (row.length > 2 ? row.slice(2).join('|') : row.join('|')));
  return [...groups.values()].flatMap(group =>
    group.length > mostAlike
      ? [rowAsLine(head, [group.map(([first]) => first).join(', '), '', ...(group[0] as string[]).slice(2)])]
      : group.map(row => rowAsLine(head, row)),
  );
}

function rowAsLine(head: readonly string[], [first = '', second = '', ...rest]: readonly string[]): string {
  const more = rest.flatMap((cell, i) => (cell === '' ? [] : [`${head[i + 2]}: ${cell}`]));
  return `${first}${second === '' ? '' : `  ${second}`}${more.length > 0 ? ` (${more.join('; ')})` : ''}`;
}

/** Links by their words, without marks and escapes. */
function plain(text: string): string {
  return text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^#+ /, '')
    .replaceAll(/\*\*|`/g, '')
    .replaceAll(/<(https?:[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll(/\\([*|])/g, '$1');
}

function fold(text: string, columns: number, indent: string, first = ''): string[] {
  const lines: string[] = [];
  let line = first;
  for (const [i, word] of text.split(' ').entries()) {
    if (i > 0 && line.length + word.length > columns && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
