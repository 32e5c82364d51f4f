import { intval } from '../../../php/intval.ts';
import type { RestArg } from '../route.ts';
import { chooseType } from './validate.ts';
import { isPlainObject, parseList, phpString } from './values.ts';

/** `rest_sanitize_value_from_schema()`: what a value becomes once it has been found valid. */
export function sanitizeValue(value: unknown, schema: RestArg): unknown {
  switch (chooseType(value, schema)) {
    case 'array':
      return sanitizeList(value, schema);
    case 'object':
      return sanitizeObject(value, schema);
    case 'null':
      return null;
    case 'integer':
      return intval(value);
    case 'number':
      return Number(value);
    case 'boolean':
      return typeof value === 'string' ? !['', 'false', '0'].includes(value.toLowerCase()) : Boolean(value);
    case 'string':
      return phpString(value);
    default:
      return value;
  }
}

function sanitizeList(value: unknown, schema: RestArg): unknown[] {
  const { items } = schema;
  const list = parseList(value);
  return items ? list.map(item => sanitizeValue(item, items)) : list;
}

/** To PHP a list is an object whose keys are numbers, and stays a list. */
function sanitizeObject(value: unknown, schema: RestArg): object {
  const sanitized: Record<string, unknown> = {};
  const object = isPlainObject(value) ? value : Array.isArray(value) ? { ...value } : {};
  for (const [name, item] of Object.entries(object)) {
    const property = schema.properties?.[name];
    if (property) sanitized[name] = sanitizeValue(item, property);
    else if (isPlainObject(schema.additionalProperties)) {
      sanitized[name] = sanitizeValue(item, schema.additionalProperties as RestArg);
    } else if (schema.additionalProperties !== false) sanitized[name] = item;
  }
  return Array.isArray(value) ? Object.values(sanitized) : sanitized;
}
