import { namedUrls } from '../../targets/dress.ts';
import type { VisitedStore } from '../../targets/visit.ts';

/**
 * What a run on this store uses: two on one host would share its patience and the nonces of a key, two with one callback
 * its port. The simulated store takes the whole process's way to the network.
 */
export function usedBy(visited: VisitedStore | undefined): ReadonlySet<string> | 'everything' {
  if (!visited) return 'everything';
  const { resolved, where } = visited;
  const { callback } = resolved;
  const own = [where.site, ...Object.values(where.urls), ...Object.values(where.signed)];
  const hosts = [...namedUrls(resolved), ...own].map(hostOf);
  const port = callback?.port === undefined || callback.port === 0 ? [] : [`callback ${callback.port}`];
  return new Set([...hosts, ...port]);
}

/** Host and port of a URL, `shop.test:443`. */
export function hostOf(text: string): string {
  const { protocol, hostname, port } = new URL(text);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
