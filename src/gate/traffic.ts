import { firstHeader } from '../../mocks/index.ts';
import { toldError } from '../answers/error.ts';
import { parseJson } from '../client/http/json.ts';
import type { ClientExchange } from '../serve/start-store.ts';
import type { ProbedDelivery } from './webhook-probe.ts';
import type { WrongKeys } from './wrong-keys.ts';

/** What the client did in one run of the command. */
export interface GateRun {
  /** The hosting faults of the run as they were asked for, `strip-authorization`; none for the healthy store. */
  readonly faults: readonly string[];
  readonly exitCode: number;
  /** What is wrong with the keys that the command was given on purpose; left out where they are right. */
  readonly wrongKeys?: WrongKeys;
  /** The command did not end by itself. */
  readonly timedOut: boolean;
  /** What the command wrote to its standard output and error. */
  readonly output: string;
  readonly exchanges: readonly SeenExchange[];
  /** Whether the fault changed, delayed or cut an answer to this client; left out where nobody looked. */
  readonly isFaultSeen?: boolean;
  /** How the client took webhooks; left out where nobody looked. */
  readonly webhooks?: readonly ProbedDelivery[];
  /** How each connection over TLS ended that came to nothing; left out where nobody looked. */
  readonly failedHandshakes?: readonly string[];
}

/** Whether a run is against the healthy store, with keys that it knows. */
export function isHealthy({ faults, wrongKeys }: GateRun): boolean {
  return faults.length === 0 && wrongKeys === undefined;
}

/** An exchange with the parts that rules ask for already read. */
export interface SeenExchange {
  readonly exchange: ClientExchange;
  /** Counted from 1 within its run. */
  readonly number: number;
  /** `GET /wp-json/wc/v3/orders`: what a person recognises it by; no query, so no secret. */
  readonly name: string;
  readonly path: string;
  /** Parameters of the query, decoded. */
  readonly query: URLSearchParams;
  /** Parameters of the query and of a form body, decoded. */
  readonly parameters: URLSearchParams;
  /** The scheme of the Authorization header in lower case. */
  readonly authorization: 'basic' | 'bearer' | 'oauth' | 'other' | undefined;
  /** The consumer key that the request shows; empty when it shows none. */
  readonly consumerKey: string;
  /** `oauth_…` parameters, from header, query or form body. */
  readonly oauth: ReadonlyMap<string, string>;
  /** WooCommerce's code in the answer, when it is one of its errors. */
  readonly code: string | undefined;
}

export function seenExchange(exchange: ClientExchange, number: number): SeenExchange {
  const { message, answer } = exchange;
  const cut = message.target.indexOf('?');
  const path = cut < 0 ? message.target : message.target.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : message.target.slice(cut + 1));
  const parameters = new URLSearchParams(query);
  if (/^application\/x-www-form-urlencoded/i.test(firstHeader(message.headers, 'content-type') ?? ''))
    for (const [name, value] of new URLSearchParams(Buffer.from(message.body).toString('utf8')))
      parameters.append(name, value);
  const header = firstHeader(message.headers, 'authorization');
  const authorization = schemeOf(header);
  const oauth = oauthOf(header, parameters);
  return {
    exchange,
    number,
    name: `${message.method} ${path}`,
    path,
    query,
    parameters,
    authorization,
    consumerKey:
      oauth.get('oauth_consumer_key') ??
      parameters.get('consumer_key') ??
      (authorization === 'basic' ? basicUserId(header ?? '') : ''),
    oauth,
    code: codeOf(answer.body),
  };
}

function schemeOf(header: string | undefined): SeenExchange['authorization'] {
  if (header === undefined || header === '') return undefined;
  const scheme = header.split(' ', 1)[0]?.toLowerCase();
  return scheme === 'basic' || scheme === 'bearer' || scheme === 'oauth' ? scheme : 'other';
}

function basicUserId(header: string): string {
  const payload = header.replace(/^\S+\s+/, '');
  return Buffer.from(payload, 'base64').toString('latin1').split(':', 1)[0] as string;
}

function oauthOf(header: string | undefined, parameters: URLSearchParams): Map<string, string> {
  const found = new Map([...parameters].filter(([name]) => name.startsWith('oauth_')));
  for (const match of (header ?? '').matchAll(/(?<![a-z_])(oauth_[a-z_]+)="([^"]*)"/g))
    found.set(match[1] as string, decode(match[2] as string));
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function codeOf(body: Uint8Array): string | undefined {
  return body.length > 4096 ? undefined : toldError(parseJson(Buffer.from(body).toString('utf8')))?.code;
}

/** The credentials that a request carries, by kind. */
export function credentialKind(item: SeenExchange): 'basic' | 'query' | 'oauth' | 'none' {
  if (item.oauth.size > 0 || item.authorization === 'oauth') return 'oauth';
  if (item.parameters.has('consumer_key') || item.parameters.has('consumer_secret')) return 'query';
  return item.authorization === 'basic' ? 'basic' : 'none';
}

/** Whether a request has to do with authentication at all: it shows credentials, or is part of the authorization flow. */
export function concernsAuthentication(item: SeenExchange): boolean {
  const isFlow = /\/wc-auth\//i.test(item.path) || item.parameters.has('wc-auth-route');
  return isFlow || item.authorization !== undefined || credentialKind(item) !== 'none';
}

/** The value of a header field as it was sent; undefined when it was not. */
export function fieldOf({ exchange: { message } }: SeenExchange, name: string): string | undefined {
  return firstHeader(message.headers, name);
}

/** The client hung up before the answer came. */
export function isUnanswered(item: SeenExchange): boolean {
  return item.exchange.answer.status === 0;
}

/** An answer that refuses the client's credentials. */
export function isRefused(item: SeenExchange): boolean {
  const { status } = item.exchange.answer;
  return status === 401 || status === 403;
}
