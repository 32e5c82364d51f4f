/** The table of many stores: order, marks, and what it is cut to. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/doctor/report.ts';
import { renderTable, type TableRow } from '../../src/doctor/table.ts';
import { plain } from '../../src/paint.ts';

function row(name: string, kind: Report['verdict']['kind'], grade: Report['verdict']['grade']): TableRow {
  const report = {
    only: null,
    healthy: kind === 'healthy' || kind === 'open',
    exitCode: kind === 'healthy' || kind === 'open' ? 0 : 1,
    findings: [],
    probes: [],
    verdict: { kind, grade, blame: 'host', ask: null, proof: [], missing: ['that it answers'], key: null },
  } as unknown as Report;
  return { name, url: `https://${name}.example`, report };
}

const rows = [
  { name: 'wrong', url: 'https://wrong.example', notExamined: 'the variable X is not set' },
  row('bad', 'fault', 'F'),
  row('away', 'not reached', null),
  row('good', 'healthy', 'A'),
  row('open', 'open', 'B'),
  row('so-so', 'not proven', 'C'),
];

describe('a table of stores', () => {
  it('has a line for each, the worst last, and those that were not examined behind them', () => {
    const lines = renderTable(rows, { paint: plain }).split('\n');
    assert.deepEqual(
      lines.slice(0, 6).map(line => line.slice(0, 8).trim()),
      ['A  good', 'B  open', 'C  so-so', 'F  bad', '–  away', '!  wrong'],
    );
    assert.match(lines.join('\n'), /^2 of 6 healthy, 1 not examined\.$/m);
    assert.match(lines.join('\n'), /latchkey doctor --target away$/m);
  });

  it('is cut to the width of a terminal, and nowhere else', () => {
    const lines = renderTable(rows, { paint: plain, columns: 60 }).split('\n').slice(0, 6);
    assert.ok(lines.every(line => line.length <= 60));
    assert.match(lines.find(line => line.includes('so-so')) ?? '', /…$/);
  });
});
