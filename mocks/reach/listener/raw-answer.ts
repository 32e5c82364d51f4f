import type { Duplex } from 'node:stream';
import type { Answer } from '../../message.ts';
import { headerLine } from '../../php/header.ts';
import { reasonPhrase } from '../../web-server/reasons.ts';

/** How long an answered connection is read on, in milliseconds, so that a client still sending sees the answer. */
const lingering = 2000;

/**
 * Writes an answer to a connection that Node's HTTP server no longer looks after, and closes it.
 *
 * It closes as Apache does (lingering close): its own side first, then what the client still sends is read and
 * dropped for a while. A connection closed with unread bytes is reset, and the reset can overtake the answer.
 */
export function answerAndClose(socket: Duplex, answer: Answer, date: string, bodyless = false): void {
  if (!socket.writable || answer.breakage?.at === 'start') {
    socket.destroy();
    return;
  }
  const head = [`HTTP/1.1 ${answer.status} ${reasonPhrase(answer.status)}`, `Date: ${date}`];
  for (let i = 0; i < answer.headers.length; i += 2) {
    const name = answer.headers[i] as string;
    const line = headerLine(name, answer.headers[i + 1] as string);
    if (line !== undefined && name.toLowerCase() !== 'connection') head.push(line);
  }
  if (!bodyless) head.push(`Content-Length: ${answer.body.length}`);
  head.push('Connection: close', '', '');
  const bytes = Buffer.from(head.join('\r\n'), 'latin1');
  socket.on('error', () => socket.destroy());
  // Content-Length has promised more where the answer breaks: the end of the connection is the end of it.
  const { body, breakage } = answer;
  const arriving = breakage === undefined ? body : body.subarray(0, breakage.bytes);
  socket.end(bodyless ? bytes : Buffer.concat([bytes, arriving]));
  socket.on('data', () => {});
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), lingering);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
  socket.once('end', () => socket.destroy());
}
