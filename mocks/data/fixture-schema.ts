import { Ajv, type ErrorObject } from 'ajv';
import schema from '../../schemas/fixture.schema.json' with { type: 'json' };

const validate = new Ajv({ strict: true, allErrors: false }).compile(schema);

/** What is wrong with a fixture, in one line: where, and what was expected; undefined when nothing is. */
export function fixtureFault(data: unknown): string | undefined {
  if (validate(data)) return undefined;
  const error = validate.errors?.[0];
  return error ? describe(error) : 'expected a fixture';
}

/** Ajv's error as a sentence: the place as a JSON pointer, and what stands there instead. */
function describe(error: ErrorObject): string {
  const at = error.instancePath === '' ? 'the fixture' : error.instancePath;
  switch (error.keyword) {
    case 'type':
      return `${at}: expected ${article(error.params.type)}`;
    case 'required':
      return `${at}: expected a property ${JSON.stringify(error.params.missingProperty)}`;
    case 'additionalProperties':
      return `${at}: expected no property ${JSON.stringify(error.params.additionalProperty)}`;
    case 'enum':
      return `${at}: expected one of ${error.params.allowedValues.join(', ')}`;
    case 'pattern':
      return `${at}: expected ${meant(at)}`;
    default:
      return `${at}: ${error.message}`;
  }
}

function article(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function meant(at: string): string {
  if (at === '/home' || at === '/https') return 'an absolute URL, such as http://shop.test:8080';
  return 'a version, such as 10.5.0';
}
