import type { HeaderFields } from '../client/http/exchange.ts';
import type { RedactedExchange } from '../redact/redact.ts';

/** How much of a body is shown, in characters. */
const longest = 8_000;

/** An exchange as a person reads it: the request, the answer, and what the client signed. */
export function readableExchange(exchange: RedactedExchange): string {
  const { request, answer, failure, notes } = exchange;
  return [
    `${request.method} ${request.url}`,
    ...fields(request.headers),
    ...bodyOf(request.body),
    '',
    ...(answer ? [`HTTP ${answer.status}`, ...fields(answer.headers), ...bodyOf(answer.body)] : []),
    ...(failure ? [`no answer: ${failure.message} (${failure.code})`] : []),
    ...Object.entries(notes).flatMap(([name, note]) => ['', `${name}:`, note]),
  ].join('\n');
}

function fields(headers: HeaderFields): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`);
}

function bodyOf(body: string): string[] {
  if (body === '') return [];
  return ['', body.length > longest ? `${body.slice(0, longest)}… (${body.length} characters)` : body];
}
