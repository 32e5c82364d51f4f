import path from 'node:path';
import type { Fixture } from '../../mocks/index.ts';

/** The fixture of `--store`. Loaded only when one is given: the validator takes longer to load than the rest of a store. */
export async function givenFixture(file: string, cwd: string): Promise<Fixture> {
  const { readFixture } = await import('../files/fixture.ts');
  return readFixture(path.resolve(cwd, file), `--store ${file}`);
}
