/** Which store `latchkey doctor` examines, through which client and with which key. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../../mocks/errors.ts';
import type { ClientOptions } from '../../client/http/client.ts';
import type { RequestDress } from '../../client/http/dressed.ts';
import type { Credentials } from '../../client/oauth1/request.ts';
import { readTrusted } from '../../serve/certificate-files.ts';
import { configurationFile, readConfiguration } from '../../targets/configuration.ts';
import { dressOf } from '../../targets/dress.ts';
import { type ResolvedTarget, resolveTarget, targetNames } from '../../targets/resolved.ts';
import { openSecrets } from '../../targets/secrets.ts';
import type { CommandIo } from '../io.ts';
import { credentialsIn, credentialsOf, isGiven } from './credentials.ts';
import type { DoctorFlags } from './flags.ts';
import { siteUrl } from './site-url.ts';

export interface Visit {
  readonly url: string;
  readonly client: ClientOptions;
  readonly credentials?: Credentials;
  readonly secrets: readonly string[];
  /** How long one answer is waited for, in milliseconds, where --timeout does not say. */
  readonly patience?: number;
  /** What goes along with every request, as for verify. */
  readonly dress?: RequestDress;
}

export function visitOf(url: string | undefined, flags: DoctorFlags, io: CommandIo): Visit {
  if (flags.target !== undefined) {
    if (url !== undefined) throw new UsageError('A URL and --target exclude each other: give one of them.');
    return visitOfTarget(flags.target, flags, io);
  }
  if (url === undefined)
    throw new UsageError('No store: give its URL (https://shop.example), or --target and its name.');
  refuseTargetName(url, flags, io);
  if (flags.config !== undefined)
    throw new UsageError(
      'A URL is asked without a configuration: leave --config out, or name a target of it with --target.',
    );
  const credentials = credentialsOf(flags, io) ?? credentialsIn(url, io);
  return {
    url: siteUrl(url),
    client: flags.ca === undefined ? {} : { ca: readTrusted('--ca', flags.ca, io.cwd) },
    ...(credentials && { credentials }),
    secrets: credentials ? [credentials.consumerSecret, credentials.consumerKey] : [],
  };
}

/** The name of a target where a URL belongs; a host is written without a dot in networks of one's own alone. */
function refuseTargetName(url: string, flags: DoctorFlags, io: CommandIo): void {
  const file = flags.config ?? configurationFile;
  if (/[.:/]/.test(url) || !existsSync(path.resolve(io.cwd, file))) return;
  if (url !== 'all' && !targetNames(readConfiguration(file, io.cwd).configuration).includes(url)) return;
  throw new UsageError(
    { what: `"${url}" is no URL of a store`, expected: "the URL of the store's front page" },
    { advice: `A target of ${file} is named by --target ${url}.` },
  );
}

function configured(name: string, flags: DoctorFlags, io: CommandIo): ResolvedTarget {
  const file = readConfiguration(flags.config ?? configurationFile, io.cwd);
  return resolveTarget(file, name, openSecrets(file, io.env));
}

/** Of several stores none is shown a key that is not its own. */
function usual(flags: DoctorFlags, io: CommandIo): Credentials | undefined {
  return flags.target === 'all' ? undefined : credentialsOf(flags, io);
}

export function visitOfTarget(name: string, flags: DoctorFlags, io: CommandIo): Visit {
  const started = flags.started?.get(name);
  const target = started ?? configured(name, flags, io);
  const persona = target.personas.get('owner') ?? [...target.personas.values()][0];
  // What a variable of the usual name holds is the key of some store: a target's own comes first.
  const credentials = isGiven(flags) ? credentialsOf(flags, io) : (persona ?? usual(flags, io));
  const { ca, proxy, connectTo, stated, timeouts } = target;
  return {
    url: stated.httpsUrl ?? stated.url,
    ...(timeouts.answer !== undefined && { patience: timeouts.answer }),
    dress: dressOf(target),
    client: {
      ...(timeouts.connect !== undefined && { connectTimeout: timeouts.connect }),
      ...(ca !== undefined && { ca }),
      ...(proxy !== undefined && { proxy }),
      ...(connectTo && { connectTo }),
      ...(flags.ca !== undefined && { ca: readTrusted('--ca', flags.ca, io.cwd) }),
    },
    ...(credentials && { credentials }),
    secrets: [
      ...target.secrets,
      ...(credentials ? [credentials.consumerSecret, credentials.consumerKey] : []),
    ],
  };
}
