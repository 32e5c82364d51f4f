import type { Message } from '../../mocks/index.ts';
import {
  type Admission,
  admission,
  headerCredentials,
  type KnownKey,
  type PhpValue,
  type Profile,
  phpRequest,
  queryCredentials,
} from '../../mocks/rules.ts';
import { messageOf } from './as-php.ts';
import type { CredentialView } from './credentials/mistake.ts';
import { isMasked } from './credentials/seen.ts';
import type { Origin } from './mistake.ts';
import { percentDecode } from './plan.ts';
import { type ReceivedRequest, sentValue, toBytes, toText } from './request.ts';
import { homeFor } from './store-view.ts';

/** A store's view of a request's admission, and of the key and secret in it. */
export interface Asked {
  readonly admission: Admission;
  readonly read: CredentialView['read'];
}

/**
 * Puts a request to a store of this home and profile that knows nobody but the key which the request names, with the
 * secret given; where none is given, with the one sent, as far as it has the form of one.
 *
 * @param now Unix seconds by which the store's clock stands.
 */
export function askStore(
  request: ReceivedRequest,
  home: Origin | undefined,
  profile: Profile,
  consumerSecret: string | undefined,
  now: number,
): Asked {
  const storeHome = homeFor(request, home);
  const message = messageToHost(request, storeHome.authority);
  const php = phpRequest(message);
  const sent = queryCredentials(php) ?? headerCredentials(php);
  const read = sent && { from: sent.from, key: textOf(sent.key), secret: textOf(sent.secret) };
  const oauthKey = sentValue(request, 'oauth_consumer_key');
  const keys: KnownKey[] = [];
  const keyOfPair = read && keyIn(read.key);
  // One that was masked is taken for the right one: it tells nothing.
  const secretOfPair =
    read && isMasked(read.secret)
      ? secretIn(read.secret)
      : (consumerSecret ?? (read && secretIn(read.secret)));
  if (keyOfPair !== undefined && secretOfPair !== undefined)
    keys.push({ consumerKey: keyOfPair, consumerSecret: secretOfPair });
  const keyOfSignature = oauthKey && keyIn(percentDecode(oauthKey));
  if (keyOfSignature && keyOfSignature !== keyOfPair && consumerSecret !== undefined)
    keys.push({ consumerKey: keyOfSignature, consumerSecret });
  return { admission: admission(message, { home: storeHome, profile }, keys, now), read };
}

/** The message as a store receives it: with the Host of the URL, whatever a field of the request says. */
function messageToHost(request: ReceivedRequest, homeAuthority: string): Message {
  const host = hostOnWire(request.authority ?? toBytes(homeAuthority));
  const others = request.headers.filter(([name]) => name.toLowerCase() !== 'host');
  return messageOf({ ...request, headers: [['Host', host], ...others] }, host);
}

/** Clients send the name of a host that is not ASCII in the form of RFC 5891: `xn--mller-kva.test`. */
function hostOnWire(authority: string): string {
  if (/^[\x21-\x7e]*$/.test(authority)) return authority;
  const url = `http://${toText(authority)}`;
  return URL.canParse(url) ? new URL(url).host : authority;
}

const textOf = (value: PhpValue): string => (typeof value === 'string' ? value : '');

/**
 * The consumer key that a text holds, whatever stands around it and in whatever case (the plugin that brings the legacy
 * API back reads it in lower case); one that was masked counts as it stands.
 */
function keyIn(text: string): string | undefined {
  return (
    /ck_[0-9a-f]{40}/.exec(text.toLowerCase())?.[0] ??
    (isMasked(text) && !/^cs_/i.test(text) ? text.trim() : undefined)
  );
}

function secretIn(text: string): string | undefined {
  return /cs_[0-9a-f]{40}/.exec(text)?.[0] ?? (isMasked(text) && !/^ck_/i.test(text) ? text : undefined);
}
