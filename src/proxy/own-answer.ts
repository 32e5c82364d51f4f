import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
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

/** The same where there is nothing but a connection, which it ends. */
export function endWith(socket: Duplex, status: string, text: string): void {
  const body = `latchkey proxy: ${printable(text).replaceAll(/\s+/g, ' ')}\n`;
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Why the store gave no answer, or after which status not the whole of it, in a line. */
export function noAnswerLine(origin: string, { code, message }: Failure, status = 0): string {
  return `${origin} ${status === 0 ? 'gave no answer' : `broke off its answer (${status})`}: ${message === '' ? code : `${message}${message.includes(code) ? '' : ` (${code})`}`}`;
}
