import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Ajv, ValidateFunction } from 'ajv';
import { UsageError } from '../../mocks/errors.ts';
import type { AnswerTypes } from '../../schemas/types/answers.ts';
import { createAjv, problemSentence } from '../files/schema.ts';

export type { AnswerTypes };

/** The name of a schema of answers: `order-v3`, `rest-error` … */
export type AnswerKind = keyof AnswerTypes;

const folder = path.resolve(import.meta.dirname, '../../schemas/answers');
const suffix = '.schema.json';

/** As the files are called. */
const kinds = namesIn(folder);

/**
 * The kinds of answers that have a schema.
 *
 * @example
 * ```ts
 * import { answerKinds } from 'latchkey';
 *
 * answerKinds.includes('order-v3'); // true
 * ```
 */
export const answerKinds: readonly AnswerKind[] = kinds.filter(isAnswerKind);

let ajv: Ajv | undefined;

/**
 * Holds an answer's JSON against the schema of its kind.
 *
 * @returns what is wrong with it, a line for each; an empty list when nothing is.
 * @throws {UsageError} for a kind that has no schema.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { answerProblems } from 'latchkey';
 *
 * const response = await fetch('https://shop.test/wp-json/wc/v3/orders');
 * assert.deepEqual(answerProblems(response.ok ? 'orders-v3' : 'rest-error', await response.json()), []);
 * ```
 */
export function answerProblems(kind: string, json: unknown): string[] {
  const validate = validatorOf(kind);
  return validate(json) ? [] : (validate.errors ?? []).map(problemSentence);
}

/**
 * Whether an answer's JSON is of a kind: it fits the schema, and has its type from there on.
 *
 * @throws {UsageError} for a kind that has no schema.
 *
 * @example
 * ```ts
 * import { isAnswer } from 'latchkey';
 *
 * const response = await fetch('https://shop.test/wp-json/wc/v3/orders');
 * const json: unknown = await response.json();
 * if (isAnswer('rest-error', json)) console.error(json.code, json.message);
 * ```
 */
export function isAnswer<Kind extends AnswerKind>(kind: Kind, json: unknown): json is AnswerTypes[Kind] {
  return validatorOf(kind)(json) === true;
}

/** The types are generated from these very files: a name is a kind when it has one. */
function isAnswerKind(name: string): name is AnswerKind {
  return kinds.includes(name);
}

/** The schemas in a folder, without those below it. */
function namesIn(where: string): readonly string[] {
  return readdirSync(where)
    .filter(file => file.endsWith(suffix))
    .map(file => file.slice(0, -suffix.length))
    .sort();
}

function validatorOf(kind: string): ValidateFunction {
  if (!isAnswerKind(kind))
    throw new UsageError({
      what: `no schema of an answer is called "${kind}"`,
      expected: `one of ${answerKinds.join(', ')}`,
    });
  ajv ??= loaded();
  return ajv.getSchema(`https://latchkey.invalid/schemas/answers/${kind}${suffix}`) as ValidateFunction;
}

function loaded(): Ajv {
  const instance = createAjv();
  for (const where of [folder, path.join(folder, 'parts')])
    for (const name of namesIn(where))
      instance.addSchema(JSON.parse(readFileSync(path.join(where, `${name}${suffix}`), 'utf8')));
  return instance;
}
