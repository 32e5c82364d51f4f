import type { Creator, Entry, Har } from 'har-format';
import { createRedactor, type RedactedExchange, type Redactor } from '../../redact/redact.ts';
import type { HeaderFields, HttpExchange } from './exchange.ts';
import { joinedHeader } from './exchange.ts';

/** Exchanges as an HTTP Archive 1.2, secrets masked. */
export function toHar(
  exchanges: readonly HttpExchange[],
  creator: Creator,
  redactor: Redactor = createRedactor(),
): Har {
  return {
    log: {
      version: '1.2',
      creator,
      entries: exchanges.map(exchange => redactedEntry(redactor.exchange(exchange))),
    },
  };
}

/** An exchange that is masked already. */
export function redactedEntry(exchange: RedactedExchange): Entry {
  const { request, answer } = exchange;
  const query = /\?([^#]*)/.exec(request.url)?.[1] ?? '';
  return {
    startedDateTime: new Date(exchange.startedAt).toISOString(),
    time: exchange.duration,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: fields(request.headers),
      queryString: query === '' ? [] : query.split('&').map(pair),
      ...(request.body !== '' && {
        postData: { mimeType: joinedHeader(request.headers, 'content-type') ?? '', text: request.body },
      }),
      headersSize: -1,
      bodySize: Buffer.byteLength(request.body),
    },
    response: {
      // A status of 0 is how HAR says that no answer came.
      status: answer?.status ?? 0,
      statusText: exchange.failure ? `${exchange.failure.code}: ${exchange.failure.message}` : '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: fields(answer?.headers ?? []),
      content: {
        size: Buffer.byteLength(answer?.body ?? ''),
        mimeType: joinedHeader(answer?.headers ?? [], 'content-type') ?? '',
        text: answer?.body ?? '',
      },
      redirectURL: joinedHeader(answer?.headers ?? [], 'location') ?? '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: exchange.duration, receive: 0 },
    ...(Object.keys(exchange.notes).length > 0 && {
      comment: Object.entries(exchange.notes)
        .map(([name, note]) => `${name}: ${note}`)
        .join('\n'),
    }),
  };
}

function fields(headers: HeaderFields): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function pair(text: string): { name: string; value: string } {
  const equals = text.indexOf('=');
  return equals < 0
    ? { name: text, value: '' }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
