import { Buffer } from 'node:buffer';
import type { Answer } from '../../mocks/index.ts';
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
  const headers: Record<string, string> = {};
  for (let i = 0; i < answer.headers.length; i += 2) {
    const name = (answer.headers[i] as string).toLowerCase();
    if (volatile.has(name)) continue;
    const value = answer.headers[i + 1] as string;
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return {
    status: answer.status,
    headers,
    body: observeBody(Buffer.from(answer.body), headers['content-type'] ?? ''),
  };
}

function observeBody(body: Buffer, type: string): RecordedBody {
  const text = body.toString('utf8');
  if (text === '') return { kind: 'empty' };
  try {
    // The recorder took for JSON what parses as such, whatever its type says (`-1` of route.048 is text/html).
    return { kind: 'json', json: JSON.parse(text) };
  } catch {
    if (!/html/i.test(type)) return { kind: 'text', text };
    return { kind: 'html', title: /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() ?? '' };
  }
}
