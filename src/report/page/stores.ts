import type { Summary } from '../../../schemas/types/summary.ts';
import { type Area, type AreaVerdict, storesOf } from '../areas.ts';
import { html, type Markup } from './html.ts';

/** How the verdict on an area looks. */
export const areaLooks: Readonly<Record<AreaVerdict, { readonly kind: string; readonly mark: string }>> = {
  met: { kind: 'passed', mark: '✓' },
  failed: { kind: 'failed', mark: '✗' },
  'failed as expected': { kind: 'expected', mark: '✗' },
  'met in part': { kind: 'partly', mark: '◐' },
  'not tested': { kind: 'untested', mark: '○' },
};

/** For who reads nothing else: each store with a sentence, and what came of each area there. */
export function stores(summary: Summary): Markup | undefined {
  if (summary.command === 'gate') return undefined;
  const { targets } = summary;
  return html`<section aria-labelledby="stores-title" class="stores">
<h2 id="stores-title">${targets.length === 1 ? 'The store' : 'The stores'}</h2>
${storesOf(summary).map(
  ({ target, areas, sentence }) => html`<article>
<h3>${target.name}${target.version !== undefined && html` <small>WooCommerce ${target.version}</small>`}</h3>
<p>${sentence}</p>
<ul class="areas">${areas.map(area)}</ul>
</article>`,
)}
</section>`;
}

function area({ name, verdict, detail }: Area): Markup {
  const { kind, mark } = areaLooks[verdict];
  return html`<li class="${kind}"><span class="mark" aria-hidden="true">${mark}</span><span><b>${name}</b> <span class="verdict">${verdict}${detail !== '' && `: ${detail}`}</span></span></li>`;
}
