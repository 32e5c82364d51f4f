import { Buffer } from 'node:buffer';
import { LatchkeyError } from '../../mocks/errors.ts';
import { type Message, noBody } from '../../mocks/index.ts';
import { splitUrl, type UrlParts } from '../client/http/split-url.ts';
import type { RecordedRequest } from './recording.ts';

/** The message that a recorded request was, to the byte. */
export function messageOf(request: RecordedRequest): Message {
  const { scheme, authority: host, target } = urlOf(request);
  const headers: string[] = [];
  if (!request.headers.some(([name]) => name.toLowerCase() === 'host')) headers.push('Host', host);
  for (const [name, value] of request.headers) headers.push(name, bytes(value));
  const body = request.body == null ? noBody : Buffer.from(request.body, 'utf8');
  return {
    method: request.method,
    scheme,
    host,
    target: bytes(target),
    headers,
    body,
  };
}

/** @throws {LatchkeyError} where the recording names no absolute URL. */
export function urlOf({ url }: Pick<RecordedRequest, 'url'>): UrlParts {
  const parts = splitUrl(url);
  if (parts) return parts;
  throw new LatchkeyError('LATCHKEY_RECORDING', {
    where: `URL ${url}`,
    expected: 'an absolute http or https URL',
  });
}

/** Text of a recording is Unicode; on the wire it was UTF-8. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
