import type { ServerResponse } from 'node:http';
import type { Failure } from '../client/http/exchange.ts';
import { printable } from '../redact/printable.ts';

/** What the proxy answers by itself: a status and a line that names it. */
export function answerByItself(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = Buffer.from(`latchkey proxy: ${printable(text).replaceAll(/\s+/g, ' ')}\n`);
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': body.length,
      'X-Content-Type-Options': 'nosniff',
    })
    .end(body);
}

/** Why the store gave no answer, in a line. */
export function noAnswerLine(origin: string, { code, message }: Failure): string {
  return `${origin} gave no answer: ${message === '' ? code : `${message}${message.includes(code) ? '' : ` (${code})`}`}`;
}
