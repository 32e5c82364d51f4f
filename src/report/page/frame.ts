import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Summary } from '../../../schemas/types/summary.ts';
import { outcomes, stepStatuses } from '../../verify/outcomes.ts';
import type { ReportModel } from '../model.ts';
import { expectationWords } from '../summary.ts';
import { verdictOf } from '../words.ts';
import type { PageData } from './data.ts';
import { packDetails } from './details.ts';
import { html, Markup } from './html.ts';
import built from './in-browser.json' with { type: 'json' };

/** How large a page may become, in characters; what is shown without opening a cell is never cut. */
const largest = 2_900_000;

const style = ['../../page-parts/palette.css', './page.css', '../../page-parts/parts.css']
  .map(sheet => readFileSync(new URL(sheet, import.meta.url), 'utf8'))
  .join('\n');
const { script } = built;
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
 * A page that needs nothing else: no network, no server. What is in its body can be read without JavaScript; scenarios
 * with their steps and exchanges are opened with it.
 */
export function framed(model: ReportModel, summary: Summary, content: Markup): string {
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
  const details = packDetails(model, largest - head.length - content.text.length - script.length);
  const data: PageData = {
    ...details,
    rows: model.requirements.map(({ id, level, title, source, fix }) => ({ id, level, title, source, fix })),
    targets: summary.targets.map(({ name }) => name),
    expected: (summary.expectedFailures ?? []).map(({ requirement, target, state, expires, reason }) => ({
      requirement,
      target,
      text: `${expectationWords[state]} (until ${expires}): ${reason}`,
    })),
    outcomes,
    stepStatuses,
  };
  // In a script element only "<" can end the data before its end.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `${head}
<body>
${content.text}
${dialog().text}
<script type="application/json" id="data">${json}</script>
<!-- With Preact: copyright (c) 2015-present Jason Miller, MIT licence. -->
<script>${script}</script>
</body>
</html>
`;
}

/** Links to the files beside the page; `folder` is the way to them. */
export function footer(model: ReportModel, { exitCode }: Summary, folder = ''): Markup {
  const files = [
    'junit.xml',
    'summary.json',
    'summary.md',
    'exchanges.har',
    ...(model.messages ? ['messages.ndjson'] : []),
  ];
  return html`<footer>
<p>Exit code ${exitCode}. Secrets are masked as ***; keys keep their last four characters.</p>
<p>The same for tools: ${files.map((file, index) => html`${index > 0 && ', '}<a href="${folder}${file}">${file}</a>`)}</p>
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
