/** The JSON Schemas in the form that the generator of types reads. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JSONSchema } from 'json-schema-to-typescript';

type Keywords = Record<string, unknown>;

/**
 * One schema that names every kind of answer: a member for each file of `schemas/answers`, whose types are written
 * once however many kinds are made of them.
 */
export function schemaOfAnswers(root: string): JSONSchema {
  const folder = path.join(root, 'schemas/answers');
  const names = globSync('**/*.schema.json', { cwd: folder })
    .map(file =>
      file
        .split(path.sep)
        .join('/')
        .replace(/\.schema\.json$/, ''),
    )
    .sort();
  const kinds = names.filter(name => !name.includes('/'));
  const own = (name: string): Keywords => {
    const schema = JSON.parse(readFileSync(path.join(folder, `${name}.schema.json`), 'utf8'));
    return inBundle(understood(schema), path.posix.dirname(name));
  };
  const definitions = Object.fromEntries(names.map(name => [definitionName(name), own(name)]));
  // A list needs no name of its own, and its kind says what it is.
  const member = (kind: string): Keywords => {
    const { title: _, description: __, ...schema } = definitions[kind] ?? {};
    return schema.type === 'array' ? schema : { $ref: definition(kind) };
  };
  return {
    title: 'AnswerTypes',
    description: 'What an answer of each kind holds once it is validated.',
    type: 'object',
    additionalProperties: false,
    required: kinds,
    properties: Object.fromEntries(kinds.map(kind => [kind, member(kind)])),
    definitions,
  };
}

function definitionName(name: string): string {
  return name.replaceAll('/', '-');
}

function definition(name: string): string {
  return `#/definitions/${definitionName(name)}`;
}

/** References to files become references inside the bundle, and a schema on top of another becomes its extension. */
function inBundle(schema: Keywords, from: string): Keywords {
  return mapped(schema, ({ $id: _, $ref, allOf, ...keywords }) => ({
    ...keywords,
    ...(Array.isArray(allOf) && { extends: allOf }),
    ...(typeof $ref === 'string' && {
      $ref: definition(path.posix.join(from, $ref).replace(/\.schema\.json$/, '')),
    }),
  }));
}

/**
 * A schema as the generator understands it rightly. Of an object that is described where it is referred to it would
 * write the type once more; an object without members and a value without a type may hold anything.
 */
export function understood(schema: Keywords): Keywords {
  const isObject = (ref: unknown) =>
    Object.entries(schema.definitions ?? {}).some(
      ([name, { type }]) => ref === `#/definitions/${name}` && type === 'object',
    );
  return mapped(schema, keywords => {
    const { $ref, type, properties, description, ...others } = keywords;
    if (isObject($ref)) return { $ref };
    if ([type].flat().includes('object') && !properties && !('allOf' in others))
      return { additionalProperties: true, ...keywords };
    return description !== undefined && Object.keys(keywords).length === 1
      ? { ...keywords, tsType: 'unknown' }
      : keywords;
  });
}

/** A schema with every schema inside it changed, from the inside out. */
function mapped(schema: Keywords, change: (keywords: Keywords) => Keywords): Keywords {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(each => (isKeywords(each) ? mapped(each, change) : each));
    return isKeywords(value) ? mapped(value, change) : value;
  };
  const byName = new Set(['properties', 'definitions']);
  const entries = Object.entries(schema).map(([keyword, value]) => [
    keyword,
    byName.has(keyword) && isKeywords(value)
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inside(each)]))
      : inside(value),
  ]);
  return change(Object.fromEntries(entries));
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
