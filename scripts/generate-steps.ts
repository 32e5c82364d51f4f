/**
 * Writes docs/guides/steps.md: the steps that scenarios can be written with, as they are registered in features/steps. With
 * --check nothing is written, and a page that is out of date ends it with code 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { featuresGlob, projectFolder, supportGlobs } from '../src/verify/features-folder.ts';

const file = 'docs/guides/steps.md';
const environment = {
  cwd: projectFolder,
  stdout: new Writable({ write: (_chunk, _encoding, done) => done() }),
};
const { runConfiguration } = await loadConfiguration(
  { file: false, provided: { paths: [featuresGlob], import: [...supportGlobs], dryRun: true } },
  environment,
);
const envelopes: Envelope[] = [];
await runCucumber(runConfiguration, environment, envelope => envelopes.push(envelope));
const stepDefinitions = envelopes.flatMap(({ stepDefinition }) => stepDefinition ?? []);
const parameterTypes = envelopes.flatMap(({ parameterType }) => parameterType ?? []);

const titles: Readonly<Record<string, string>> = {
  'client.ts': 'Keys, and what the client sends',
  'signing.ts': 'How the client signs',
  'nonces.ts': 'Nonces',
  'answer.ts': 'What the store answers',
  'authorization.ts': 'Granting keys',
  'legacy.ts': 'The legacy API',
  'hosting.ts': 'What hosting does on the way',
};

/** Cucumber does not tell by which of its functions a step was registered; the line where it was does. */
function keywordAt(uri: string, line: number): string {
  const lines = readFileSync(path.join(projectFolder, uri), 'utf8').split('\n');
  return /^(Given|When|Then)\b/.exec(lines[line - 1] ?? '')?.[1] ?? 'Given';
}

const steps = stepDefinitions.map(({ pattern, sourceReference: { uri = '', location } }) => ({
  file: path.basename(uri),
  keyword: keywordAt(uri, location?.line ?? 0),
  text: pattern.source.replaceAll(/^\^|\$$/g, ''),
}));
const order = [...new Set([...Object.keys(titles), ...steps.map(each => each.file)])];
const groups = order.flatMap(name => {
  const own = steps.filter(each => each.file === name);
  if (own.length === 0) return [];
  return [
    `## ${titles[name] ?? name}`,
    '',
    '```gherkin',
    ...own.map(each => `${each.keyword} ${each.text}`),
    '```',
    '',
  ];
});
const parameters = parameterTypes.map(
  ({ name, regularExpressions }) => `- \`{${name}}\`: \`${regularExpressions.join('|')}\``,
);
const page = [
  '# The steps',
  '',
  '<!-- Written by `npm run generate` from features/steps: change the code, not this file. -->',
  '',
  'What scenarios are written with: those of the suite and [your own](own-requirements.md). `{string}` is a text in quotes,',
  '`{int}` a whole number; what else stands in braces is explained at the end.',
  '',
  ...groups,
  '## What stands in braces',
  '',
  ...parameters,
  '',
].join('\n');

const place = path.join(projectFolder, file);
const isUpToDate = existsSync(place) && readFileSync(place, 'utf8') === page;
if (process.argv.includes('--check')) {
  if (!isUpToDate) {
    console.error(`${file} does not list the steps as they are: run npm run generate.`);
    process.exitCode = 1;
  }
} else if (!isUpToDate) writeFileSync(place, page);
