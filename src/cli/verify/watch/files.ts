import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LatchkeyError } from '../../../../mocks/errors.ts';
import { configurationFile, readConfiguration } from '../../../targets/configuration.ts';
import { usualEnvFile } from '../../../targets/secrets.ts';
import { featuresGlob, projectFolder } from '../../../verify/features-folder.ts';

/** What the files of a run hold, by their absolute paths; of one that is not there it holds nothing. */
export type Contents = ReadonlyMap<string, string>;

interface Named {
  readonly config?: string;
  readonly expectedFailures?: string;
}

/**
 * Reads everything that says what is run and against what: the features, shipped and own, the configuration with its env
 * file, and the expected failures. A configuration that is being written names nothing.
 */
export function readContents({ config, expectedFailures }: Named, cwd: string): Contents {
  const own = path.resolve(cwd, config ?? configurationFile);
  const files = [
    ...globSync(featuresGlob, { cwd: projectFolder }).map(file => path.resolve(projectFolder, file)),
    own,
    ...namedBy(own, cwd),
    ...(expectedFailures === undefined ? [] : [path.resolve(cwd, expectedFailures)]),
  ];
  return new Map(files.filter(file => existsSync(file)).map(file => [file, readFileSync(file, 'utf8')]));
}

function namedBy(file: string, cwd: string): string[] {
  if (!existsSync(file)) return [];
  try {
    const { folder, configuration } = readConfiguration(file, cwd);
    const globs = configuration.features ?? [];
    return [
      configuration.envFile ?? usualEnvFile,
      ...globs.flatMap(glob => globSync(glob, { cwd: folder })),
    ].map(each => path.resolve(folder, each));
  } catch (error) {
    if (error instanceof LatchkeyError) return [];
    throw error;
  }
}

/** What came, went or says something else. */
export function changedBetween(before: Contents, after: Contents): string[] {
  const files = new Set([...before.keys(), ...after.keys()]);
  return [...files].filter(file => before.get(file) !== after.get(file));
}
