import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { UsageError } from '../../mocks/errors.ts';
import type { SecretReference } from '../../schemas/types/configuration.ts';
import type { Location } from '../files/json-document.ts';
import { readTextFile } from '../files/text-file.ts';
import { errorAbout, type ReadConfiguration } from './configuration.ts';

/** Finds the values of variables, and remembers which of them are secret. */
export interface Secrets {
  /**
   * @param location where in the configuration the reference stands.
   * @throws {UsageError} when the variable is not set.
   */
  resolve(reference: SecretReference, location: Location): string;
  /** A text that may be given as it is. */
  text(text: string | SecretReference, location: Location): string;
  /** All that was resolved: what must be in nothing that is written. */
  readonly known: readonly string[];
}

/** Read where it is there and the configuration names no other. */
export const usualEnvFile = '.env';

/**
 * Reads the environment and the configuration's env file; the environment comes first.
 *
 * @throws {UsageError} when git tracks the env file or does not ignore it: then its secrets are one commit away from
 *   everybody.
 */
export function openSecrets(
  read: ReadConfiguration,
  env: Readonly<Record<string, string | undefined>>,
): Secrets {
  const name = read.configuration.envFile ?? usualEnvFile;
  const variables = { ...envFile(read, name), ...defined(env) };
  const known: string[] = [];
  const resolve: Secrets['resolve'] = ({ env: variable }, location) => {
    const value = variables[variable];
    if (value === undefined || value === '')
      throw new UsageError(
        {
          where: read.where(location),
          what: `the variable ${variable} is ${value === '' ? 'empty' : 'not set'}`,
          expected: `its value in the environment or in ${name}`,
        },
        { code: 'LATCHKEY_CONFIGURATION' },
      );
    known.push(value);
    return value;
  };
  return {
    resolve,
    text: (text, location) => (typeof text === 'string' ? text : resolve(text, location)),
    known,
  };
}

function envFile(read: ReadConfiguration, name: string): Readonly<Record<string, string>> {
  const file = path.resolve(read.folder, name);
  if (read.configuration.envFile === undefined && !existsSync(file)) return {};
  const text = readTextFile(file, read.where(['envFile']), {
    expected: 'a file of variables',
    error: errorAbout(name),
  });
  const problem = gitProblem(file);
  if (problem)
    throw new UsageError(
      { where: name, what: problem, expected: 'a file that git ignores' },
      {
        code: 'LATCHKEY_CONFIGURATION',
        advice: problem.startsWith('git tracks')
          ? `git rm --cached ${name}, add it to .gitignore, and change the secrets: they are in the history.`
          : `Add ${name} to .gitignore.`,
      },
    );
  return parseEnv(text) as Record<string, string>;
}

/** Outside of a working tree, and without git, there is nothing to ask. */
function gitProblem(file: string): string | undefined {
  const cwd = path.dirname(file);
  const git = (...args: string[]) => {
    try {
      execFileSync('git', args, { cwd, stdio: 'ignore', timeout: 10_000 });
      return 0;
    } catch (error) {
      return (error as { status?: number | null }).status ?? undefined;
    }
  };
  if (git('rev-parse', '--is-inside-work-tree') !== 0) return undefined;
  if (git('ls-files', '--error-unmatch', '--', file) === 0) return 'git tracks it';
  return git('check-ignore', '-q', '--', file) === 1 ? 'git does not ignore it' : undefined;
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
