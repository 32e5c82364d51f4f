import type { HostingName } from '../../schemas/types/configuration.ts';
import type { Guest } from '../client/http/guest.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { type KeyedApi, type KeyWay, keyedRequest } from '../personas/key-request.ts';

/** What was seen before the first scenario. */
export interface SeenOnTheWay {
  /** Plain HTTP leads to TLS, by 301 and to the same path. */
  readonly redirects: boolean;
  /** The way in which the owner's key was let in. */
  readonly way?: KeyWay;
}

/**
 * The hosting faults that can be told from outside: by a redirect, and by the ways in which a key that is good is let in
 * and in which it is not. One request more is sent where the header is lost, and none to a sound store.
 *
 * @throws {TargetError} when no answer came.
 */
export async function seenHosting(
  send: Guest['send'],
  api: KeyedApi,
  owner: Credentials | undefined,
  { redirects, way }: SeenOnTheWay,
): Promise<HostingName[]> {
  const seen: HostingName[] = redirects ? ['redirect-https'] : [];
  if (api.hasHtpasswd) seen.push('htpasswd');
  if (!owner || !api.url.startsWith('https:')) return seen;
  if (way === 'signature for plain HTTP') seen.push('tls-ends-at-proxy');
  else if (way === 'signature' && !api.hasHtpasswd) {
    // A signature passes in the query. Does the header lose one too, or only Basic credentials?
    const inHeader = keyedRequest(api, owner, '/wp-json/wc/v3/orders?per_page=1', 'signature', 'header');
    if ((await send(inHeader)).answer?.status === 401) seen.push('strip-authorization');
  }
  return seen;
}
