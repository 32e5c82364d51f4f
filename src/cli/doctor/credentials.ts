/** The key and the administrator that `latchkey doctor` is given. */
import { UsageError } from '../../../mocks/errors.ts';
import type { Credentials } from '../../client/oauth1/request.ts';
import type { Administrator } from '../../doctor/grant.ts';
import type { CommandIo } from '../io.ts';
import { keyVariable, secretVariable } from '../key-variables.ts';
import type { DoctorFlags } from './flags.ts';

/** Both or none; white space is left as it is, since that is what the store would get. */
export function credentialsOf(flags: DoctorFlags, io: CommandIo): Credentials | undefined {
  const consumerKey = flags.key ?? (io.env[flags.keyEnv] || undefined);
  const consumerSecret = flags.secret ?? (io.env[flags.secretEnv] || undefined);
  if (consumerKey === undefined && consumerSecret === undefined) {
    for (const [name, usual, flag] of [
      [flags.keyEnv, keyVariable, '--key-env'],
      [flags.secretEnv, secretVariable, '--secret-env'],
    ] as const)
      if (name !== usual)
        throw new UsageError({ where: `${flag} ${name}`, what: 'the environment variable is not set' });
    return undefined;
  }
  if (consumerKey === undefined)
    throw new UsageError(`A secret without its key: give --key, or set ${flags.keyEnv}.`);
  if (consumerSecret === undefined)
    throw new UsageError(`A key without its secret: set ${flags.secretEnv}, or give --secret.`);
  return { consumerKey, consumerSecret };
}

/** The flags name a key, or the variable that holds it. */
export function isGiven({ key, secret, keyEnv, secretEnv }: DoctorFlags): boolean {
  return key !== undefined || secret !== undefined || keyEnv !== keyVariable || secretEnv !== secretVariable;
}

/** People paste the URL of a request, keys and all: they are taken, and where they ended up is told. */
export function credentialsIn(url: string, { stderr }: CommandIo): Credentials | undefined {
  const query = /\?([^#]*)/.exec(url)?.[1];
  const given = new URLSearchParams(query);
  const [consumerKey, consumerSecret] = [given.get('consumer_key'), given.get('consumer_secret')];
  if (!consumerKey && !consumerSecret) return undefined;
  if (!consumerKey || !consumerSecret) {
    stderr.write(
      `latchkey: the URL holds a ${consumerKey ? 'key without its secret' : 'secret without its key'}, which was left out; ${keyVariable} and ${secretVariable} take both\n`,
    );
    return undefined;
  }
  stderr.write(
    `latchkey: the key and secret in the URL are used; they are in your shell's history now, and ${keyVariable} and ${secretVariable} take them without that\n`,
  );
  return { consumerKey, consumerSecret };
}

export function administratorOf(flags: DoctorFlags, io: CommandIo): Administrator | undefined {
  if (flags.adminLogin === undefined) return undefined;
  const password = io.env[flags.adminPasswordEnv];
  if (!password)
    throw new UsageError(`--admin-login: set ${flags.adminPasswordEnv}, which holds the password.`);
  return { login: flags.adminLogin, password };
}
