import { LatchkeyError } from '../../mocks/errors.ts';
import type { HttpRequest } from '../client/http/exchange.ts';
import { splitUrl } from '../client/http/split-url.ts';

/** An id that no store has: the only one that is written to. */
export const missingId = 999_999_999;

/** Whether a request asks WordPress to change something, in whatever way it says so. */
export function isWrite({ method, url, headers }: Pick<HttpRequest, 'method' | 'url' | 'headers'>): boolean {
  const isRead = (name: string) => /^(?:GET|HEAD|OPTIONS)$/i.test(name);
  const meant = [
    /[?&]_method=(\w+)/.exec(url)?.[1],
    ...headers.map(([name, value]) => (/^x-http-method-override$/i.test(name) ? value : undefined)),
  ];
  return [method, ...meant].some(name => name !== undefined && !isRead(name));
}

const missing = new RegExp(`/${missingId}(?:[/?&]|$)`);

/**
 * What a scenario writes to must be nothing, or must have been made by the run: anything else is a fault of the suite,
 * and is not sent.
 *
 * @throws {LatchkeyError} (LATCHKEY_HARNESS)
 */
export function guardWrites(request: HttpRequest): void {
  if (!isWrite(request)) return;
  const { method, url } = request;
  const path = splitUrl(url)?.target ?? url;
  if (
    !/wp-json|rest_route|wc-api/.test(path) ||
    missing.test(decodeURIComponent(path.replace(/%(?![\da-f]{2})/gi, '%25')))
  )
    return;
  throw new LatchkeyError(
    'LATCHKEY_HARNESS',
    `a scenario would have written to what it did not make: ${method} ${path.split('?')[0]}`,
  );
}
