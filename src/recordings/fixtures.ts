import { existsSync } from 'node:fs';
import path from 'node:path';
import { FixtureError } from '../../mocks/errors.ts';
import type { Fixture } from '../../mocks/index.ts';
import { readFixture } from '../files/fixture.ts';

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

/** The fixture of a recording's store. @throws {FixtureError} when there is none, or it is none. */
export async function fixtureOf(recording: string, name: string): Promise<Fixture> {
  const safe = /^[\w.-]+$/.test(name);
  const file = safe ? candidates(recording, name).find(one => existsSync(one)) : undefined;
  if (file === undefined) {
    throw new FixtureError(
      { where: recording, what: `no fixture for its store ${JSON.stringify(name)}` },
      { advice: 'Name one with --store FILE.' },
    );
  }
  return readFixture(file);
}
