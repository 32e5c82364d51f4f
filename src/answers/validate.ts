import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

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
 * @throws {RangeError} for a kind that has no schema.
 */
export function answerProblems(kind: string, json: unknown): string[] {
  const validate = validatorOf(kind);
  return validate(json) ? [] : (validate.errors ?? []).map(describe);
}

function validatorOf(kind: string): ValidateFunction {
  if (!answerKinds.includes(kind))
    throw new RangeError(`no schema of an answer is called "${kind}"; there are ${answerKinds.join(', ')}`);
  ajv ??= loaded();
  return ajv.getSchema(`https://latchkey.invalid/schemas/answers/${kind}${suffix}`) as ValidateFunction;
}

function loaded(): Ajv {
  const instance = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  (addFormats as unknown as (ajv: Ajv) => void)(instance);
  for (const kind of answerKinds)
    instance.addSchema(JSON.parse(readFileSync(path.join(folder, `${kind}${suffix}`), 'utf8')));
  return instance;
}

/** `/0/billing: must have required property 'city'`. Values are left out: they may hold what is not to be told. */
function describe(error: ErrorObject): string {
  const allowed = error.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}` : '';
  const extra = error.keyword === 'additionalProperties' ? `: ${error.params.additionalProperty}` : '';
  return `${error.instancePath || 'the whole'} ${error.message}${allowed}${extra}`;
}
