import { readFile } from 'node:fs/promises';
import type { Fixture } from '../contract.ts';
import { FixtureError, reason } from '../errors.ts';

/** Reads and checks a fixture file. Throws a FixtureError of one line. */
export async function readFixture(file: string): Promise<Fixture> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new FixtureError(
      { where: file, what: `cannot be read (${reason(error)})`, expected: 'a fixture in JSON' },
      { cause: error },
    );
  }
  return parseFixture(text, file);
}

/**
 * Checks a fixture's text.
 * @param source what to call it in an error: the file's name.
 */
export async function parseFixture(text: string, source: string): Promise<Fixture> {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new FixtureError(`${source}: is no JSON (${(error as Error).message}); expected a fixture`, {
      cause: error,
    });
  }
  return checkFixture(data, source);
}

/** Checks data against `schemas/fixture.schema.json`, and what a schema cannot say. */
export async function checkFixture(data: unknown, source: string): Promise<Fixture> {
  // Loaded only when a fixture is given: the validator takes longer to load than the rest of the store.
  const { fixtureFault } = await import('./fixture-schema.ts');
  const fault = fixtureFault(data) ?? twice(data as GivenFixture);
  if (fault) throw new FixtureError(`${source}: ${fault}`);
  return complete(data as GivenFixture);
}

type Given<Row, Optional extends keyof Row> = Omit<Row, Optional> & Partial<Pick<Row, Optional>>;
interface GivenFixture extends Given<Omit<Fixture, 'users' | 'keys'>, 'store' | 'title'> {
  readonly users: readonly Given<Fixture['users'][number], 'email' | 'password'>[];
  readonly keys: readonly Given<Fixture['keys'][number], 'name' | 'key_id' | 'state'>[];
}

/** Fills in what a fixture may leave out. */
function complete(given: GivenFixture): Fixture {
  return {
    ...given,
    store: given.store ?? 'fixture',
    title: given.title ?? 'Shop',
    users: given.users.map(user => ({
      ...user,
      email: user.email ?? `${user.login}@example.com`,
      password: user.password ?? `${user.login}-password`,
    })),
    keys: given.keys.map((key, index) => {
      const key_id = key.key_id ?? index + 1;
      return { ...key, key_id, name: key.name ?? `key_${key_id}`, state: key.state ?? 'active' };
    }),
  };
}

/** Two rows with one id, login or consumer key cannot both be in a table. */
function twice({ users, keys }: GivenFixture): string | undefined {
  return (
    repeated(users, 'users', 'id', 'a number of its own') ??
    repeated(users, 'users', 'login', 'a login of its own') ??
    repeated(keys, 'keys', 'key_id', 'a number of its own') ??
    repeated(keys, 'keys', 'consumer_key', 'a consumer key of its own')
  );
}

function repeated(
  rows: readonly object[],
  name: string,
  field: string,
  expected: string,
): string | undefined {
  const seen = new Map<unknown, number>();
  for (const [index, row] of rows.entries()) {
    const value = (row as Record<string, unknown>)[field];
    if (value === undefined) continue;
    const first = seen.get(value);
    if (first !== undefined)
      return `/${name}/${index}/${field}: expected ${expected}, it is that of /${name}/${first}`;
    seen.set(value, index);
  }
  return undefined;
}
