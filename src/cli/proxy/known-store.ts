import { InvalidArgumentError } from 'commander';
import { UsageError } from '../../../mocks/errors.ts';
import { profileOf } from '../../../mocks/rules.ts';
import type { ConnectorOptions } from '../../client/http/connector.ts';
import type { ProxiedStore } from '../../proxy/destination.ts';
import { askVersion } from '../../proxy/store-version.ts';
import type { KnownStore } from '../../proxy/watched.ts';
import { readTrusted } from '../../serve/certificate-files.ts';
import type { ResolvedTarget } from '../../targets/resolved.ts';
import type { CommandIo } from '../io.ts';
import { keyVariable, secretVariable } from '../key-variables.ts';
import { homeUrl } from '../options.ts';
import { oneLiveTarget, type TargetFlags } from '../targets.ts';

/** The store that a proxy is to stand before, and what is known of it. */
export interface StoreBehindProxy {
  readonly store: ProxiedStore;
  readonly known: KnownStore;
  readonly connection: ConnectorOptions;
}

/** The store of a URL, with at most the one key of the environment. */
export function storeOfUrl(
  given: string,
  flags: { readonly ca?: string; readonly home?: string },
  io: CommandIo,
): StoreBehindProxy {
  const url = checkedUrl(given);
  const connection: ConnectorOptions =
    flags.ca === undefined ? {} : { ca: readTrusted('--ca', flags.ca, io.cwd) };
  const home = flags.home ?? url;
  const [consumerKey, consumerSecret] = [keyVariable, secretVariable].map(
    name => io.env[name]?.trim() || undefined,
  );
  const isPair = consumerKey !== undefined && consumerSecret !== undefined;
  const keys = isPair ? [{ name: 'owner', consumerKey, consumerSecret }] : [];
  return {
    store: { urls: [url] },
    connection,
    known: {
      home,
      keys,
      ...(!isPair && consumerSecret !== undefined && { secretAlone: consumerSecret }),
      secrets: consumerKey === undefined ? [] : [consumerKey],
      version: once(() => askVersion(url, keys[0], connection)),
    },
  };
}

/** A target of the configuration: its URLs, its personas, how it is connected to. */
export function storeOfTarget(flags: TargetFlags, home: string | undefined, io: CommandIo): StoreBehindProxy {
  const target = oneLiveTarget(flags, io, 'proxy');
  const { stated, expectedVersion } = target;
  if (target.proxy !== undefined)
    throw new UsageError({
      where: `target ${stated.name}`,
      what: 'it is reached through a proxy of its own',
      expected: 'a target that is reached directly',
    });
  const [url = '', ...others] = [...new Set([stated.url, stated.httpsUrl, stated.httpUrl])].flatMap(each =>
    each === undefined ? [] : [each.replace(/\/+$/, '')],
  );
  const keys = [...target.personas.values()];
  const connection = connectionOf(target);
  return {
    store: { urls: [url, ...others] },
    connection,
    known: {
      home: home ?? url,
      ...(expectedVersion !== undefined && { profile: profileOf(expectedVersion).name }),
      keys,
      secrets: target.secrets,
      version: once(async () => expectedVersion ?? (await askVersion(url, keys[0], connection))),
    },
  };
}

function connectionOf({ ca, connectTo, timeouts: { connect } }: ResolvedTarget): ConnectorOptions {
  return {
    ...(ca !== undefined && { ca }),
    ...(connectTo && { connectTo }),
    ...(connect !== undefined && { connectTimeout: connect }),
  };
}

function checkedUrl(given: string): string {
  try {
    return homeUrl(given);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError({
      where: `URL ${given}`,
      expected: "the store's home URL without user, query and fragment: https://staging.example/shop",
    });
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}
