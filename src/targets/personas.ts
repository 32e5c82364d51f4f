import type { Fixture } from '../../mocks/index.ts';
import { type Persona, type PersonaName, personas, type TargetUser } from '../personas/persona.ts';

/** The personas of a fixture: by the key's name, and where no key has it, by what the key may do. */
export function fixturePersonas(fixture: Fixture): ReadonlyMap<string, Persona> {
  const found = new Map<string, Persona>();
  for (const name of Object.keys(personas) as PersonaName[]) {
    const key =
      fixture.keys.find(each => each.name === name) ??
      fixture.keys.find(each => matches(name, each, roleOf(fixture, each.user_id)));
    if (!key) continue;
    found.set(name, {
      name,
      consumerKey: key.consumer_key,
      consumerSecret: key.consumer_secret,
      permissions: key.permissions,
    });
  }
  return found;
}

/** The first user of each role. */
export function fixtureUsers(fixture: Fixture): ReadonlyMap<string, TargetUser> {
  const users = new Map<string, TargetUser>();
  for (const { id, login, password, role } of fixture.users)
    if (!users.has(role)) users.set(role, { id, login, password, role });
  return users;
}

function roleOf(fixture: Fixture, userId: number): string | undefined {
  return fixture.users.find(user => user.id === userId)?.role;
}

type Key = Fixture['keys'][number];

function matches(name: PersonaName, key: Key, role: string | undefined): boolean {
  const isActive = key.state === 'active';
  switch (name) {
    case 'owner':
      return isActive && role === 'administrator' && key.permissions === 'read_write';
    case 'reader':
      return isActive && role === 'administrator' && key.permissions === 'read';
    case 'writer':
      return isActive && role === 'administrator' && key.permissions === 'write';
    case 'manager':
      return isActive && role === 'shop_manager' && key.permissions === 'read_write';
    case 'customer':
    case 'author':
      return isActive && role === name && key.permissions === 'read_write';
    case 'subscriber':
      return isActive && role === name;
    case 'none':
      return isActive && role === 'administrator' && !/read|write/.test(key.permissions);
    case 'deletedUser':
      return key.state === 'row deleted with its user';
    case 'revoked':
      return key.state.includes('revoked');
    case 'orphan':
      return key.state.includes('user row missing');
    case 'nobody':
      return key.user_id === 0;
  }
}
