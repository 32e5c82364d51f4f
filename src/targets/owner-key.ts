import { randomBytes } from 'node:crypto';
import { UsageError } from '../../mocks/errors.ts';
import type { HttpRequest } from '../client/http/exchange.ts';
import type { Guest } from '../client/http/guest.ts';
import { keyForm, secretForm } from '../client/key-form.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { type KeyedApi, type KeyWay, keyedRequest } from '../personas/key-request.ts';
import { type Reading, read } from '../site/reading.ts';
import { missingId } from './writes.ts';

/** A signature for plain HTTP is made where TLS ends at a proxy, which is no fault of the key. */
type Way = Exclude<KeyWay, 'signature for plain HTTP'>;

interface Ask {
  readonly credentials: Credentials;
  readonly way: Way;
  /** Asks for a change, of a product that no store has. */
  readonly isWrite?: boolean;
}

/**
 * Looks at the owner's key before the suite: a key that is not let in would turn every requirement red. At most three
 * requests are refused for it, four where only a deleted user is left as the reason. What is not the key's fault (a stripped header, a page in the place of the API) is left to
 * the suite.
 *
 * @param where whom the message is about: the target's name.
 * @returns whether it was let in.
 * @throws {UsageError} (LATCHKEY_CONFIGURATION) for a key that is swapped, malformed, unknown, whose secret is wrong, that may
 *   not both read and write, or whose user lacks the right.
 */
export async function checkOwnerKey(
  where: string,
  key: Credentials,
  send: Guest['send'],
  api: KeyedApi,
): Promise<boolean> {
  const fault = await faultOf(key, send, api);
  if (typeof fault !== 'object') return fault === 'let in';
  throw keyError(where, fault);
}

/**
 * Looks at the owner's key before anybody is asked.
 *
 * @throws {UsageError} (LATCHKEY_CONFIGURATION) for what cannot be a key, whatever the store says of it.
 */
export function refuseOddKey(where: string, key: Credentials): void {
  const fault = oddForm(key);
  if (fault) throw keyError(where, fault);
}

function keyError(where: string, { what, expected }: KeyFault): UsageError {
  return new UsageError(
    { where: `${where}: the owner's key`, what, expected },
    { code: 'LATCHKEY_CONFIGURATION' },
  );
}

interface KeyFault {
  readonly what: string;
  readonly expected: string;
}

const wanted = 'a read/write key of an administrator';

/** What cannot be right, whatever the store says of it. */
function oddForm({ consumerKey, consumerSecret }: Credentials): KeyFault | undefined {
  if (consumerKey === '' || consumerSecret === '')
    return { what: consumerKey === '' ? 'it is empty' : 'its secret is empty', expected: 'ck_… and cs_…' };
  if (/^cs_/i.test(consumerKey) && /^ck_/i.test(consumerSecret))
    return { what: 'key and secret are swapped', expected: 'ck_… as the key and cs_… as the secret' };
  for (const [name, value] of [
    ['the key', consumerKey],
    ['the secret', consumerSecret],
  ] as const)
    if (/[\s\p{Cc}]/u.test(value))
      return {
        what: `${name} has white space or a control character in it`,
        expected: 'ck_… and cs_… as WooCommerce shows them',
      };
  return undefined;
}

async function faultOf(
  credentials: Credentials,
  send: Guest['send'],
  api: KeyedApi,
): Promise<KeyFault | 'let in' | undefined> {
  const ask = async (one: Ask): Promise<Reading> => read(await send(requestFor(one, api)));
  const seen: Partial<Record<Way, Reading>> = {};
  // A header may be lost or changed on its way; what is let in anywhere is a right key.
  for (const way of waysOf(api)) {
    const reading = await ask({ credentials, way });
    if (reading.said === 'let in') return faultOfWrite(await ask({ credentials, way, isWrite: true }));
    if (reading.said === 'forbidden') return withoutRight(reading);
    seen[way] = reading;
  }
  const { signature, ...shown } = seen;
  for (const [way, reading] of Object.entries(shown) as [Way, Reading][])
    if (reading.said === 'refused') return whyRefused(credentials, way, reading, ask);
  if (signature?.said === 'refused') {
    const odd = whatIsOdd(credentials);
    if (odd) return odd;
    const unknown = await ask({ credentials: unknownKey(), way: 'signature' });
    if (isSameError(signature, unknown)) return { what: 'the store does not know it', expected: wanted };
    // Over TLS a store that does not see it is more likely: it takes nothing but signatures then, for another URL.
    return isOverTls(api)
      ? goneUser(credentials, signature, ask)
      : whyRefused(credentials, 'signature', signature, ask);
  }
  if (!signature || !isUnseen(signature)) return undefined;
  // A wrong secret that is noticed shows that the right one is: it is nobody's.
  const wrong = await ask({ credentials: withOtherSecret(credentials), way: 'signature' });
  if (wrong.said !== 'refused') return undefined;
  return {
    what: "the store knows it, and takes its requests for nobody's: its user was deleted, or a plugin resets the user",
    expected: `${wanted}; latchkey doctor tells the two apart`,
  };
}

/**
 * Until 8.2 WooCommerce looks twice for a user who does not exist, and finds its own nonce used: the key is passed over
 * in the header, and its right signature is refused in other words than a wrong one (recording `oauth.key.012` of
 * wc-6.6).
 */
async function goneUser(
  credentials: Credentials,
  signature: Reading,
  ask: (one: Ask) => Promise<Reading>,
): Promise<KeyFault | undefined> {
  const wrong = await ask({ credentials: withOtherSecret(credentials), way: 'signature' });
  if (wrong.said !== 'refused' || isSameError(signature, wrong)) return undefined;
  return {
    what: `the store knows it and its secret, and refuses its signature: ${signature.status}, ${JSON.stringify(signature.message?.slice(0, 120))}: its user was deleted, or the store's clock is wrong`,
    expected: `${wanted}; latchkey doctor tells the two apart`,
  };
}

/** Of a key that the store knows. It says in one code what is wrong; the words tell it apart, whatever their language. */
async function whyRefused(
  credentials: Credentials,
  way: Way,
  reading: Reading,
  ask: (one: Ask) => Promise<Reading>,
): Promise<KeyFault> {
  const odd = whatIsOdd(credentials);
  if (odd) return odd;
  const words = `${reading.status}, ${JSON.stringify(reading.message?.slice(0, 120))}`;
  const wrong = await ask({ credentials: withOtherSecret(credentials), way });
  if (!isSameError(reading, wrong))
    return { what: `the store knows it and its secret, and refuses it: ${words}`, expected: wanted };
  const otherwise =
    way === 'signature' ? ', or the store verifies signatures with another URL than it tells' : '';
  return {
    what: `the store knows it, and the secret is not its own${otherwise}: ${words}`,
    expected: 'its secret',
  };
}

/**
 * WooCommerce passes over a key that it does not know in the header and in the query, and refuses it in a signature. Over
 * plain HTTP it takes nothing but signatures.
 */
function waysOf(api: KeyedApi): readonly Way[] {
  if (!isOverTls(api)) return ['signature'];
  return [api.hasHtpasswd ? 'key in the query' : 'key in the header', 'signature'];
}

function isOverTls({ url }: KeyedApi): boolean {
  return url.startsWith('https:');
}

function requestFor({ credentials, way, isWrite }: Ask, api: KeyedApi): HttpRequest {
  if (!isWrite) return keyedRequest(api, credentials, '/wp-json/wc/v3/products?per_page=1', way);
  const request = keyedRequest(api, credentials, `/wp-json/wc/v3/products/${missingId}`, way);
  // Who does not know WordPress takes it for the GET that it is.
  return { ...request, headers: [['X-HTTP-Method-Override', 'POST'], ...request.headers] };
}

function faultOfWrite(reading: Reading): KeyFault | 'let in' {
  if (reading.said === 'forbidden') return withoutRight(reading);
  return reading.said === 'refused' ? { what: 'it may read and not write', expected: wanted } : 'let in';
}

function withoutRight({ status, code }: Reading): KeyFault {
  return { what: `its user lacks the right: ${status} ${code}`, expected: wanted };
}

/** The store has not seen the credentials, or knows nobody by them. */
function isUnseen({ said, status }: Reading): boolean {
  return said === 'anonymous' || (said === 'other error' && (status === 401 || status === 403));
}

/** The same words for both, whatever the language. */
function isSameError(one: Reading, other: Reading): boolean {
  return one.code === other.code && one.message === other.message;
}

function whatIsOdd({ consumerKey, consumerSecret }: Credentials): KeyFault | undefined {
  const odd = [
    ...(keyForm.test(consumerKey) ? [] : [`the key has ${consumerKey.length} characters`]),
    ...(secretForm.test(consumerSecret) ? [] : [`the secret has ${consumerSecret.length} characters`]),
  ];
  if (odd.length === 0) return undefined;
  return {
    what: `it is not let in, and has not the form that WooCommerce gives: ${odd.join(', ')}`,
    expected: 'ck_ and 40 of 0-9 a-f, cs_ and 40 of 0-9 a-f',
  };
}

function unknownKey(): Credentials {
  const digits = () => randomBytes(20).toString('hex');
  return { consumerKey: `ck_${digits()}`, consumerSecret: `cs_${digits()}` };
}

function withOtherSecret({ consumerKey }: Credentials): Credentials {
  return { ...unknownKey(), consumerKey };
}
