import { Buffer } from 'node:buffer';
import type { Answer } from '../../mocks/index.ts';
import { type HeaderFields, headerFields } from '../client/http/exchange.ts';
import { parseJson } from '../client/http/json.ts';
import type { RecordedAnswer, RecordedBody } from './recording.ts';

/** Fields that differ from one run to the next whatever the store does; a recording does not hold them. */
const volatile = new Set([
  'date',
  'server',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
]);

/** An answer in the form of a recording, its body as `json` whenever it is JSON. */
export function observe(answer: Answer): RecordedAnswer {
  const headers = observeHeaders(headerFields(answer.headers));
  return { status: answer.status, headers, body: observeBody(answer.body, headers['content-type'] ?? '') };
}

/** The fields that a recording holds, names in lower case, several of one name joined. */
export function observeHeaders(fields: HeaderFields): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [sent, value] of fields) {
    const name = sent.toLowerCase();
    if (!volatile.has(name)) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

export function observeBody(body: Uint8Array, type: string): RecordedBody {
  const text = Buffer.from(body).toString('utf8');
  if (text === '') return { kind: 'empty' };
  // The recorder took for JSON what parses as such, whatever its type says (`-1` of route.048 is text/html).
  const json = parseJson(text);
  if (json !== undefined) return { kind: 'json', json };
  if (!/html/i.test(type)) return { kind: 'text', text };
  return { kind: 'html', title: /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() ?? '' };
}
