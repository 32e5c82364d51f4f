import path from 'node:path';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type {
  Configuration,
  HostingName,
  LogIn,
  TargetConfiguration,
} from '../../schemas/types/configuration.ts';
import { readCertificates, readPrivateKey } from '../files/pem.ts';
import type { LogInAs, Persona } from '../personas/persona.ts';
import { errorAbout, type ReadConfiguration, targetNamed } from './configuration.ts';
import type { Secrets } from './secrets.ts';
import type { StatedStore } from './survey.ts';

/** A live store with everything at hand that it takes to visit it: files read, variables resolved. */
export interface ResolvedTarget {
  readonly stated: StatedStore;
  readonly writes: boolean;
  readonly administrator?: LogInAs;
  /** By role. */
  readonly users: ReadonlyMap<string, LogInAs>;
  readonly personas: ReadonlyMap<string, Persona>;
  /** Its files read. */
  readonly callback?: ReadOnly<NonNullable<TargetConfiguration['callback']>>;
  /** The hosting faults that the configuration says it stands behind. */
  readonly hosting: readonly HostingName[];
  readonly pace: ReadOnly<Required<NonNullable<TargetConfiguration['pace']>>>;
  /** In milliseconds. */
  readonly timeouts: { readonly connect?: number; readonly answer?: number };
  readonly ca?: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly htpasswd?: LogInAs;
  readonly proxy?: string;
  readonly connectTo?: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
  readonly expectedVersion?: string;
  /** What must be in nothing that is written. */
  readonly secrets: readonly string[];
}

/** Pace where nothing is said: a suite of five hundred requests takes about a minute. */
const usualPace = {
  requestsPerSecond: 10,
  concurrency: 2,
  refusals: Number.POSITIVE_INFINITY,
  longestWait: 60,
};

/**
 * A target of the configuration.
 *
 * @throws {UsageError} for a name that there is none of, a variable that is not set, a file that cannot be read.
 */
export function resolveTarget(read: ReadConfiguration, name: string, secrets: Secrets): ResolvedTarget {
  const target = targetNamed(read, name);
  const configPath = (...rest: (string | number)[]) => ['targets', name, ...rest];
  const inFolder = (file: string) => path.resolve(read.folder, file);
  const place = (...where: string[]) => read.where(configPath(...where));
  const logIn = (login: LogIn, ...where: string[]): LogInAs => ({
    login: secrets.text(login.login, configPath(...where, 'login')),
    password: secrets.resolve(login.password, configPath(...where, 'password')),
  });
  const personas = new Map<string, Persona>();
  for (const [persona, key] of Object.entries(target.personas ?? {})) {
    personas.set(persona, {
      name: persona,
      consumerKey: secrets.resolve(key.consumerKey, configPath('personas', persona, 'consumerKey')),
      consumerSecret: secrets.resolve(key.consumerSecret, configPath('personas', persona, 'consumerSecret')),
    });
  }
  const users = new Map<string, LogInAs>();
  for (const [role, user] of Object.entries(target.users ?? {})) users.set(role, logIn(user, 'users', role));
  const administrator = target.administrator
    ? logIn(target.administrator, 'administrator')
    : users.get('administrator');
  if (administrator && !users.has('administrator')) users.set('administrator', administrator);
  const { callback, capabilities } = target;
  const { connect, answer } = target.timeouts ?? {};
  const headers = Object.entries(target.headers ?? {}).map(
    ([field, value]) => [field, secrets.text(value, configPath('headers', field))] as const,
  );
  return {
    stated: {
      name,
      url: target.url,
      ...(target.httpUrl !== undefined && { httpUrl: target.httpUrl }),
      ...(target.httpsUrl !== undefined && { httpsUrl: target.httpsUrl }),
      ...capabilities,
    },
    hosting: target.hosting ?? [],
    writes: target.writes === true,
    ...(administrator && { administrator }),
    users,
    personas,
    ...(callback && {
      callback: {
        ...callback,
        cert: readCertificates(inFolder(callback.cert), place('callback', 'cert'), {
          error: errorAbout(callback.cert),
        }),
        key: readPrivateKey(inFolder(callback.key), place('callback', 'key'), {
          error: errorAbout(callback.key),
        }),
      },
    }),
    pace: { ...usualPace, ...target.pace },
    timeouts: {
      ...(connect !== undefined && { connect: connect * 1000 }),
      ...(answer !== undefined && { answer: answer * 1000 }),
    },
    ...(target.caFile !== undefined && {
      ca: readCertificates(inFolder(target.caFile), place('caFile'), {
        error: errorAbout(target.caFile),
      }),
    }),
    headers,
    ...(target.htpasswd && { htpasswd: logIn(target.htpasswd, 'htpasswd') }),
    ...(target.proxy !== undefined && { proxy: secrets.text(target.proxy, configPath('proxy')) }),
    ...(target.connectTo && { connectTo: places(target.connectTo) }),
    ...(target.expectedVersion !== undefined && { expectedVersion: target.expectedVersion }),
    secrets: secrets.known,
  };
}

/** A store that is in no configuration: its URLs, and at most one key. */
export function oneOff(options: {
  /** One for each scheme at most. */
  readonly urls: readonly string[];
  readonly key?: string;
  readonly secret?: string;
  readonly ca?: string;
}): ResolvedTarget {
  const [url = '', ...others] = options.urls;
  const other = others[0];
  const personas = new Map<string, Persona>();
  const { key, secret } = options;
  if (key !== undefined && secret !== undefined)
    personas.set('owner', { name: 'owner', consumerKey: key, consumerSecret: secret });
  return {
    stated: {
      name: new URL(url).host,
      url,
      ...(other !== undefined && { [/^https:/i.test(other) ? 'httpsUrl' : 'httpUrl']: other }),
    },
    hosting: [],
    writes: false,
    users: new Map(),
    personas,
    pace: usualPace,
    timeouts: {},
    ...(options.ca !== undefined && { ca: options.ca }),
    headers: [],
    secrets: [key, secret].filter(value => value !== undefined),
  };
}

function places(connectTo: NonNullable<TargetConfiguration['connectTo']>) {
  return Object.fromEntries(
    Object.entries(connectTo).map(([from, to]) => {
      const [host = '', port = ''] = String(to).split(':');
      return [from, { host, port: Number(port) }];
    }),
  );
}

/** The names of a configuration's targets. */
export function targetNames(configuration: Configuration): string[] {
  return Object.keys(configuration.targets);
}
