import { Buffer } from 'node:buffer';
import { type Message, noBody } from '../../mocks/index.ts';
import type { RecordedRequest } from './recording.ts';

const parts = /^(https?):\/\/([^/?#]*)(.*)$/s;

/** The message that a recorded request was, to the byte. */
export function messageOf(request: RecordedRequest): Message {
  const [, scheme, host, target] = parts.exec(request.url) as unknown as [
    string,
    'http' | 'https',
    string,
    string,
  ];
  const headers: string[] = [];
  if (!request.headers.some(([name]) => name.toLowerCase() === 'host')) headers.push('Host', host);
  for (const [name, value] of request.headers) headers.push(name, bytes(value));
  const body = request.body == null ? noBody : Buffer.from(request.body, 'utf8');
  return {
    method: request.method,
    scheme,
    host,
    target: bytes(target.startsWith('/') ? target : `/${target}`),
    headers,
    body,
  };
}

/** Text of a recording is Unicode; on the wire it was UTF-8. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
