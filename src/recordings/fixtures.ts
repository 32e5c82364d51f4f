import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../mocks/errors.ts';
import { type Fixture, FixtureError, readFixture } from '../../mocks/index.ts';

/** Where fixtures of recorded stores are kept, seen from the recording: beside it, or in `stores/` beside its folder. */
function candidates(recording: string, name: string): string[] {
  const folder = path.dirname(recording);
  return [
    path.join(folder, '..', 'stores', `${name}.json`),
    path.join(folder, 'stores', `${name}.json`),
    path.join(folder, `${name}.json`),
    path.join(import.meta.dirname, '../../test/recordings/stores', `${name}.json`),
  ];
}

/** The fixture of a recording's store. Throws a UsageError that says where it was looked for. */
export async function fixtureOf(recording: string, name: string): Promise<Fixture> {
  const safe = /^[\w.-]+$/.test(name);
  const file = safe ? candidates(recording, name).find(one => existsSync(one)) : undefined;
  if (file === undefined) {
    throw new UsageError(
      `${recording}: no fixture for its store ${JSON.stringify(name)}; name one with --store FILE`,
      {
        code: 'LATCHKEY_FIXTURE',
      },
    );
  }
  return loadFixture(file);
}

/** Reads a fixture; what is wrong with it is a mistake in usage. */
export async function loadFixture(file: string): Promise<Fixture> {
  try {
    return await readFixture(file);
  } catch (error) {
    if (error instanceof FixtureError)
      throw new UsageError(error.message, { code: 'LATCHKEY_FIXTURE', cause: error });
    throw error;
  }
}
