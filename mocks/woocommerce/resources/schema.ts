import type { RestArg } from '../../wordpress/rest/route.ts';

/** A resource's JSON Schema (draft 4), as its controller writes it. */
export interface ItemSchema {
  readonly title: string;
  readonly properties: Readonly<Record<string, RestArg>>;
}

const viewAndEdit = ['view', 'edit'];
export const viewOnly: readonly string[] = ['view'];
export const editOnly: readonly string[] = ['edit'];

/** A property that clients read and write. */
export function field(type: RestArg['type'], more: RestArg = {}): RestArg {
  return { type, context: viewAndEdit, ...more };
}

/** A property that clients read. */
export function readonlyField(type: RestArg['type'], more: RestArg = {}): RestArg {
  return { type, context: viewAndEdit, readonly: true, ...more };
}

/** A schema without some of its properties. */
export function withoutProperties({ title, properties }: ItemSchema, names: string): ItemSchema {
  const left = new Set(names.split(' '));
  return {
    title,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !left.has(name))),
  };
}

/** A schema with these properties in this order, behind those that stand before the first of them: what is wrong is named so. */
export function inOrder({ title, properties }: ItemSchema, names: string): ItemSchema {
  const listed = names.split(' ').filter(name => properties[name] !== undefined);
  const moved = new Set(listed);
  const first = Object.keys(properties).findIndex(name => moved.has(name));
  const others = Object.keys(properties).filter(name => !moved.has(name));
  const before = Object.keys(properties)
    .slice(0, first)
    .filter(name => !moved.has(name));
  const order = [...before, ...listed, ...others.filter(name => !before.includes(name))];
  return { title, properties: Object.fromEntries(order.map(name => [name, properties[name] as RestArg])) };
}

/** A schema some of whose properties can only be read. */
export function withReadonly({ title, properties }: ItemSchema, names: string): ItemSchema {
  const read = Object.fromEntries(
    names.split(' ').map(name => [name, { ...properties[name], readonly: true }]),
  );
  return { title, properties: { ...properties, ...read } };
}

export const metaData: RestArg = field('array', {
  items: {
    type: 'object',
    properties: { id: readonlyField('integer'), key: field('string'), value: field('mixed') },
  },
});

/** What OPTIONS shows of a schema. */
export function publicSchema({ title, properties }: ItemSchema): unknown {
  return { $schema: 'http://json-schema.org/draft-04/schema#', title, type: 'object', properties };
}

/** What WooCommerce calls `mixed` is any of these to WordPress. */
const anything = ['null', 'object', 'string', 'number', 'boolean', 'integer', 'array'];
/** Keywords of a schema that an argument takes over. */
const ofArguments = ['default', 'enum', 'format', 'items', 'properties', 'minimum', 'maximum'];

/**
 * `get_endpoint_args_for_item_schema()`: what can be written. Creating has defaults and required properties,
 * changing has neither. WooCommerce's `date-time` and `mixed` become types that WordPress knows.
 */
export function writableArgs(schema: ItemSchema, creating: boolean): Record<string, RestArg> {
  const args: Record<string, RestArg> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    if (property.readonly === true) continue;
    args[name] = argument(property, creating);
  }
  return args;
}

function argument(property: RestArg, creating: boolean): RestArg {
  const arg: Record<string, unknown> = { ...knownTypes(property) };
  for (const name of Object.keys(arg)) {
    if (name !== 'type' && name !== 'sanitize' && !ofArguments.includes(name)) delete arg[name];
  }
  if (!creating) delete arg.default;
  return { ...arg, required: creating && property.required === true };
}

function knownTypes(property: RestArg): RestArg {
  const known: Record<string, unknown> = { ...property };
  if (property.type === 'mixed') known.type = anything;
  else if (property.type === 'date-time') known.type = ['null', 'string'];
  else if (property.type === 'bool') known.type = 'boolean';
  if (property.properties) known.properties = mapValues(property.properties, knownTypes);
  if (property.items) known.items = knownTypes(property.items);
  return known;
}

function mapValues<T>(object: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
