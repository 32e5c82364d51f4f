import { UsageError } from '../../../mocks/errors.ts';
import type { ReceivedRequest } from '../request.ts';
import { readAccessLog } from './access-log.ts';
import { readCurl } from './curl.ts';
import { readFetch } from './fetch.ts';
import { readHar } from './har.ts';
import { readRawHttp } from './raw-http.ts';
import { findUrl, readUrl } from './url.ts';

/**
 * Reads a request in whichever form a person has it: a curl command, a call of fetch(), a HAR file or entry, a raw
 * HTTP request, lines of an access log, a URL, or any text with one signed URL in it. Undefined when it is none of them.
 *
 * @example
 * ```ts
 * import { readRequest } from 'latchkey';
 *
 * readRequest("curl -X DELETE 'https://shop.test/wp-json/wc/v3/orders/7'")?.method; // DELETE
 * ```
 */
export function readRequest(given: string): ReceivedRequest | undefined {
  if (typeof given !== 'string') throw new UsageError({ where: 'readRequest(text)', expected: 'a text' });
  // Editors of Windows put a byte order mark in front.
  const text = given.replace(/^\uFEFF/, '');
  return (
    readCurl(text) ??
    readFetch(text) ??
    readHar(text) ??
    readRawHttp(text.trimStart()) ??
    readAccessLog(text) ??
    readUrl(text.trim().replace(/^["'`<]|["'`>;,]+$/g, '')) ??
    findUrl(text)
  );
}
