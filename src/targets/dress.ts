import { basicCredentials } from '../client/basic/credentials.ts';
import type { RequestDress } from '../client/http/dressed.ts';
import { mayTakeSecrets } from '../site/named-origins.ts';
import type { ResolvedTarget } from './resolved.ts';

/** The URLs that the user gave, or the configuration names. */
export function namedUrls({ stated }: ResolvedTarget): readonly string[] {
  return [stated.url, stated.httpUrl, stated.httpsUrl].filter(url => url !== undefined);
}

/** What goes along with every request to a target: its `headers` and `htpasswd`, to the origins that it names alone. */
export function dressOf(resolved: ResolvedTarget): RequestDress {
  const { headers, htpasswd } = resolved;
  return {
    headers,
    mayTakeSecrets: url => mayTakeSecrets(url, namedUrls(resolved)),
    ...(htpasswd && { authorization: basicCredentials(htpasswd.login, htpasswd.password) }),
  };
}
