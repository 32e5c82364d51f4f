import type { Summary } from '../../../schemas/types/summary.ts';
import { isBroken } from '../../verify/expected-failures.ts';
import type { ReportModel } from '../model.ts';
import { expectationWords } from '../summary.ts';
import { howLong } from '../words.ts';
import { filtered } from './filtered.ts';
import { html, type Markup } from './html.ts';
import { kindOf, kindWords } from './kinds.ts';
import { kinds, marks } from './marks.ts';

type Row = Summary['requirements'][number];
type Cell = Row['targets'][number];

/** Requirements by targets, each cell a button that opens what came of it. */
export function matrix(model: ReportModel, summary: Summary): Markup {
  const numbers = new Map(model.requirements.map(({ id }, index) => [id, index]));
  const isOne = summary.targets.length === 1;
  const groups = [...Map.groupBy(summary.requirements, ({ feature }) => feature)].map(
    ([feature, rows]) => html`<tbody>
<tr class="feature"><th scope="rowgroup" colspan="${summary.targets.length + 2}">${feature}</th></tr>
${rows.map(row => matrixRow(row, numbers.get(row.id) ?? 0, summary))}
</tbody>
`,
  );
  const present = kinds.flatMap(kind => {
    const number = summary.requirements.filter(row => row.targets.some(cell => kindOf(cell) === kind)).length;
    return number > 0 ? [{ kind, number }] : [];
  });
  return filtered({
    title: 'Requirements',
    rows: summary.requirements.length,
    kinds: present.map(({ kind, number }) => ({ kind, number, words: kindWords[kind] })),
    searched: 'id, words, level, source',
    region: 'Requirements by targets',
    nothing: 'No requirement fits the filter.',
    table: html`<table class="${isOne ? 'one' : summary.targets.length > 8 ? 'many' : 'some'}">
<thead><tr><th scope="col">Requirement</th>${summary.targets.map(({ name, version }) => html`<th scope="col" class="target">${name}${version !== undefined && html` <small>${version}</small>`}</th>`)}<th scope="col" class="time">Time</th></tr></thead>
${groups}</table>`,
  });
}

function matrixRow(row: Row, number: number, summary: Summary): Markup {
  const cells = new Map(row.targets.map(cell => [cell.target, cell]));
  const own = [...new Set(row.targets.map(kindOf))].join(' ');
  return html`<tr id="row-${row.id}" data-row="${number}" data-kinds="${own}"><th scope="row"><div class="requirement"><span class="id">${row.id}</span> <span class="level">${row.level}</span> <span class="title">${row.title}</span> <span class="source">${row.source}</span></div></th>${summary.targets.map(({ name }) => matrixCell(cells.get(name), name))}<td class="time">${howLong(row.duration)}</td></tr>
`;
}

function matrixCell(cell: Cell | undefined, target: string): Markup {
  if (!cell) return html`<td class="cell none" data-label="${target}"><span class="vh">not run</span></td>`;
  const kind = kindOf(cell);
  const { scenarios } = cell;
  const own = scenarios.filter(({ outcome }) => outcome === cell.outcome).length;
  const number =
    kind === 'partly'
      ? `${cell.judged} of ${cell.asked} judged`
      : own === scenarios.length
        ? String(own)
        : `${own}/${scenarios.length}`;
  const flag = cell.expectedFailure && isBroken(cell.expectedFailure);
  return html`<td class="cell ${kind}" data-label="${target}"><span class="act"><span class="mark" aria-hidden="true">${marks[cell.outcome]}</span><span class="word">${kind === 'expected' ? html`<span class="vh">failed as </span>expected` : kindWords[kind]}</span> <span class="number">${number}</span>${flag && html`<span class="flag" title="${expectationWords[cell.expectedFailure?.state ?? 'passed']}">!</span>`}</span></td>`;
}
