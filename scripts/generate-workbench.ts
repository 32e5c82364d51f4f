/**
 * Bundles the page of the workbench into `src/workbench/page.json`: one HTML file with its script and style, and the
 * policy that lets these two run and nothing else. `--check` tells whether it is up to date.
 *
 * The bundle is kept in git, so that a fresh checkout shows the page without a build.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { currentText } from './current-text.ts';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'src/workbench/page');
const file = path.join(folder, '../page.json');
/** What the page may take, in bytes: it is loaded before anybody has seen anything. */
const largest = 150_000;

const bundle = await rolldown({
  input: path.join(folder, 'main.tsx'),
  platform: 'browser',
  tsconfig: false,
  transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
const { output } = await bundle.generate({ format: 'iife', minify: true, comments: false });
await bundle.close();
const script = output[0].code.trim();
const style = [path.join(root, 'src/report/page/palette.css'), path.join(folder, 'page.css')]
  .map(sheet => readFileSync(sheet, 'utf8'))
  .join('\n')
  .replaceAll(/\/\*.*?\*\//gs, '')
  .replaceAll(/\s+/g, ' ')
  .trim();
if (/<\/(?:script|style)/i.test(script + style))
  throw new Error('the page would end its own script or style');

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
if (Buffer.byteLength(html) > largest)
  throw new Error(`the page has ${Buffer.byteLength(html)} bytes, over ${largest}`);

const text = `${JSON.stringify({ policy, html }, null, 1)}\n`;
if (currentText(file) !== text) {
  if (process.argv.includes('--check')) {
    console.error('src/workbench/page.json is out of date: run npm run generate.');
    process.exitCode = 1;
  } else writeFileSync(file, text);
}

function digest(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
