import type { Summary } from '../../../schemas/types/summary.ts';
import { isBroken } from '../../verify/expected-failures.ts';
import { expectationWords } from '../summary.ts';
import { html, type Markup } from './html.ts';

/** What was expected to fail, and what came of it. */
export function expectations({ expectedFailures = [] }: Summary): Markup | undefined {
  if (expectedFailures.length === 0) return undefined;
  return html`<section aria-labelledby="expected-title">
<h2 id="expected-title">Expected failures</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Expected failures by requirement"><table class="plain">
<thead><tr><th scope="col">Requirement</th><th scope="col">Target</th><th scope="col">Until</th><th scope="col">What came</th><th scope="col">Reason</th></tr></thead>
<tbody>${expectedFailures.map(
    each =>
      html`<tr class="${isBroken(each) ? 'broken' : ''}"><th scope="row">${each.requirement}</th><td>${each.target}</td><td>${each.expires}</td><td>${expectationWords[each.state]}</td><td>${each.reason}</td></tr>`,
  )}</tbody>
</table></div>
</section>`;
}
