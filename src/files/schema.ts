import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { nearestName } from '../../mocks/did-you-mean.ts';
import { type JsonDocument, type Location, pointer } from './json-document.ts';

/** A validator of JSON Schema draft 7 with formats; it reports every error, so that the one that tells most is found. */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    strict: true,
    strictTuples: false,
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
  });
  addFormats.default(ajv);
  return ajv;
}

let ajv: Ajv | undefined;

/**
 * What a string has to look like, in words, by the end of the way to its pattern in the schema:
 * `definitions/siteUrl`, `headers/propertyNames`.
 */
export type Forms = Readonly<Record<string, string>>;

/**
 * A document's value, held against a schema.
 *
 * @param forms the words for patterns.
 * @throws {LatchkeyError} of the document's kind: place, JSON pointer, and what was expected there.
 */
export function checked<T>(document: JsonDocument, schema: object, forms: Forms = {}): T {
  ajv ??= createAjv();
  const validate: ValidateFunction<T> = ajv.compile<T>(schema);
  if (validate(document.value)) return document.value;
  const { location, what, expected } = mostTelling(validate.errors ?? [], {
    forms,
    whole: document.kind.expected,
  });
  throw document.problem(location, what, expected);
}

interface Words {
  readonly forms: Forms;
  /** What the whole is to be: `a fixture`. */
  readonly whole?: string;
}

/** What is wrong at a value. */
interface SchemaProblem {
  readonly location: Location;
  readonly what?: string;
  readonly expected?: string;
}

/** The error that stands deepest tells most: an `anyOf` reports each of its ways. */
function mostTelling(errors: readonly ErrorObject[], words: Words): SchemaProblem {
  const depth = (error: ErrorObject) => locationOf(error).length;
  const best = errors.reduce((one, error) => (depth(error) > depth(one) ? error : one));
  if (best.keyword !== 'type') return problemOf(best, words);
  // Each way of an `anyOf` names its own type.
  const types = errors.filter(each => each.keyword === 'type' && each.instancePath === best.instancePath);
  const expected = new Set(types.flatMap(each => problemOf(each, words).expected ?? []));
  return { ...problemOf(best, words), expected: [...expected].join(' or ') };
}

/** One error of a validator as a sentence: `/0/billing: expected a property "city"`. */
export function problemSentence(error: ErrorObject): string {
  const { location, what, expected } = problemOf(error, { forms: {} });
  const wrong = [what, expected && `expected ${expected}`].filter(Boolean).join('; ');
  return `${location.length === 0 ? 'the whole' : pointer(location)}: ${wrong}`;
}

/** What an error says. Values are left out: they may hold what is not to be told. */
function problemOf(error: ErrorObject, { forms, whole }: Words): SchemaProblem {
  const location = locationOf(error);
  const { params, data } = error;
  switch (error.keyword) {
    case 'type':
      return { location, what: `it is ${kindOf(data)}`, expected: typesOf(params.type).join(' or ') };
    case 'required': {
      const property = `a property "${params.missingProperty}"`;
      return { location, expected: location.length === 0 && whole ? `${whole} with ${property}` : property };
    }
    case 'additionalProperties':
      return { location, ...unknownName(params.additionalProperty, namesAt(error)) };
    case 'enum':
      return { location, ...oneOf(params.allowedValues, error.propertyName ?? data) };
    case 'const':
      return { location, expected: JSON.stringify(params.allowedValue) };
    case 'pattern':
      return { location, expected: formOf(error, forms) ?? `a string that matches ${params.pattern}` };
    case 'format':
      return { location, expected: formats[params.format] ?? `a string of the format ${params.format}` };
    case 'minLength':
      return {
        location,
        expected: params.limit === 1 ? 'a string that is not empty' : `${params.limit} characters at least`,
      };
    case 'minItems':
      return { location, expected: `${params.limit} or more elements` };
    case 'minProperties':
      return { location, expected: `${params.limit} or more properties` };
    case 'minimum':
      return { location, expected: `a number of at least ${params.limit}` };
    case 'exclusiveMinimum':
      return { location, expected: `a number above ${params.limit}` };
    case 'maximum':
      return { location, expected: `a number of at most ${params.limit}` };
    default:
      return { location, what: error.message ?? 'it is not as expected' };
  }
}

function oneOf(allowed: readonly unknown[], found: unknown): Omit<SchemaProblem, 'location'> {
  const names = allowed.filter(each => typeof each === 'string');
  if (names.length < allowed.length || typeof found !== 'string')
    return { expected: `one of ${allowed.map(each => JSON.stringify(each)).join(', ')}` };
  const meant = nearestName(found, names);
  return {
    expected: `one of ${names.join(', ')}${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`,
  };
}

function unknownName(name: string, known: readonly string[]): Omit<SchemaProblem, 'location'> {
  const meant = nearestName(name, known);
  return {
    what: `unknown property "${name}"${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`,
    expected: known.length === 0 ? 'none' : `one of ${known.join(', ')}`,
  };
}

/** The names that the schema has at the place of an unknown one. */
function namesAt({ parentSchema }: ErrorObject): string[] {
  return Object.keys((parentSchema?.properties as object | undefined) ?? {});
}

function formOf({ schemaPath }: ErrorObject, forms: Forms): string | undefined {
  return Object.entries(forms).find(([end]) => schemaPath.endsWith(`/${end}/pattern`))?.[1];
}

/** The way to what is wrong; of a name that is wrong, its member. */
function locationOf(error: ErrorObject): string[] {
  const parts = error.instancePath
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = error.params.additionalProperty ?? error.params.propertyName ?? error.propertyName;
  return name === undefined ? parts : [...parts, name];
}

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a day such as 2026-12-31',
  'date-time': 'a time such as 2026-11-21T03:00:00Z',
};

function typesOf(type: string | readonly string[]): string[] {
  return [type].flat().map(each => types[each] ?? each);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  return types[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}
