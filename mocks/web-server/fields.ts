import type { Answer, Message } from '../message.ts';
import { isHost } from './host.ts';
import { limits } from './limits.ts';
import { badRequest, bodyTooLarge, expectationFailed, fieldTooLong, tooManyFields } from './pages.ts';

/**
 * What Apache says of the header fields, before it looks at the path: how many and how long they are, Host, what tells
 * where the body ends, and Expect.
 * @param host the host that the target names; the Host field is not looked at then (RFC 9112 section 3.2.2).
 */
export function refuseFields(message: Message, host: string | undefined): Answer | undefined {
  const { headers } = message;
  if (headers.length > 2 * limits.fields) return tooManyFields;
  let hosts = 0;
  let hostSent = '';
  let length: string | undefined;
  let codings: string | undefined;
  let expectation: string | undefined;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    if (name.length + ': '.length + value.length > limits.field) return fieldTooLong;
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === 'host') {
          hosts++;
          hostSent = value;
        }
        break;
      case 6:
        if (name.toLowerCase() === 'expect') expectation = joined(expectation, value);
        break;
      case 14:
        if (name.toLowerCase() === 'content-length') length = joined(length, value);
        break;
      case 17:
        if (name.toLowerCase() === 'transfer-encoding') codings = joined(codings, value);
        break;
    }
  }
  if (!isHostGiven(message, hosts, hostSent, host)) return badRequest;
  if (length !== undefined && !isLength(length)) return badRequest;
  if (codings !== undefined && !endsChunked.test(codings)) return badRequest;
  if (message.body.length > limits.body) return bodyTooLarge(message.method);
  if (expectation !== undefined && expectation !== '' && expectation.toLowerCase() !== '100-continue')
    return expectationFailed(expectation);
  return undefined;
}

/** Fields of one name as `apr_table_compress()` joins them. */
function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}

/** RFC 9112 section 3.2: HTTP/1.1 has one Host field; HTTP/1.0 may have none, or an empty one. */
function isHostGiven({ version }: Message, hosts: number, sent: string, host: string | undefined): boolean {
  const needsHost = version !== undefined && version >= '1.1';
  if (hosts === 0) return !needsHost;
  if (host !== undefined) return true;
  return hosts === 1 && (isHost(sent) || (sent === '' && version !== undefined && !needsHost));
}

/** RFC 9110 section 8.6, and no more than a signed number of 64 bits holds. */
function isLength(value: string): boolean {
  return /^0*\d{1,19}$/.test(value) && BigInt(value) < 2n ** 63n;
}

/** RFC 9112 section 6.3: without `chunked` at the end nobody knows where a request's body ends. */
const endsChunked = /(?:^|[,\s])chunked\s*$/i;
