import { firstHeader } from '../../mocks/index.ts';
import { type HttpExchange, headerFields } from '../client/http/exchange.ts';
import type { WatchedExchange } from './watched.ts';

/** An exchange as clients of HTTP have it: texts in Unicode. */
export function httpExchange({ at, message, answer, duration, failure }: WatchedExchange): HttpExchange {
  const host = firstHeader(message.headers, 'host') ?? message.host;
  return {
    request: {
      method: message.method,
      url: unicode(`${message.scheme}://${host}${message.target}`),
      headers: unicodeFields(message.headers),
      body: message.body,
    },
    ...(answer.status > 0 && {
      answer: { status: answer.status, headers: unicodeFields(answer.headers), body: answer.body },
    }),
    ...(failure !== undefined && { failure: { code: 'NO_ANSWER', message: failure } }),
    startedAt: at * 1000,
    duration: duration ?? 0,
  };
}

function unicodeFields(flat: readonly string[]): (readonly [string, string])[] {
  return headerFields(flat).map(([name, value]) => [name, unicode(value)] as const);
}

/** A byte string read as UTF-8. */
function unicode(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
