import type { SignedRequest } from '../request.ts';
import { readAccessLog } from './access-log.ts';
import { readCurl } from './curl.ts';
import { readHar } from './har.ts';
import { readRawHttp } from './raw-http.ts';
import { readUrl } from './url.ts';

/**
 * Reads a request in whichever form a person has it: a curl command, a HAR file or entry, a raw HTTP request, a
 * line of an access log, or a URL. Undefined when it is none of them.
 */
export function readRequest(text: string): SignedRequest | undefined {
  return (
    readCurl(text) ??
    readHar(text) ??
    readRawHttp(text.trimStart()) ??
    readAccessLog(text) ??
    readUrl(text.trim().replace(/^["'<]|["'>]$/g, ''))
  );
}
