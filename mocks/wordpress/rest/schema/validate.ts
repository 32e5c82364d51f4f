import type { RestArg } from '../route.ts';
import { checkFormat } from './formats.ts';
import type { SchemaError } from './schema-error.ts';
import {
  isBoolean,
  isInteger,
  isList,
  isNumeric,
  isPlainObject,
  isRestObject,
  type JsonObject,
  parseList,
  phpString,
} from './values.ts';

/**
 * `rest_validate_value_from_schema()`: the first thing that is wrong with a value, in WordPress's words.
 * @param param the parameter's name as the message shows it: `status[0]`.
 */
export function validateValue(value: unknown, schema: RestArg, param: string): SchemaError | undefined {
  const { anyOf, oneOf } = schema;
  if (Array.isArray(anyOf)) return validateAgainst(value, anyOf, false, param);
  if (Array.isArray(oneOf)) return validateAgainst(value, oneOf, true, param);
  const type = chooseType(value, schema);
  if (type === undefined) return schema.type === undefined ? undefined : wrongType(param, schema.type);
  const wrong = validateType(value, type, schema, param);
  if (wrong) return wrong;
  const allowed = Object.values(schema.enum ?? []);
  if (allowed.length > 0) {
    const listed = validateEnum(value, allowed, type, param);
    if (listed) return listed;
  }
  if (schema.format !== undefined && (type === 'string' || !knownTypes.has(type))) {
    return checkFormat(phpString(value), schema.format, param);
  }
  return undefined;
}

/** `rest_find_any_matching_schema()` and `rest_find_one_matching_schema()`, which allows no second one. */
function validateAgainst(
  value: unknown,
  schemas: readonly RestArg[],
  onlyOne: boolean,
  param: string,
): SchemaError | undefined {
  const wrongs = schemas.map(schema => validateValue(value, schema, param));
  const fitting = schemas.filter((_, index) => wrongs[index] === undefined);
  if (fitting.length === 1 || (fitting.length > 1 && !onlyOne)) return undefined;
  if (fitting.length > 1) {
    const titles = titlesOf(fitting);
    return error(
      'rest_one_of_multiple_matches',
      titles.length === fitting.length
        ? `${param} matches ${conjunction(titles)}, but should match only one.`
        : `${param} matches more than one of the expected formats.`,
    );
  }
  // `rest_get_combining_operation_error()`: a schema of another type than the value's is none that was meant.
  const meant = wrongs.flatMap((wrong, index) =>
    wrong === undefined || isOfOtherType(wrong, param) ? [] : [{ wrong, schema: schemas[index] as RestArg }],
  );
  const [nearest] = meant;
  if (nearest !== undefined) {
    const title = nearest.schema.title;
    return error(
      'rest_no_matching_schema',
      title === undefined
        ? `${param} does not match the expected format. Reason: ${nearest.wrong.message}`
        : `${param} is not a valid ${title}. Reason: ${nearest.wrong.message}`,
    );
  }
  const titles = titlesOf(schemas);
  return error(
    'rest_no_matching_schema',
    titles.length === schemas.length
      ? `${param} is not a valid ${conjunction(titles)}.`
      : `${param} does not match any of the expected formats.`,
  );
}

function isOfOtherType({ code, data }: SchemaError, param: string): boolean {
  return code === 'rest_invalid_type' && (data as { param?: unknown } | null)?.param === param;
}

function titlesOf(schemas: readonly RestArg[]): string[] {
  return schemas.flatMap(({ title }) => (typeof title === 'string' ? title : []));
}

const knownTypes = new Set(['array', 'object', 'string', 'number', 'integer', 'boolean', 'null']);

/** `rest_handle_multi_type_schema()`: of several types, the first that fits. */
export function chooseType(value: unknown, schema: RestArg): string | undefined {
  const { type } = schema;
  if (type === undefined || typeof type === 'string') return type;
  // An empty string would be a list and an object too: WordPress puts a string first there.
  if (value === '' && type.includes('string')) return 'string';
  return type.find(one => fits(value, one));
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'boolean':
      return isBoolean(value);
    case 'object':
      return isRestObject(value);
    case 'array':
      return isList(value);
    case 'number':
      return isNumeric(value);
    case 'integer':
      return isInteger(value);
    default:
      return typeof value === 'string';
  }
}

function validateType(value: unknown, type: string, schema: RestArg, param: string): SchemaError | undefined {
  switch (type) {
    case 'null':
      return value === null ? undefined : wrongType(param, 'null');
    case 'boolean':
      return isBoolean(value) ? undefined : wrongType(param, 'boolean');
    case 'object':
      return validateObject(value, schema, param);
    case 'array':
      return validateList(value, schema, param);
    case 'number':
      return isNumeric(value) ? validateNumber(Number(value), schema, param) : wrongType(param, 'number');
    case 'integer':
      // A fraction is told only where it is within the bounds.
      return (
        (isNumeric(value) ? validateNumber(Number(value), schema, param) : wrongType(param, 'integer')) ??
        (isInteger(value) ? undefined : wrongType(param, 'integer'))
      );
    case 'string':
      return typeof value === 'string' ? validateString(value, schema, param) : wrongType(param, 'string');
    default:
      return undefined;
  }
}

function wrongType(param: string, type: string | readonly string[]): SchemaError {
  const types = typeof type === 'string' ? type : type.join(',');
  return { code: 'rest_invalid_type', message: `${param} is not of type ${types}.`, data: { param } };
}

function error(code: string, message: string): SchemaError {
  return { code, message, data: null };
}

/** `rest_validate_enum()`: values are compared after both have been given the schema's type. */
function validateEnum(value: unknown, allowed: readonly unknown[], type: string, param: string) {
  if (allowed.some(one => sameValue(one, value, type))) return undefined;
  const names = allowed.map(one =>
    isPlainObject(one) || Array.isArray(one) ? JSON.stringify(one) : phpString(one),
  );
  return error(
    'rest_not_in_enum',
    names.length === 1 ? `${param} is not ${names[0]}.` : `${param} is not one of ${conjunction(names)}.`,
  );
}

function sameValue(a: unknown, b: unknown, type: string): boolean {
  if (type === 'integer' || type === 'number') return Number(a) === Number(b);
  if (type === 'boolean') return String(a) === String(b);
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}

/** `wp_sprintf_l()`: `a`, `a and b`, `a, b, and c`. */
function conjunction(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  if (names.length === 2) return `${names[0]} and ${names[1]}`;
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

/** `rest_validate_number_value_from_schema()`; `%d` in its messages cuts a fraction off. */
function validateNumber(value: number, schema: RestArg, param: string): SchemaError | undefined {
  if (typeof schema.multipleOf === 'number' && value % schema.multipleOf !== 0) {
    return error('rest_invalid_multiple', `${param} must be a multiple of ${schema.multipleOf}.`);
  }
  const { minimum, maximum } = schema;
  const openBelow = schema.exclusiveMinimum === true;
  const openAbove = schema.exclusiveMaximum === true;
  const below = minimum !== undefined && (openBelow ? value <= minimum : value < minimum);
  const above = maximum !== undefined && (openAbove ? value >= maximum : value > maximum);
  if (!below && !above) return undefined;
  const low = Math.trunc(minimum ?? 0);
  const high = Math.trunc(maximum ?? 0);
  if (maximum === undefined) {
    const bound = openBelow ? 'greater than' : 'greater than or equal to';
    return error('rest_out_of_bounds', `${param} must be ${bound} ${low}`);
  }
  if (minimum === undefined) {
    const bound = openAbove ? 'less than' : 'less than or equal to';
    return error('rest_out_of_bounds', `${param} must be ${bound} ${high}`);
  }
  const edge = (open: boolean) => (open ? 'exclusive' : 'inclusive');
  return error(
    'rest_out_of_bounds',
    `${param} must be between ${low} (${edge(openBelow)}) and ${high} (${edge(openAbove)})`,
  );
}

/** `rest_validate_string_value_from_schema()`; lengths are characters, not bytes. */
function validateString(value: string, schema: RestArg, param: string): SchemaError | undefined {
  const length = [...value].length;
  if (typeof schema.minLength === 'number' && length < schema.minLength) {
    return error(
      'rest_too_short',
      `${param} must be at least ${counted(schema.minLength, 'character')} long.`,
    );
  }
  if (typeof schema.maxLength === 'number' && length > schema.maxLength) {
    return error('rest_too_long', `${param} must be at most ${counted(schema.maxLength, 'character')} long.`);
  }
  if (typeof schema.pattern === 'string' && !patternOf(schema.pattern).test(value)) {
    return error('rest_invalid_pattern', `${param} does not match pattern ${schema.pattern}.`);
  }
  return undefined;
}

function validateList(value: unknown, schema: RestArg, param: string): SchemaError | undefined {
  if (!isList(value)) return wrongType(param, 'array');
  const list = parseList(value);
  if (schema.items) {
    for (const [index, item] of list.entries()) {
      const wrong = validateValue(item, schema.items, `${param}[${index}]`);
      if (wrong) return wrong;
    }
  }
  if (typeof schema.minItems === 'number' && list.length < schema.minItems) {
    return error('rest_too_few_items', `${param} must contain at least ${counted(schema.minItems, 'item')}.`);
  }
  if (typeof schema.maxItems === 'number' && list.length > schema.maxItems) {
    return error('rest_too_many_items', `${param} must contain at most ${counted(schema.maxItems, 'item')}.`);
  }
  if (schema.uniqueItems && new Set(list.map(item => JSON.stringify(item))).size < list.length) {
    return error('rest_duplicate_items', `${param} has duplicate items.`);
  }
  return undefined;
}

function validateObject(value: unknown, schema: RestArg, param: string): SchemaError | undefined {
  if (!isRestObject(value)) return wrongType(param, 'object');
  const object: JsonObject = isPlainObject(value) ? value : Array.isArray(value) ? { ...value } : {};
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const missing =
    required.find(name => !(name in object)) ??
    Object.entries(schema.properties ?? {}).find(
      ([name, one]) => one.required === true && !(name in object),
    )?.[0];
  if (missing !== undefined) {
    return error('rest_property_required', `${missing} is a required property of ${param}.`);
  }
  for (const [name, item] of Object.entries(object)) {
    const property = schema.properties?.[name];
    if (property) {
      const wrong = validateValue(item, property, `${param}[${name}]`);
      if (wrong) return wrong;
    } else if (schema.additionalProperties === false) {
      return error('rest_additional_properties_forbidden', `${name} is not a valid property of Object.`);
    } else if (isPlainObject(schema.additionalProperties)) {
      const wrong = validateValue(item, schema.additionalProperties as RestArg, `${param}[${name}]`);
      if (wrong) return wrong;
    }
  }
  return undefined;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** PCRE lets any punctuation mark be escaped, JavaScript only those that mean something. */
function patternOf(pattern: string): RegExp {
  return new RegExp(pattern.replace(/\\([%_@#&~'",:;=!<> ])/g, '$1'), 'u');
}
