import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Summary } from '../../../schemas/types/summary.ts';
import { exitCodes } from '../../exit-codes.ts';
import { excuses, isBroken } from '../../verify/expected-failures.ts';
import type { Verdict } from '../../verify/outcomes.ts';
import { curlCommand } from '../curl.ts';
import type { ReportModel } from '../model.ts';
import { expectationWords } from '../summary.ts';
import {
  causesOf,
  cellsOf,
  howLong,
  isExplained,
  many,
  unjudged,
  verdictOf,
  withoutStack,
} from '../words.ts';
import { packDetails } from './details.ts';
import { html, Markup } from './html.ts';
import { stores } from './stores.ts';
import { targetCards } from './targets.ts';

type Row = Summary['requirements'][number];
type Cell = Row['targets'][number];

/** How large the page may become, in characters; what is shown without opening a cell is never cut. */
const largest = 2_900_000;
/** How many failures are told at length above the matrix. */
const mostFailures = 50;

const marks: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  'cannot tell': '?',
  'partly judged': '◐',
  skipped: '–',
};

const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');
const script = `'use strict';\n${curlCommand}\n${readFileSync(new URL('./in-browser.js', import.meta.url), 'utf8')}`;
const policy = [
  "default-src 'none'",
  `style-src '${digest(style)}'`,
  `script-src '${digest(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * The report as one page that needs nothing else: no network, no server. The matrix and what failed can be read
 * without JavaScript; scenarios with their steps and exchanges are opened with it.
 */
export function reportPage(model: ReportModel, summary: Summary): string {
  const body = html`<body>
<a class="skip" href="#matrix">To the requirements</a>
${header(summary)}
<main>
${stores(summary)}
${failures(summary)}
${reasons(summary)}
${targetCards(summary)}
${matrix(model, summary)}
${expectations(summary)}
</main>
${footer(model, summary)}
${dialog()}
</body>`.text;
  const head = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${verdictOf(summary)} · Latchkey</title>
<style>${new Markup(style)}</style>
</head>`.text;
  const details = packDetails(model, largest - head.length - body.length - script.length);
  const data = {
    ...details,
    rows: model.requirements.map(({ id, level, title, source, fix }) => ({ id, level, title, source, fix })),
    targets: summary.targets.map(({ name }) => name),
    expected: (summary.expectedFailures ?? []).map(({ requirement, target, state, expires, reason }) => ({
      requirement,
      target,
      text: `${expectationWords[state]} (until ${expires}): ${reason}`,
    })),
  };
  // In a script element only "<" can end the data before its end.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `${head}\n${body.replace(/<\/body>$/, () => `<script type="application/json" id="data">${json}</script>\n<script>${script}</script>\n</body>`)}\n</html>\n`;
}

function header(summary: Summary): Markup {
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
  const cells = cellsOf(summary).map(({ cell }) => kindOf(cell));
  let at = 0;
  const parts = kinds.flatMap(kind => {
    const width = (cells.filter(each => each === kind).length / Math.max(1, cells.length)) * 1000;
    const x = at;
    at += width;
    return width > 0
      ? [html`<rect class="${kind}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="8"/>`]
      : [];
  });
  return html`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

const kinds = ['failed', 'expected', 'unknown', 'partly', 'passed', 'skipped'] as const;
type Kind = (typeof kinds)[number];
const kindWords: Readonly<Record<Kind, string>> = {
  failed: 'failed',
  expected: 'failed as expected',
  unknown: 'cannot tell',
  partly: 'partly judged',
  passed: 'passed',
  skipped: 'skipped',
};

function kindOf({ outcome, expectedFailure }: Cell): Kind {
  if (outcome === 'failed') return excuses(expectedFailure) ? 'expected' : 'failed';
  if (outcome === 'partly judged') return 'partly';
  return outcome === 'cannot tell' ? 'unknown' : outcome;
}

/** One entry for each requirement, however many targets do not meet it. */
function failures(summary: Summary): Markup | undefined {
  const unmet = summary.requirements.flatMap(row => {
    const cells = row.targets.filter(
      cell => ['failed', 'unknown'].includes(kindOf(cell)) && !isExplained(cell),
    );
    return cells.length > 0 ? [{ row, cells }] : [];
  });
  const stopped = summary.targets.filter(target => target.stopped !== undefined);
  const causes = causesOf(summary).map(
    ({ target, cause, told }) => html`<li class="failed">
<p class="what"><span class="mark" aria-hidden="true">✗</span><b>${target}</b>: ${told}</p>
<p class="facts"><span>${cause.certainty}</span><span>latchkey doctor --explain ${cause.id}</span></p>
</li>`,
  );
  if (unmet.length + stopped.length + causes.length === 0) return undefined;
  const asked = new Set(cellsOf(summary).map(({ cell }) => cell.target));
  const cutShort = stopped.map(
    ({ name, stopped: reason }) => html`<li class="unknown">
<p class="what"><span class="mark" aria-hidden="true">?</span><b>${name}</b> ${asked.has(name) ? 'could not be judged to the end' : 'could not be judged'}</p>
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
<p class="what"><span class="mark" aria-hidden="true">${marks[worst.outcome]}</span><a class="open" href="#row-${row.id}" data-row="${row.id}" data-target="${worst.target}"><b>${row.id}</b> ${row.title}</a></p>
<p class="facts"><span>${kindWords[kindOf(worst)]}</span><span>${row.level}</span><span>${many(own.length, 'scenario')} of ${worst.scenarios.length}</span>${summary.targets.length > 1 && html`<span class="on">on ${cells.slice(0, 6).map(({ target }, index) => html`${index > 0 && ', '}<a class="open" href="#row-${row.id}" data-row="${row.id}" data-target="${target}">${target}</a>`)}${cells.length > 6 && ` and ${cells.length - 6} more`}</span>`}</p>
${first && html`<details><summary>${first.name}: ${firstLine(reason)}</summary><pre tabindex="0">${reason}</pre></details>`}
</li>`;
  });
  return html`<section aria-labelledby="failed-title" class="failures">
<h2 id="failed-title">What needs a look</h2>
<ul>${causes}${cutShort}${items}</ul>
${unmet.length > mostFailures && html`<p class="more">… and ${unmet.length - mostFailures} more in the matrix below.</p>`}
</section>`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length > 180 ? `${line.slice(0, 180)}…` : line;
}

function matrix(model: ReportModel, summary: Summary): Markup {
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
  return html`<section aria-labelledby="matrix" class="matrix">
<div class="tools">
<h2 id="matrix" tabindex="-1">Requirements</h2>
<div class="filters" role="group" aria-label="Filter by outcome" hidden>
<button type="button" aria-pressed="true" data-kind="">all <b>${summary.requirements.length}</b></button>
${present.map(({ kind, number }) => html`<button type="button" aria-pressed="false" data-kind="${kind}" class="${kind}">${kindWords[kind]} <b>${number}</b></button>`)}
</div>
<input type="search" id="search" placeholder="Filter by id, words, level, source" aria-label="Filter by text" autocomplete="off" spellcheck="false" hidden>
<p class="shown" role="status"></p>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="Requirements by targets">
<table class="${isOne ? 'one' : summary.targets.length > 8 ? 'many' : 'some'}">
<thead><tr><th scope="col">Requirement</th>${summary.targets.map(({ name, version }) => html`<th scope="col" class="target">${name}${version !== undefined && html` <small>${version}</small>`}</th>`)}<th scope="col" class="time">Time</th></tr></thead>
${groups}</table>
</div>
<p class="nothing" hidden>No requirement fits the filter.</p>
</section>`;
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

function expectations({ expectedFailures = [] }: Summary): Markup | undefined {
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

function reasons(summary: Summary): Markup | undefined {
  const groups = unjudged(summary);
  if (groups.length === 0) return undefined;
  return html`<section aria-labelledby="unjudged-title" class="unjudged">
<h2 id="unjudged-title">Not judged, and why</h2>
<ul>${groups.map(
    ({ outcome, reason, scenarios, requirements, targets }) =>
      html`<li class="${outcome === 'skipped' ? 'skipped' : 'unknown'}"><p class="what"><span class="mark" aria-hidden="true">${marks[outcome]}</span>${outcome}: ${reason}</p>
<p class="facts"><span>${many(scenarios, 'scenario')}</span>${summary.targets.length > 1 && html`<span>${[...targets].slice(0, 6).join(', ')}${targets.size > 6 && ` and ${targets.size - 6} more`}</span>`}<span>${[...requirements].map((id, index) => html`${index > 0 && ', '}<a href="#row-${id}">${id}</a>`)}</span></p></li>`,
  )}</ul>
</section>`;
}

function footer(model: ReportModel, { exitCode }: Summary): Markup {
  const files = [
    'junit.xml',
    'summary.json',
    'summary.md',
    'exchanges.har',
    ...(model.messages ? ['messages.ndjson'] : []),
  ];
  return html`<footer>
<p>Exit code ${exitCode}. Secrets are masked as ***; keys keep their last four characters.</p>
<p>The same for tools: ${files.map((file, index) => html`${index > 0 && ', '}<a href="${file}">${file}</a>`)}</p>
</footer>`;
}

/** Filled by the script when a cell is opened. */
function dialog(): Markup {
  return html`<dialog id="sheet" aria-labelledby="sheet-title">
<header><p class="facts" id="sheet-facts"></p><h2 id="sheet-title" tabindex="-1"></h2>
<div class="nav"><button type="button" id="previous" aria-label="Requirement before">↑</button><button type="button" id="next" aria-label="Requirement after">↓</button><button type="button" id="close" aria-label="Close">✕</button></div></header>
<div id="sheet-body"></div>
</dialog>`;
}
