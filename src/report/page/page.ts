import type { Summary } from '../../../schemas/types/summary.ts';
import type { ReportModel } from '../model.ts';
import { changes } from './changes.ts';
import { expectations } from './expectations.ts';
import { failures } from './failures.ts';
import { footer, framed } from './frame.ts';
import { header } from './header.ts';
import { html } from './html.ts';
import type { CellLink } from './links.ts';
import { matrix } from './matrix.ts';
import { reasons } from './reasons.ts';
import { stores } from './stores.ts';
import { targetCards } from './targets.ts';

/**
 * The report as one page, with every scenario of every target.
 *
 * @param index the way to the page of all stores, where this is the page of one of them.
 */
export function reportPage(model: ReportModel, summary: Summary, index?: string): string {
  return framed(
    model,
    summary,
    html`<a class="skip" href="#matrix">To the requirements</a>
${header(summary)}
<main>
${index !== undefined && html`<p class="up"><a href="${index}">All stores</a></p>`}
${stores(summary)}
${changes(summary, onThisPage)}
${failures(summary, onThisPage)}
${reasons(summary, id => html`<a href="#row-${id}">${id}</a>`)}
${targetCards(summary)}
${matrix(model, summary)}
${expectations(summary)}
</main>
${footer(model, summary, index?.replace(/[^/]+$/, ''))}`,
  );
}

/** The sheet of a cell; without JavaScript its row. */
const onThisPage: CellLink = (requirement, target, content) =>
  html`<a class="open" href="#row-${requirement}" data-row="${requirement}" data-target="${target}">${content}</a>`;
