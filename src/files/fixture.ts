import { FixtureError } from '../../mocks/errors.ts';
import type { Fixture, GivenFixture } from '../../mocks/index.ts';
import schema from '../../schemas/fixture.schema.json' with { type: 'json' };
import { JsonDocument, type JsonKind, type Location, pointer } from './json-document.ts';
import { checked, type Forms } from './schema.ts';
import { readTextFile } from './text-file.ts';

const kind: JsonKind = {
  expected: 'a fixture in JSON',
  error: (parts, options) => new FixtureError(parts, options),
};

const absoluteUrl = 'an absolute URL, such as http://shop.test:8080';
const versionNumber = 'a version, such as 10.5.0';

const forms: Forms = {
  'properties/home': absoluteUrl,
  'properties/https': 'an absolute https URL, such as https://shop.test:8443',
  'properties/wordpress': versionNumber,
  'properties/woocommerce': versionNumber,
};

/**
 * Reads and checks a fixture file.
 *
 * @param name as the user named the file; the file itself when left out.
 * @throws {FixtureError} of one line: file, place, and what was expected there.
 *
 * @example
 * ```ts
 * import { createStore, readFixture } from 'latchkey';
 *
 * const store = await createStore({ fixture: await readFixture('shop.json') });
 * ```
 */
export async function readFixture(file: string, name: string = file): Promise<Fixture> {
  return parseFixture(readTextFile(file, name, kind), name);
}

/**
 * Checks a fixture's text against `schemas/fixture.schema.json`, and what a schema cannot say.
 *
 * @param name what to call it in an error: the file's name.
 * @throws {FixtureError} of one line.
 */
export async function parseFixture(text: string, name: string): Promise<Fixture> {
  const document = new JsonDocument(text, name, kind);
  const given = checked<GivenFixture>(document, schema, forms);
  refuseRepeated(document, given);
  return complete(given);
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
function refuseRepeated(document: JsonDocument, { users, keys }: GivenFixture): void {
  refuseRepeatedIn(document, users, ['users'], 'id', 'a number of its own');
  refuseRepeatedIn(document, users, ['users'], 'login', 'a login of its own');
  refuseRepeatedIn(document, keys, ['keys'], 'key_id', 'a number of its own');
  refuseRepeatedIn(document, keys, ['keys'], 'consumer_key', 'a consumer key of its own');
}

function refuseRepeatedIn<Row extends object>(
  document: JsonDocument,
  rows: readonly Row[],
  table: Location,
  field: keyof Row & string,
  expected: string,
): void {
  const seen = new Map<unknown, number>();
  for (const [index, { [field]: value }] of rows.entries()) {
    if (value === undefined) continue;
    const first = seen.get(value);
    if (first !== undefined)
      throw document.problem(
        [...table, index, field],
        `it is that of ${pointer([...table, first])}`,
        expected,
      );
    seen.set(value, index);
  }
}
