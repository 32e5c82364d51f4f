/**
 * Bundles what runs in the browser of a person: the page of the workbench into `src/workbench/page.json`, one HTML file with
 * its script and style and the policy that lets these two run and nothing else; and the script of the report's page into
 * `src/report/page/in-browser.json`. `--check` tells whether they are up to date.
 *
 * The bundles are kept in git, so that a fresh checkout shows the pages without a build.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { currentText } from './current-text.ts';

const root = path.resolve(import.meta.dirname, '..');
/** What the workbench's page may take, in bytes: it is loaded before anybody has seen anything. */
const largestPage = 150_000;
/** What the report's script may take: each of a thousand stores' pages has it. */
const largestScript = 30_000;

const wanted: readonly (readonly [file: string, content: object])[] = [
  ['src/workbench/page.json', await workbenchPage()],
  [
    'src/report/page/in-browser.json',
    { script: await bundled('src/report/page/browser/main.tsx', largestScript) },
  ],
];
for (const [file, content] of wanted) {
  const text = `${JSON.stringify(content, null, 1)}\n`;
  if (currentText(path.join(root, file)) === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${file} is out of date: run npm run generate.`);
    process.exitCode = 1;
  } else writeFileSync(path.join(root, file), text);
}

async function workbenchPage(): Promise<{ policy: string; html: string }> {
  const script = await bundled('src/workbench/page/main.tsx', largestPage);
  const style = ['src/page-parts/palette.css', 'src/workbench/page/page.css', 'src/page-parts/parts.css']
    .map(sheet => readFileSync(path.join(root, sheet), 'utf8'))
    .join('\n')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (/<\/style/i.test(style)) throw new Error('the page would end its own style');
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>Latchkey workbench</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<noscript>The workbench needs JavaScript; GET /journal of the control listener has the same as JSON.</noscript>
<!-- With Preact: copyright (c) 2015-present Jason Miller, MIT licence. -->
<script>${script}</script>
</body>
</html>
`;
  assertSize('the page of the workbench', html, largestPage);
  return { policy, html };
}

/** The script of a page: one text that stands in a script element. */
async function bundled(entry: string, largest: number): Promise<string> {
  const bundle = await rolldown({
    input: path.join(root, entry),
    platform: 'browser',
    tsconfig: false,
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, comments: false });
  await bundle.close();
  const { code, imports } = output[0];
  if (imports.length > 0) throw new Error(`${entry} asks for ${imports.join(', ')}, which no browser has`);
  const script = code.trim();
  if (/<\/script|<!--/i.test(script)) throw new Error(`${entry} would end its own script`);
  assertSize(entry, script, largest);
  return script;
}

function assertSize(what: string, text: string, largest: number): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > largest) throw new Error(`${what} has ${bytes} bytes, over ${largest}`);
}

function digest(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
