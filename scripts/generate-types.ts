/**
 * Generates TypeScript types from the JSON Schemas, so that what is validated and what is typed cannot part.
 * With --check nothing is written, and types that are out of date end it with code 1.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileFromFile } from 'json-schema-to-typescript';

const root = path.resolve(import.meta.dirname, '..');

/** Where the types of a schema go: those of answers beside their validators, the others into `src/schemas`. */
function targetOf(schema: string): string {
  const folder = schema.startsWith('schemas/answers/') ? 'src/answers' : 'src/schemas';
  return `${folder}/${path.basename(schema, '.schema.json')}.generated.ts`;
}

const bannerComment = `/* Generated from the JSON Schema by \`npm run generate\`: change the schema, not this file. */`;

const schemas = globSync('schemas/**/*.schema.json', { cwd: root })
  .map(file => file.split(path.sep).join('/'))
  .sort();
const wanted = new Map<string, string>();
for (const schema of schemas) {
  const source = await compileFromFile(path.join(root, schema), {
    bannerComment,
    cwd: path.dirname(path.join(root, schema)),
    format: true,
    style: { singleQuote: true },
    additionalProperties: true,
    unknownAny: true,
    ignoreMinAndMaxItems: true,
  });
  wanted.set(targetOf(schema), source);
}

const stale = globSync('src/{answers,schemas}/*.generated.ts', { cwd: root })
  .map(file => file.split(path.sep).join('/'))
  .filter(file => !wanted.has(file));
const changed = [...wanted].filter(([file, text]) => read(file) !== text);

if (process.argv.includes('--check')) {
  const wrong = [...changed.map(([file]) => file), ...stale];
  if (wrong.length > 0) {
    console.error(`The types are not those of the schemas (${wrong.join(', ')}): run npm run generate.`);
    process.exitCode = 1;
  }
} else {
  for (const file of stale) rmSync(path.join(root, file));
  for (const [file, text] of changed) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}
