import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { reason, UsageError } from '../../mocks/errors.ts';
import schema from '../../schemas/configuration.schema.json' with { type: 'json' };
import { isSecretName } from '../redact/secret-names.ts';
import type { Configuration, TargetConfiguration } from '../schemas/configuration.generated.ts';

/** The name that is looked for in the current folder. */
export const configurationFile = 'latchkey.config.json';

/** A configuration, and where each of its values stands. */
export interface ReadConfiguration {
  /** As it was named: the start of every message about it. */
  readonly file: string;
  /** The folder that paths in it are seen from. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** `latchkey.config.json:12:5`. */
  place(at: readonly (string | number)[]): string;
}

/**
 * Reads and checks a configuration: JSON with comments.
 *
 * @throws {UsageError} (LATCHKEY_CONFIGURATION) of one line with file, place and what was expected.
 */
export function readConfiguration(file: string, cwd: string): ReadConfiguration {
  const whole = path.resolve(cwd, file);
  let text: string;
  try {
    text = readFileSync(whole, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw failure(`${file}: ${reason(cause)}; expected a configuration`, {
      cause,
      advice: 'latchkey init writes one to start from.',
    });
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const at = (offset: number) => `${file}:${lineAndColumn(text, offset)}`;
  const [first] = errors;
  if (first || !tree)
    throw failure(
      `${first ? at(first.offset) : file}: is no JSON (${first ? printParseErrorCode(first.error) : 'it is empty'}); expected a configuration`,
    );
  twice(tree, at);
  literalSecrets(tree, at);
  const data = dataOf(tree);
  const ajv = new Ajv({ strict: true, allErrors: true, verbose: true });
  const validate = ajv.compile(schema);
  if (!validate(data)) {
    const error = deepest(validate.errors ?? []);
    const location = pathOf(error);
    throw failure(`${at(nodeAt(tree, location).offset)}: ${told(error, location)}`);
  }
  return {
    file,
    folder: path.dirname(whole),
    configuration: data as unknown as Configuration,
    place: location => at(nodeAt(tree, location).offset),
  };
}

/**
 * The target of that name.
 *
 * @throws {UsageError} that names those that there are.
 */
export function targetNamed(read: ReadConfiguration, name: string): TargetConfiguration {
  const target = read.configuration.targets[name];
  if (target && Object.hasOwn(read.configuration.targets, name)) return target;
  throw new UsageError(
    `--target ${name}: ${read.file} has no such target; expected simulated, ${Object.keys(read.configuration.targets).join(', ')}`,
  );
}

function failure(message: string, options: { cause?: unknown; advice?: string } = {}): UsageError {
  return new UsageError(message, { code: 'LATCHKEY_CONFIGURATION', ...options });
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1) as string).length + 1}`;
}

/** Of two members with one name the first would be lost without a word. */
function twice(tree: Node, at: (offset: number) => string): void {
  visit(tree, [], (node, location) => {
    if (node.type !== 'object') return;
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const name = property.children?.[0]?.value as string;
      if (seen.has(name))
        throw failure(
          `${at(property.offset)}: ${shown([...location, name])} is given twice; expected it once`,
        );
      seen.add(name);
    }
  });
}

const credential = /\bc[ks]_[0-9a-f]{8,}|^[a-z]+:\/\/[^/?#\s]*:[^/?#\s]*@/i;
const secretHeader = /^(?:proxy-)?authorization$|^cookie$|token|key|secret/i;

/** A secret that stands in the file itself, by its name or by its form. The message never repeats it. */
function literalSecrets(tree: Node, at: (offset: number) => string): void {
  visit(tree, [], (node, location) => {
    if (node.type !== 'string') return;
    const name = String(location.at(-1));
    if (name === 'env') {
      if (!credential.test(node.value as string)) return;
    } else {
      const isHeader = location.at(-2) === 'headers';
      const isSecret =
        /^(?:consumerKey|consumerSecret|password)$/.test(name) ||
        (isHeader && (secretHeader.test(name) || isSecretName(name))) ||
        credential.test(node.value as string);
      if (!isSecret) return;
    }
    const variable = variableFor(location);
    throw failure(
      `${at(node.offset)}: ${shown(location)} is a literal secret; expected {"env": "${variable}"}, and the value in the variable ${variable} of the environment or of .env, which git ignores`,
    );
  });
}

/** `targets.staging.personas.owner.consumerSecret` becomes STAGING_OWNER_CONSUMER_SECRET. */
function variableFor(location: readonly (string | number)[]): string {
  const parts = location.filter(
    part => !['targets', 'personas', 'users', 'headers', 'env'].includes(String(part)),
  );
  return (
    parts
      .map(part => String(part).replace(/([a-z])([A-Z])/g, '$1_$2'))
      .join('_')
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^(?=\d)/, '_') || 'SECRET'
  );
}

function visit(
  node: Node,
  location: readonly (string | number)[],
  told: (node: Node, location: readonly (string | number)[]) => void,
): void {
  told(node, location);
  for (const [index, child] of (node.children ?? []).entries()) {
    if (node.type === 'array') visit(child, [...location, index], told);
    else if (child.type === 'property' && child.children?.[1])
      visit(child.children[1], [...location, child.children[0]?.value as string], told);
  }
}

function dataOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(dataOf);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).flatMap(({ children }) =>
      children?.[1] ? [[children[0]?.value as string, dataOf(children[1])]] : [],
    ),
  );
}

/** The error that stands deepest tells most: an `anyOf` reports each of its ways. */
function deepest(errors: readonly ErrorObject[]): ErrorObject {
  const depth = (error: ErrorObject) => pathOf(error).length;
  return errors.reduce((best, error) => (depth(error) > depth(best) ? error : best));
}

function pathOf(error: ErrorObject): string[] {
  const parts = error.instancePath
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const extra = error.params as { additionalProperty?: string; propertyName?: string };
  const name = extra.additionalProperty ?? extra.propertyName ?? error.propertyName;
  return name === undefined ? parts : [...parts, name];
}

/** The node of that path, or else of the nearest that is there. */
function nodeAt(tree: Node, location: readonly (string | number)[]): Node {
  for (let length = location.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, location.slice(0, length));
    if (node) return node.parent?.type === 'property' && length === location.length ? node.parent : node;
  }
  return tree;
}

function told(error: ErrorObject, location: readonly string[]): string {
  const where = location.length === 0 ? 'the configuration' : shown(location);
  switch (error.keyword) {
    case 'additionalProperties':
      return `${where} is none of the names that are known there; expected ${namesAt(error)}`;
    case 'required':
      return `${where} lacks "${(error.params as { missingProperty: string }).missingProperty}"`;
    case 'pattern':
      return `${where} is not of the form that was expected (${patterns[String(error.schemaPath.match(/definitions\/(\w+)/)?.[1])] ?? (error.params as { pattern: string }).pattern})`;
    case 'enum':
      return `${where}: expected one of ${(error.params as { allowedValues: string[] }).allowedValues.join(', ')}`;
    default:
      return `${where} ${error.message}`;
  }
}

const patterns: Readonly<Record<string, string>> = {
  siteUrl: 'an absolute http or https URL without user, query and fragment: https://staging.example.com/shop',
  secret: 'the name of a variable: STAGING_OWNER_SECRET',
};

/** The names that the schema has at the place of an unknown one. */
function namesAt({ parentSchema }: ErrorObject): string {
  const { properties } = (parentSchema ?? {}) as { readonly properties?: object };
  return Object.keys(properties ?? {}).join(', ');
}

function shown(location: readonly (string | number)[]): string {
  return location.join('.');
}
