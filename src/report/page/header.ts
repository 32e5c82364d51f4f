import type { Summary } from '../../../schemas/types/summary.ts';
import { exitCodes } from '../../exit-codes.ts';
import { cellsOf, howLong, many, verdictOf } from '../words.ts';
import { html, type Markup } from './html.ts';
import { kindOf } from './kinds.ts';
import { type Kind, kinds } from './marks.ts';

/** The verdict, and what was run. */
export function header(summary: Summary): Markup {
  const { counts, startedAt, duration, latchkey, selection, shard, exitCode, command = 'verify' } = summary;
  const tone =
    exitCode === exitCodes.passed ? 'passed' : exitCode === exitCodes.failed ? 'failed' : 'unknown';
  const sign = { passed: '✓', failed: '✗', unknown: '?' }[tone];
  const facts = [
    many(summary.targets.length, 'target'),
    // What one simulated store is behind explains what follows; of several, their cards tell it.
    ...(summary.targets.length === 1 && summary.targets[0]?.kind === 'simulated'
      ? (summary.targets[0].notes ?? [])
      : []),
    many(counts.scenarios.total, 'scenario'),
    howLong(duration),
    `latchkey ${command} ${latchkey}`,
    ...(selection.length > 0 ? [`only ${selection.join(' ')}`] : []),
    ...(shard ? [`shard ${shard.index} of ${shard.count}`] : []),
  ];
  return html`<header class="top">
<p class="brand"><svg viewBox="0 0 24 12" aria-hidden="true"><path d="M6 1a5 5 0 1 0 4.6 7H15v2h3V8h2v2h3V5H10.6A5 5 0 0 0 6 1Zm0 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z"/></svg>Latchkey</p>
<h1 class="${tone}"><span class="mark" aria-hidden="true">${sign}</span>${verdictOf(summary)}</h1>
<p class="facts"><time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>${facts.map(fact => html`<span>${fact}</span>`)}</p>
${bar(summary)}
</header>`;
}

/** A bar of all cells by their outcome. Widths are attributes of SVG: the page allows no inline style. */
function bar(summary: Summary): Markup {
  const numbers = new Map<Kind, number>();
  let all = 0;
  for (const { cell } of cellsOf(summary)) {
    const kind = kindOf(cell);
    numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
    all++;
  }
  let at = 0;
  const parts = kinds.flatMap(kind => {
    const width = ((numbers.get(kind) ?? 0) / Math.max(1, all)) * 1000;
    const x = at;
    at += width;
    return width > 0
      ? [html`<rect class="${kind}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="8"/>`]
      : [];
  });
  return html`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
