/**
 * Generates TypeScript types from the JSON Schemas into `schemas/types`, so that what is validated and what is typed
 * cannot part. With --check nothing is written, and types that are out of date or that nobody uses end it with code 1.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { currentText } from './current-text.ts';
import { schemaOfAnswers, understood } from './schemas.ts';
import { unusedTypes } from './unused-types.ts';

const root = path.resolve(import.meta.dirname, '..');
const folder = 'schemas/types';
const banner = (schema: string) =>
  `/* Generated from ${schema} by \`npm run generate\`: change the schema, not this file. */`;

const wanted = new Map<string, string>();
for (const file of globSync('schemas/*.schema.json', { cwd: root }).map(posix).sort())
  wanted.set(
    `${folder}/${path.basename(file, '.schema.json')}.ts`,
    await typesOf(understood(JSON.parse(readFileSync(path.join(root, file), 'utf8'))), file),
  );
wanted.set(`${folder}/answers.ts`, await typesOf(schemaOfAnswers(root), 'schemas/answers'));

const stale = globSync(`${folder}/*.ts`, { cwd: root })
  .map(posix)
  .filter(file => !wanted.has(file));
const changed = [...wanted].filter(([file, text]) => currentText(path.join(root, file)) !== text);

if (process.argv.includes('--check')) {
  const wrong = [...changed.map(([file]) => file), ...stale];
  if (wrong.length > 0)
    fail(`The types are not those of the schemas (${wrong.join(', ')}): run npm run generate.`);
  const unused = unusedTypes(root, wanted);
  if (unused.length > 0) fail(`Types that are generated and that no code imports: ${unused.join(', ')}.`);
} else {
  for (const file of stale) rmSync(path.join(root, file));
  for (const [file, text] of changed) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** `source` is what the banner names. */
function typesOf(schema: JSONSchema, source: string): Promise<string> {
  return compile(schema, '', {
    bannerComment: banner(source),
    format: true,
    style: { singleQuote: true },
    // A type names what a schema names; what else a value may hold, no code can rely on.
    additionalProperties: false,
    unknownAny: true,
    ignoreMinAndMaxItems: true,
  });
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

function posix(file: string): string {
  return file.split(path.sep).join('/');
}
