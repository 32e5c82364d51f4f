import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Ajv, ValidateFunction } from 'ajv';
import { UsageError } from '../../mocks/errors.ts';
import { createAjv, problemSentence } from '../files/schema.ts';

const folder = path.resolve(import.meta.dirname, '../../schemas/answers');
const suffix = '.schema.json';

/** The names of the schemas of answers: `order-v3`, `rest-error` … */
export const answerKinds: readonly string[] = readdirSync(folder)
  .filter(file => file.endsWith(suffix))
  .map(file => file.slice(0, -suffix.length))
  .sort();

let ajv: Ajv | undefined;

/**
 * Holds an answer's JSON against the schema of its kind.
 *
 * @returns what is wrong with it, a line for each; an empty list when nothing is.
 * @throws {UsageError} for a kind that has no schema.
 */
export function answerProblems(kind: string, json: unknown): string[] {
  const validate = validatorOf(kind);
  return validate(json) ? [] : (validate.errors ?? []).map(problemSentence);
}

function validatorOf(kind: string): ValidateFunction {
  if (!answerKinds.includes(kind))
    throw new UsageError({
      what: `no schema of an answer is called "${kind}"`,
      expected: `one of ${answerKinds.join(', ')}`,
    });
  ajv ??= loaded();
  return ajv.getSchema(`https://latchkey.invalid/schemas/answers/${kind}${suffix}`) as ValidateFunction;
}

function loaded(): Ajv {
  const instance = createAjv();
  for (const kind of answerKinds)
    instance.addSchema(JSON.parse(readFileSync(path.join(folder, `${kind}${suffix}`), 'utf8')));
  return instance;
}
