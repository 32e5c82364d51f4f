import type { Summary } from '../../../schemas/types/summary.ts';
import { changeLines } from '../changes.ts';
import { html, type Markup } from './html.ts';
import type { CellLink } from './links.ts';

/** How many links a line of changes has. */
const mostLinks = 50;

/** What is otherwise than in an earlier report. */
export function changes(summary: Summary, link: CellLink): Markup | undefined {
  if (!summary.changes) return undefined;
  const { since } = summary.changes;
  const lines = changeLines(summary.changes);
  return html`<section aria-labelledby="changes-title" class="changes">
<h2 id="changes-title">Changed since ${since.slice(0, 16).replace('T', ' ')} UTC</h2>
${lines.length === 0 && html`<p>Nothing: the same requirements are met, by the same stores, in the same versions.</p>`}
<ul>${lines.map(({ tone, what, cells = [], texts = [] }) => {
    const all = [
      ...cells
        .slice(0, mostLinks)
        .map(({ requirement, target }) => link(requirement, target, `${requirement} on ${target}`)),
      ...texts.slice(0, mostLinks),
    ];
    const more = cells.length + texts.length - all.length;
    return html`<li class="${tone}"><p class="what">${what}</p><p class="facts">${all.map(each => html`<span>${each}</span>`)}${more > 0 && html`<span>and ${more} more</span>`}</p></li>`;
  })}</ul>
</section>`;
}
