import { html, type Markup } from './html.ts';

/** A table whose rows are filtered by outcome and by text: `browser/` looks for what is made here. */
export interface FilteredTable {
  readonly title: string;
  /** A class beside `matrix`, for the style sheet. */
  readonly name?: string;
  readonly rows: number;
  /** The outcomes that rows have, and how many have each. */
  readonly kinds: readonly { readonly kind: string; readonly number: number; readonly words: string }[];
  /** What the text is looked for in: `id, words`. */
  readonly searched: string;
  /** What assistive technology calls the table. */
  readonly region: string;
  /** Said where no row fits. */
  readonly nothing: string;
  readonly table: Markup;
}

/** The table with its filters; without JavaScript the filters stay hidden. */
export function filtered(of: FilteredTable): Markup {
  return html`<section aria-labelledby="matrix" class="matrix${of.name !== undefined && ` ${of.name}`}">
<div class="tools">
<h2 id="matrix" tabindex="-1">${of.title}</h2>
<div class="filters" role="group" aria-label="Filter by outcome" hidden>
<button type="button" aria-pressed="true" data-kind="">all <b>${of.rows}</b></button>
${of.kinds.map(({ kind, number, words }) => html`<button type="button" aria-pressed="false" data-kind="${kind}" class="${kind}">${words} <b>${number}</b></button>`)}
</div>
<input type="search" id="search" placeholder="Filter by ${of.searched}" aria-label="Filter by text" autocomplete="off" spellcheck="false" hidden>
<p class="shown" role="status"></p>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="${of.region}">
${of.table}
</div>
<p class="nothing" hidden>${of.nothing}</p>
</section>`;
}
