/**
 * The quick way through a listener. Nearly all requests are a GET that arrives whole; reading one and writing its
 * answer takes half of what Node's HTTP server takes for it, since that has to be ready for everything. So each
 * connection begins here, and at the first request that is anything else it is handed to Node's server, with what has
 * been read of it, for good. Why: docs/decisions/0041-quick-lane.md.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer } from '../message.ts';
import { readSimpleRequest, type SimpleRequest } from './simple-request.ts';

export interface Lane {
  /** Asks the store, which may take its time. */
  ask(request: SimpleRequest, socket: Socket, done: (answer: Answer) => void): void;
  /** Gives the connection to Node's server. */
  handOver(socket: Socket): void;
  /** The Date of an answer. */
  clock(): string;
  /** How long a connection may be silent before its first request, and between two, in milliseconds. */
  readonly silence: { readonly first: number; readonly between: number };
}

/** How much of its answers a client may leave unread before it is not read from any more, in bytes. */
const unreadLimit = 1024 * 1024;

/** Serves a connection until it ends, or hands it over. */
export function enterQuickLane(socket: Socket, lane: Lane): void {
  const closing = `Keep-Alive: timeout=${Math.floor(lane.silence.between / 1000)}\r\nConnection: keep-alive\r\n`;
  /** An answer is under way; what arrives meanwhile waits, since answers go out in order. */
  let busy = false;
  let ended = false;
  let waiting: Buffer | undefined;

  function onData(bytes: Buffer): void {
    if (busy) {
      waiting = waiting ? Buffer.concat([waiting, bytes]) : bytes;
      socket.pause();
      return;
    }
    const request = readSimpleRequest(bytes);
    if (!request) {
      leave(bytes);
      return;
    }
    busy = true;
    lane.ask(request, socket, onAnswer);
  }

  function onAnswer(answer: Answer): void {
    busy = false;
    if (!socket.writable) return;
    const stays = writeAnswer(socket, answer, lane.clock(), closing);
    if (!stays || (ended && !waiting)) {
      socket.end();
      return;
    }
    if (socket.writableLength > unreadLimit) {
      socket.pause();
      socket.once('drain', goOn);
    } else if (waiting) goOn();
  }

  function goOn(): void {
    const bytes = waiting;
    waiting = undefined;
    socket.resume();
    if (bytes) onData(bytes);
  }

  function onEnd(): void {
    ended = true;
    if (!busy) socket.end();
  }

  function onTimeout(): void {
    if (!busy) socket.destroy();
  }

  function onError(): void {
    socket.destroy();
  }

  function leave(bytes: Buffer): void {
    socket.off('data', onData).off('end', onEnd).off('timeout', onTimeout).off('error', onError);
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(bytes);
    lane.handOver(socket);
    socket.resume();
  }

  socket.setTimeout(lane.silence.first, onTimeout);
  socket.once('data', () => socket.setTimeout(lane.silence.between));
  socket.on('data', onData).on('end', onEnd).on('error', onError);
}

/** Writes an answer to a GET; tells whether the connection stays open. */
function writeAnswer(socket: Socket, answer: Answer, date: string, keepAlive: string): boolean {
  const { status, headers, body, breakage } = answer;
  if (breakage?.at === 'start') {
    socket.destroy();
    return true;
  }
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\nDate: ${date}\r\n`;
  let stays = true;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    if (breaksHead.test(value)) continue;
    if (name.length === 10 && name.toLowerCase() === 'connection') stays = value.toLowerCase() !== 'close';
    head += `${name}: ${value}\r\n`;
  }
  if (stays) head += keepAlive;
  // RFC 9110 section 8.6: neither of these two has a body, nor the length of one.
  if (status === 204 || status === 304) {
    socket.write(`${head}\r\n`, 'latin1');
    return stays;
  }
  socket.cork();
  socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`, 'latin1');
  socket.write(breakage === undefined ? body : body.subarray(0, breakage.bytes));
  socket.uncork();
  // Content-Length has promised more than comes: the end of the connection is the end of the answer.
  if (breakage !== undefined) return false;
  return stays;
}

/** What must not be in a field's value: PHP drops such a field and warns. */
const breaksHead = /[^\t\x20-\x7e\x80-\xff]/;
