import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { clientVariables } from '../serve/client-variables.ts';
import type { GatedStore } from './gated-store.ts';
import type { KeyPair, WrongKeys } from './wrong-keys.ts';

/** What a variable can be given, by the names that `--env NAME=…` takes. */
export const values = ['url', 'https-url', 'consumer-key', 'consumer-secret', 'ca-file'] as const;
type Value = (typeof values)[number];

/** A variable of the command's environment, and what it holds. */
export interface Mapping {
  readonly name: string;
  readonly value: Value;
}

/** Reads `WC_URL=url`; undefined when it is no mapping. */
export function readMapping(text: string): Mapping | undefined {
  const equals = text.indexOf('=');
  const [name, value] = [text.slice(0, equals), text.slice(equals + 1)];
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return undefined;
  return values.includes(value as Value) ? { name, value: value as Value } : undefined;
}

const own: readonly Mapping[] = [
  { name: clientVariables.url, value: 'url' },
  { name: clientVariables.httpsUrl, value: 'https-url' },
  { name: clientVariables.consumerKey, value: 'consumer-key' },
  { name: clientVariables.consumerSecret, value: 'consumer-secret' },
];

/** What is wrong in a run of the command: one thing at most. */
export interface KindOfRun {
  /** A hosting fault as it was asked for. */
  readonly fault?: string;
  readonly wrong?: WrongKeys;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of the client's command: URL, keys, what is wrong in this run, and the store's authority in the variables
 * in which Node, OpenSSL, Python and curl look for one.
 *
 * Node adds what NODE_EXTRA_CA_CERTS names to its own; the others take theirs in the place of the system's, so that
 * they are given a file with both.
 */
export function environmentFor(
  store: GatedStore,
  { consumerKey, consumerSecret }: KeyPair,
  mappings: readonly Mapping[],
  inherited: Environment,
  { fault, wrong }: KindOfRun,
): Record<string, string> {
  const held: Record<Value, string> = {
    url: store.url,
    'https-url': store.httpsUrl,
    'consumer-key': consumerKey,
    'consumer-secret': consumerSecret,
    'ca-file': store.caFile,
  };
  const environment = Object.fromEntries(
    Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  for (const { name, value } of [...own, ...mappings]) environment[name] = held[value];
  delete environment.LATCHKEY_FAULT;
  delete environment.LATCHKEY_WRONG_KEYS;
  if (fault !== undefined) environment.LATCHKEY_FAULT = fault;
  if (wrong !== undefined) environment.LATCHKEY_WRONG_KEYS = wrong;
  // A proxy, as many a company's CI has one, would look for the store on its own loopback.
  const { hostname } = new URL(store.url);
  for (const name of ['NO_PROXY', 'no_proxy'])
    environment[name] = [inherited[name], hostname, 'localhost'].filter(Boolean).join(',');
  return { ...environment, ...trustVariables(store, inherited) };
}

/** The names in which Node, OpenSSL, Python's requests and curl look for authorities, each with a file that holds all. */
export function trustVariables(
  { ca, caFile }: Pick<GatedStore, 'ca' | 'caFile'>,
  inherited: Environment,
): Record<string, string> {
  const bundle = path.join(path.dirname(caFile), 'latchkey-bundle.pem');
  writeFileSync(bundle, [ca, systemAuthorities(inherited)].join('\n'));
  return {
    NODE_EXTRA_CA_CERTS: bundle,
    SSL_CERT_FILE: bundle,
    REQUESTS_CA_BUNDLE: bundle,
    CURL_CA_BUNDLE: bundle,
    PHP_INI_SCAN_DIR: phpSettings(bundle, inherited),
  };
}

/**
 * PHP's curl heeds none of these variables, and its settings alone (`curl.cainfo`). They are read from one more folder behind
 * PHP's own, which an empty name stands for.
 */
function phpSettings(bundle: string, inherited: Environment): string {
  const folder = path.join(path.dirname(bundle), 'php.d');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'latchkey.ini'),
    `curl.cainfo = ${JSON.stringify(bundle)}\nopenssl.cafile = ${JSON.stringify(bundle)}\n`,
  );
  return `${inherited.PHP_INI_SCAN_DIR ?? ''}${path.delimiter}${folder}`;
}

/** What the command trusted before: the file of SSL_CERT_FILE, else what Node brings along. */
function systemAuthorities(inherited: Environment): string {
  for (const file of [
    inherited.SSL_CERT_FILE,
    inherited.NODE_EXTRA_CA_CERTS,
    '/etc/ssl/certs/ca-certificates.crt',
  ])
    try {
      if (file) return readFileSync(file, 'utf8');
    } catch {
      // A file that is not there was of no use to the command either.
    }
  return rootCertificates.join('\n');
}
