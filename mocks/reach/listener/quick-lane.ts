/**
 * The quick way through a listener. Nearly all requests are a GET that arrives whole; reading one and writing its
 * answer takes half of what Node's HTTP server takes for it, since that has to be ready for everything. So each
 * connection begins here, and at the first request that is anything else it is handed to Node's server, with what has
 * been read of it, for good. Why: docs/decisions/0041-quick-lane.md.
 */

import type { Socket } from 'node:net';
import type { Answer } from '../../message.ts';
import { headerLine } from '../../php/header.ts';
import { reasonPhrase } from '../../web-server/reasons.ts';
import type { Reception, ReceptionNeeds } from './reception.ts';
import { readSimpleRequest, type SimpleRequest } from './simple-request.ts';

const endOfHead = Buffer.from('\r\n\r\n');

/**
 * What Node's parser takes and Apache does not (`HttpProtocolOptions Strict`; measured with 2.4.71): more than ten empty
 * lines in front, a line that ends without a carriage return or has no end after one, two spaces in the request line.
 */
const isNoRequest = /^(?:\r\n){11}|^(?:\r\n)*(?:\n|\r[^\n]|[^\r\n]* {2}[^\r\n]*\r\n)/;

/** The bytes in which that is looked for: a request line, and what stands before it. */
const longestStart = 8300;

/** How much of its answers a client may leave unread before it is not read from any more, in bytes. */
const unreadLimit = 1024 * 1024;

/**
 * The lane of one listener.
 *
 * Requests that came in with one turn of the event loop are answered together: first all are read and put to the
 * store, then the answers are written, since none is there before the turn ends. Each system call leaves the processor's caches and branch predictors cold for the code
 * behind it, and judging a request is much code: one after the other it takes half as long again.
 */
export class QuickLane implements Reception {
  readonly needs: ReceptionNeeds;
  readonly keepAlive: string;
  #queue: Connection[] = [];

  constructor(needs: ReceptionNeeds) {
    this.needs = needs;
    this.keepAlive = `Keep-Alive: timeout=${Math.floor(needs.silence.between / 1000)}\r\nConnection: keep-alive\r\n`;
  }

  /** Serves a connection until it ends, or hands it over. */
  enter(socket: Socket): void {
    new Connection(this, socket);
  }

  /** Has a connection's turn come after all that is there to be read has been. */
  enqueue(connection: Connection): void {
    if (this.#queue.push(connection) === 1) setImmediate(() => this.#serve());
  }

  #serve(): void {
    const connections = this.#queue;
    this.#queue = [];
    for (const connection of connections) connection.ask();
  }
}

class Connection {
  readonly #lane: QuickLane;
  readonly #socket: Socket;
  /** What was read and not yet looked at. */
  #read: Buffer | undefined;
  /** An answer is under way; what arrives meanwhile waits, since answers go out in order. */
  #busy = false;
  /** The client has sent all that it will. */
  #ended = false;

  constructor(lane: QuickLane, socket: Socket) {
    this.#lane = lane;
    this.#socket = socket;
    const { first, between } = lane.needs.silence;
    socket.setTimeout(first, this.#onTimeout);
    socket.once('data', () => socket.setTimeout(between));
    socket.on('data', this.#onData).on('end', this.#onEnd).on('error', this.#onError);
  }

  readonly #onData = (bytes: Buffer) => {
    this.#read = this.#read ? Buffer.concat([this.#read, bytes]) : bytes;
    if (this.#busy) {
      this.#socket.pause();
      return;
    }
    this.#busy = true;
    this.#lane.enqueue(this);
  };

  /** Reads what has arrived and asks the store, or hands the connection over. */
  ask(): void {
    const bytes = this.#read as Buffer;
    this.#read = undefined;
    const request = readSimpleRequest(bytes) ?? this.#readFirst(bytes);
    if (!request) {
      this.#leave(bytes);
      return;
    }
    this.#lane.needs.ask(request, this.#socket).then(answer => this.#write(answer));
  }

  /** The first of several requests that have come together; the others wait. */
  #readFirst(bytes: Buffer): SimpleRequest | undefined {
    const end = bytes.indexOf(endOfHead) + endOfHead.length;
    if (end === bytes.length) return undefined;
    this.#read = bytes.subarray(end);
    return readSimpleRequest(bytes.subarray(0, end));
  }

  #write(answer: Answer): void {
    this.#busy = false;
    const socket = this.#socket;
    if (!socket.writable) return;
    const stays = writeAnswer(socket, answer, this.#lane.needs.clock(), this.#lane.keepAlive);
    if (!stays || (this.#ended && !this.#read)) socket.end();
    else if (socket.writableLength > unreadLimit) {
      socket.pause();
      this.#busy = true;
      socket.once('drain', this.#goOn);
    } else if (this.#read) this.#goOn();
  }

  readonly #goOn = () => {
    this.#busy = this.#read !== undefined;
    if (this.#read) this.#lane.enqueue(this);
    this.#socket.resume();
  };

  readonly #onEnd = () => {
    this.#ended = true;
    if (!this.#busy) this.#socket.end();
  };

  readonly #onTimeout = () => {
    if (!this.#busy) this.#socket.destroy();
  };

  readonly #onError = () => {
    this.#socket.destroy();
  };

  #leave(bytes: Buffer): void {
    const socket = this.#socket;
    socket.off('data', this.#onData).off('end', this.#onEnd);
    socket.off('timeout', this.#onTimeout).off('error', this.#onError);
    if (socket.destroyed) return;
    socket.setTimeout(0);
    if (isNoRequest.test(bytes.toString('latin1', 0, longestStart))) {
      this.#lane.needs.refuse(socket);
      return;
    }
    this.#lane.needs.handOver(socket);
    // Node's server listens to the socket now: it is told again what has been heard from it.
    socket.emit('data', bytes);
    if (this.#ended) socket.emit('end');
  }
}

/** Writes an answer to a GET; tells whether the connection stays open. */
function writeAnswer(socket: Socket, answer: Answer, date: string, keepAlive: string): boolean {
  const { status, headers, body, breakage } = answer;
  if (breakage?.at === 'start') {
    socket.destroy();
    return true;
  }
  let head = `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\nDate: ${date}\r\n`;
  let stays = true;
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i] as string, headers[i + 1] as string];
    const line = headerLine(name, value);
    if (line === undefined) continue;
    if (name.length === 10 && name.toLowerCase() === 'connection' && value.toLowerCase() === 'close')
      stays = false;
    head += `${line}\r\n`;
  }
  if (stays) head += keepAlive;
  // RFC 9110 section 8.6: neither of these two has a body, nor the length of one.
  if (status === 204 || status === 304) {
    socket.write(`${head}\r\n`, 'latin1');
    return stays;
  }
  socket.cork();
  // As bytes: where one of two pieces is text, Node makes a buffer for the texts of every answer.
  socket.write(Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n`, 'latin1'));
  socket.write(breakage === undefined ? body : body.subarray(0, breakage.bytes));
  socket.uncork();
  // Content-Length has promised more than comes: the end of the connection is the end of the answer.
  if (breakage !== undefined) return false;
  return stays;
}
