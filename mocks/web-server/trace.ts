import { Buffer } from 'node:buffer';
import type { Answer, Message } from '../message.ts';
import { bodyTooLarge, methodNotAllowed } from './pages.ts';

/**
 * Apache's answer to TRACE (RFC 9110 section 9.3.8): the request's head as it was read, or with `TraceEnable Off`,
 * as Debian ships it, a refusal that allows nothing.
 */
export function answerTrace(message: Message, isEnabled: boolean): Answer {
  if (!isEnabled) return methodNotAllowed('TRACE', '');
  if (announcesBody(message)) return bodyTooLarge('TRACE');
  const head = `TRACE ${message.target} HTTP/${message.version ?? '1.1'}\r\n${fieldLines(message.headers)}\r\n`;
  return { status: 200, headers: ['Content-Type', 'message/http'], body: Buffer.from(head, 'latin1') };
}

function announcesBody({ headers, body }: Message): boolean {
  if (body.length > 0) return true;
  return headers.some(
    (name, i) =>
      i % 2 === 0 &&
      (/^transfer-encoding$/i.test(name) || (/^content-length$/i.test(name) && Number(headers[i + 1]) > 0)),
  );
}

/** Fields of one name are one field, where the first of them stood. */
function fieldLines(headers: readonly string[]): string {
  const fields = new Map<string, { readonly name: string; value: string }>();
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i] as string, headers[i + 1] as string];
    const before = fields.get(name.toLowerCase());
    if (before) before.value += `, ${value}`;
    else fields.set(name.toLowerCase(), { name, value });
  }
  return [...fields.values()].map(({ name, value }) => `${name}: ${value}\r\n`).join('');
}
