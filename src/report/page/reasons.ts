import type { Summary } from '../../../schemas/types/summary.ts';
import { many, unjudged } from '../words.ts';
import { html, type Markup } from './html.ts';
import { marks } from './marks.ts';

/** What was not judged, grouped by why. `link` shows a requirement's id. */
export function reasons(summary: Summary, link: (id: string) => Markup): Markup | undefined {
  const groups = unjudged(summary);
  if (groups.length === 0) return undefined;
  return html`<section aria-labelledby="unjudged-title" class="unjudged">
<h2 id="unjudged-title">Not judged, and why</h2>
<ul>${groups.map(
    ({ outcome, reason, scenarios, requirements, targets }) =>
      html`<li class="${outcome === 'skipped' ? 'skipped' : 'unknown'}"><p class="what"><span class="mark" aria-hidden="true">${marks[outcome]}</span>${outcome}: ${reason}</p>
<p class="facts"><span>${many(scenarios, 'scenario')}</span>${summary.targets.length > 1 && html`<span>${[...targets].slice(0, 6).join(', ')}${targets.size > 6 && ` and ${targets.size - 6} more`}</span>`}<span>${[...requirements].map((id, index) => html`${index > 0 && ', '}${link(id)}`)}</span></p></li>`,
  )}</ul>
</section>`;
}
