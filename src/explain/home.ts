import { UsageError } from '../../mocks/errors.ts';
import { splitUrl } from '../client/http/split-url.ts';
import type { Origin } from './mistake.ts';

/**
 * A store's home URL in its parts.
 *
 * @param where What is told of it where it is none: `--home shop.test`.
 * @throws {UsageError} for what is no home URL.
 */
export function homeOf(home: string | Origin, where = `home ${JSON.stringify(home)}`): Origin {
  const expected = "the store's home URL, such as https://shop.example/shop";
  if (typeof home === 'object' && home !== null) {
    const { scheme, authority, path } = home;
    const isOrigin =
      (scheme === 'http' || scheme === 'https') && typeof authority === 'string' && typeof path === 'string';
    if (!isOrigin) throw new UsageError({ where, expected });
    return { scheme, authority, path };
  }
  if (typeof home !== 'string') throw new UsageError({ where, expected });
  const url = splitUrl(home);
  if (!url || !URL.canParse(home)) throw new UsageError({ where, expected });
  if (/\/(wp-json|wc-api)(\/|$)/.test(url.target))
    throw new UsageError({
      where,
      expected: `the store's home URL, without the path of the API: what the member "home" of /wp-json/ says`,
    });
  return {
    scheme: url.scheme,
    authority: url.authority,
    path: url.target.replace(/[?].*$/, '').replace(/\/+$/, ''),
  };
}
