import type { Summary } from '../../../schemas/types/summary.ts';
import { causesOf, cellsOf, fewNames, isExplained, many, withoutStack } from '../words.ts';
import { html, type Markup } from './html.ts';
import { kindOf, kindWords } from './kinds.ts';
import type { CellLink } from './links.ts';
import { marks } from './marks.ts';

type Row = Summary['requirements'][number];
type Cell = Row['targets'][number];

/** How many failures are told at length above the matrix. */
const mostFailures = 50;

/** One entry for each requirement, however many targets do not meet it. */
export function failures(summary: Summary, link: CellLink): Markup | undefined {
  const unmet = summary.requirements.flatMap(row => {
    const cells = row.targets.filter(
      cell => ['failed', 'unknown'].includes(kindOf(cell)) && !isExplained(cell),
    );
    return cells.length > 0 ? [{ row, cells }] : [];
  });
  const stopped = summary.targets.filter(target => target.stopped !== undefined);
  const causes = [...Map.groupBy(causesOf(summary), ({ cause }) => `${cause.id}\n${cause.fix}`).values()].map(
    same => {
      const [{ cause, told } = {} as never] = same;
      return html`<li class="failed">
<p class="what"><span class="mark" aria-hidden="true">✗</span><b>${fewNames(same.map(({ target }) => target))}</b>: ${same.length === 1 ? told : `${cause.title}; fix: ${cause.fix}`}</p>
<p class="facts"><span>${cause.certainty}</span><span>latchkey doctor --explain ${cause.id}</span></p>
</li>`;
    },
  );
  if (unmet.length + stopped.length + causes.length === 0) return undefined;
  const asked = new Set(cellsOf(summary).map(({ cell }) => cell.target));
  const cutShort = [...Map.groupBy(stopped, ({ stopped: reason }) => reason)].map(
    ([reason, same]) => html`<li class="unknown">
<p class="what"><span class="mark" aria-hidden="true">?</span><b>${fewNames(same.map(({ name }) => name))}</b> ${same.some(({ name }) => asked.has(name)) ? 'could not be judged to the end' : 'could not be judged'}</p>
<p class="facts"><span>${reason}</span></p>
</li>`,
  );
  const items = unmet.slice(0, mostFailures).map(({ row, cells }) => {
    // Where some targets failed, those say more than the ones that cannot be told.
    const [worst = cells[0] as Cell] = cells.filter(({ outcome }) => outcome === 'failed');
    const own = worst.scenarios.filter(({ outcome }) => outcome === worst.outcome);
    const [first] = own;
    const reason = withoutStack(first?.reason ?? '');
    return html`<li class="${kindOf(worst)}">
<p class="what"><span class="mark" aria-hidden="true">${marks[worst.outcome]}</span>${link(row.id, worst.target, html`<b>${row.id}</b> ${row.title}`)}</p>
<p class="facts"><span>${kindWords[kindOf(worst)]}</span><span>${row.level}</span><span>${many(own.length, 'scenario')} of ${worst.scenarios.length}</span>${summary.targets.length > 1 && html`<span class="on">on ${cells.slice(0, 6).map(({ target }, index) => html`${index > 0 && ', '}${link(row.id, target, target)}`)}${cells.length > 6 && ` and ${cells.length - 6} more`}</span>`}</p>
${first && html`<details><summary>${first.name}: ${firstLine(reason)}</summary><pre tabindex="0">${reason}</pre></details>`}
</li>`;
  });
  return html`<section aria-labelledby="failed-title" class="failures">
<h2 id="failed-title">What needs a look</h2>
<ul>${causes}${cutShort}${items}</ul>
${unmet.length > mostFailures && html`<p class="more">… and ${unmet.length - mostFailures} more below.</p>`}
</section>`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length > 180 ? `${line.slice(0, 180)}…` : line;
}
