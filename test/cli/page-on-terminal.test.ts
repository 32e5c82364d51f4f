/** Pages of Markdown on a terminal. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageOnTerminal } from '../../src/cli/page-on-terminal.ts';
import { faultPage } from '../../src/doctor/fault-page.ts';
import { faults } from '../../src/doctor/faults/catalogue.ts';

describe('a page on a terminal', () => {
  it('has no marks of Markdown, and keeps lines that are to be pasted as they are', () => {
    const page = [
      '# A title',
      '',
      '**Apache**, its &lt;Directory>, `x` and \\*:',
      '',
      '```diff',
      '-old | line **as it is**',
      '```',
    ].join('\n');
    assert.equal(
      pageOnTerminal(page, 80),
      ['A title', '', 'Apache, its <Directory>, x and *:', '', '    -old | line **as it is**'].join('\n'),
    );
  });

  it('tells rows that say the same together', () => {
    const row = (id: string) => `| ${id} | what ${id} asks | as A6 | the name |`;
    const page = [
      '| probe | asked | healthy | shows |',
      '|---|---|---|---|',
      ...['a', 'b', 'c', 'd'].map(row),
      '',
    ];
    assert.equal(pageOnTerminal(page.join('\n'), 80).trim(), 'a, b, c, d (healthy: as A6; shows: the name)');
  });

  it('is no wider than the window, but for lines to paste', () => {
    for (const fault of faults)
      for (const line of pageOnTerminal(faultPage(fault), 80).split('\n'))
        if (!line.startsWith('    ')) assert.ok(line.length <= 80 || !line.trim().includes(' '), line);
  });
});
