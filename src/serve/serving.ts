import { builtInFixture, type Fixture } from '../../mocks/index.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { ControlAnswers } from '../../schemas/types/control.ts';
import { schemaVersions } from '../files/versioned-json.ts';
import { clientVariables } from './client-variables.ts';
import type { Launched } from './launched.ts';

/** What a client needs to know of a store that runs, as `schemas/control.schema.json` has it. */
export type Serving = ReadOnly<Required<ControlAnswers>['GET /']>;

/**
 * What a client needs to know of a store that runs: URLs, keys, users, and the environment variables made of them.
 *
 * The keys of the built-in fixture are the same everywhere and no secrets. Those of a fixture of somebody's own may be:
 * their secrets and passwords are left out.
 */
export function describeServing(launched: Launched): Serving {
  const { store, url, httpsUrl, control = '', fastcgi, authorityFile } = launched;
  const { keys, users } = store.fixture;
  const open = openSecrets(store.home);
  return {
    schemaVersion: schemaVersions.serve,
    http: url,
    https: httpsUrl,
    control,
    workbench: `${control}/workbench`,
    ...(fastcgi !== undefined && { fastcgi }),
    ca: authorityFile,
    home: store.home,
    profile: store.profile,
    keys: keys.map(({ name, permissions, state, user_id, consumer_key, consumer_secret }) => ({
      persona: name,
      permissions,
      state,
      userId: user_id,
      consumerKey: consumer_key,
      ...(open.has(consumer_secret) && { consumerSecret: consumer_secret }),
    })),
    users: users.map(({ id, login, role, password }) => ({
      id,
      login,
      role,
      ...(open.has(password) && { password }),
    })),
    environment: Object.fromEntries(
      environmentOf(launched).filter(
        ([name, value]) => name !== clientVariables.consumerSecret || open.has(value),
      ),
    ),
  };
}

/** The lines of a file of environment variables, `NAME=value`, with the secret of the first key that works. */
export function environmentLines(launched: Launched): string[] {
  return environmentOf(launched).map(([name, value]) => `${name}=${value}`);
}

function environmentOf({ store, url, httpsUrl, authorityFile }: Launched): [name: string, value: string][] {
  const key = store.fixture.keys.find(({ state }) => state === 'active');
  return [
    [clientVariables.url, url],
    [clientVariables.httpsUrl, httpsUrl],
    ...keyLines(key),
    ...authorityLines(authorityFile),
  ];
}

function authorityLines(file: string | null): [name: string, value: string][] {
  if (file === null) return [];
  return [
    ['LATCHKEY_CA_FILE', file],
    ['NODE_EXTRA_CA_CERTS', file],
  ];
}

function keyLines(key: Fixture['keys'][number] | undefined): [name: string, value: string][] {
  if (!key) return [];
  return [
    [clientVariables.consumerKey, key.consumer_key],
    [clientVariables.consumerSecret, key.consumer_secret],
  ];
}

function openSecrets(home: string): ReadonlySet<string> {
  const { keys, users } = builtInFixture(home);
  return new Set([
    ...keys.map(({ consumer_secret }) => consumer_secret),
    ...users.map(({ password }) => password),
  ]);
}
