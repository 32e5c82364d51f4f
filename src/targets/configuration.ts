import path from 'node:path';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import schema from '../../schemas/configuration.schema.json' with { type: 'json' };
import type { Configuration, TargetConfiguration } from '../../schemas/types/configuration.ts';
import { type JsonDocument, type JsonKind, type Location, readJsonFile } from '../files/json-document.ts';
import { checked, type Forms } from '../files/schema.ts';
import type { FileKind } from '../files/text-file.ts';
import { isSecretName } from '../redact/secret-names.ts';

/** The name that is looked for in the current folder. */
export const configurationFile = 'latchkey.config.json';

/** A configuration, and where each of its values stands. */
export interface ReadConfiguration {
  /** As it was named: the start of every message about it. */
  readonly file: string;
  /** The folder that paths in it are seen from. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** `latchkey.config.json:12:5: /targets/staging/url`. */
  where(location: Location): string;
}

const kind: JsonKind = {
  expected: 'a configuration',
  isCommented: true,
  advice: 'latchkey init writes one to start from.',
  error: (parts, options) => new UsageError(parts, { ...options, code: 'LATCHKEY_CONFIGURATION' }),
};

const forms: Forms = {
  'definitions/siteUrl':
    'an absolute http or https URL without user, query and fragment: https://staging.example.com/shop',
  env: 'the name of a variable: STAGING_OWNER_SECRET',
  'targets/propertyNames': 'a name of letters, digits, ".", "_" and "-", other than simulated',
  'callback/properties/url': 'an https URL without a path: https://callback.example.com',
  'headers/propertyNames': 'the name of a header field',
  'connectTo/additionalProperties': 'a host and a port: 127.0.0.1:8443',
  'properties/expectedVersion': 'a version such as 10.5.0',
};

/**
 * Reads and checks a configuration: JSON with comments.
 *
 * @throws {UsageError} (LATCHKEY_CONFIGURATION) of one line with file, place and what was expected.
 */
export function readConfiguration(file: string, cwd: string): ReadConfiguration {
  const whole = path.resolve(cwd, file);
  const document = readJsonFile(whole, file, kind);
  // Before the schema is asked: what it refuses may be a secret too.
  refuseLiteralSecrets(document);
  const { defaults = {}, ...configuration } = checked<Configuration>(document, schema, forms);
  const targets = Object.entries(configuration.targets).map(
    ([name, target]) => [name, withDefaults(target, defaults)] as const,
  );
  return {
    file,
    folder: path.dirname(whole),
    configuration: { ...configuration, targets: Object.fromEntries(targets) },
    where(location) {
      const [first, name, member] = location;
      const isInherited =
        first === 'targets' &&
        member !== undefined &&
        !Object.hasOwn(configuration.targets[String(name)] ?? {}, String(member));
      return document.where(isInherited ? ['defaults', ...location.slice(2)] : location);
    },
  };
}

/** Members that hold others by name: a target says what is otherwise with it, and inherits the rest. */
const merged = ['pace', 'timeouts', 'capabilities', 'headers', 'personas', 'users'] as const;

function withDefaults(
  target: TargetConfiguration,
  defaults: Partial<TargetConfiguration>,
): TargetConfiguration {
  const joined = merged.flatMap(name =>
    defaults[name] && target[name] ? [[name, { ...defaults[name], ...target[name] }] as const] : [],
  );
  return { ...defaults, ...target, ...Object.fromEntries(joined) };
}

/** The errors about a file that the configuration names: they begin with the place in it, and name the file. */
export function errorAbout(file: string): FileKind['error'] {
  return ({ what, ...parts }, options) =>
    new UsageError(
      { ...parts, what: what === undefined ? file : `${file}: ${what}` },
      { code: 'LATCHKEY_CONFIGURATION', ...options },
    );
}

/**
 * The target of that name.
 *
 * @throws {UsageError} that names those that there are.
 */
export function targetNamed(read: ReadConfiguration, name: string): TargetConfiguration {
  const target = read.configuration.targets[name];
  if (target && Object.hasOwn(read.configuration.targets, name)) return target;
  const names = ['simulated', ...Object.keys(read.configuration.targets)];
  throw new UsageError(
    { where: `--target ${name}`, what: `${read.file} has no such target`, expected: names.join(', ') },
    { advice: didYouMean(name, names) },
  );
}

const credential = /\bc[ks]_[0-9a-f]{8,}|^[a-z]+:\/\/[^/?#\s]*:[^/?#\s]*@/i;
const secretHeader = /^(?:proxy-)?authorization$|^cookie$|token|key|secret/i;

/** A secret that stands in the file itself, by its name or by its form. The message never repeats it. */
function refuseLiteralSecrets(document: JsonDocument): void {
  for (const { location, value } of document.values()) {
    if (typeof value !== 'string' || !isLiteralSecret(location, value)) continue;
    const variable = variableFor(location);
    throw document.problem(
      location,
      'is a literal secret',
      `{"env": "${variable}"}, and the value in the variable ${variable} of the environment or of .env, which git ignores`,
    );
  }
}

function isLiteralSecret(location: Location, value: string): boolean {
  if (credential.test(value)) return true;
  const name = String(location.at(-1));
  if (name === 'env') return false;
  const isHeader = location.at(-2) === 'headers';
  return (
    /^(?:consumerKey|consumerSecret|password)$/.test(name) ||
    (isHeader && (secretHeader.test(name) || isSecretName(name)))
  );
}

/** `/targets/staging/personas/owner/consumerSecret` becomes STAGING_OWNER_CONSUMER_SECRET. */
function variableFor(location: Location): string {
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
