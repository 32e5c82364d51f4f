/**
 * Reaches a store over real sockets. The request target and the header fields are handed on as they were sent:
 * nothing is normalised, and no Request or Response object is built.
 */
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Answer, type Message, noBody } from '../message.ts';
import { sentHeaders } from '../php/header.ts';
import { limits } from '../web-server/limits.ts';
import {
  badRequest,
  bodyTooLarge,
  fieldTooLong,
  internalServerError,
  plainHttpAtTlsPort,
  requestTimeout,
} from '../web-server/pages.ts';
import { reasonPhrase } from '../web-server/reasons.ts';
import { openPort, type Port, type PortOptions } from './listener/port.ts';
import { QuickLane } from './listener/quick-lane.ts';
import { answerAndClose } from './listener/raw-answer.ts';
import { readRawHead } from './listener/raw-request.ts';
import type { Reception, ReceptionNeeds } from './listener/reception.ts';
import type { ServerCertificate } from './listener/server-certificate.ts';
import { createServer, METHODS } from './node-http.ts';

/** What a listener needs of a store. */
export interface Reachable {
  answer(message: Message): Promise<Answer>;
  /** Unix seconds: the Date of the answers follows the store's clock. */
  now(): number;
}

/** How long a client may take, in milliseconds. */
interface Timeouts {
  /** For the TLS handshake. */
  readonly handshake: number;
  /** For the request's head. */
  readonly head: number;
  /** For the whole request, its body too. */
  readonly request: number;
  /** Between two requests on one connection. */
  readonly keepAlive: number;
}

const defaultTimeouts: Timeouts = { handshake: 10_000, head: 20_000, request: 60_000, keepAlive: 5_000 };

export interface ListenOptions {
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** The port for HTTP, 0 for a free one; no HTTP when left out. */
  readonly http?: number;
  /**
   * HTTPS, where it is wanted. Without certificate and key a connection over TLS waits until `useCertificate` has
   * brought them.
   */
  readonly https?: Partial<ServerCertificate> & {
    /** The port for HTTPS, 0 for a free one; HTTP's own when left out, or the same. */
    readonly port?: number;
  };
  readonly timeouts?: Partial<Timeouts>;
  /** Told of what the store throws, which is a fault of the store; the client is answered 500. */
  readonly onError?: (error: unknown) => void;
  /** Told of each connection over TLS that ends before a request: how, `alert: unknown ca`, `the client hung up`. */
  readonly onHandshakeFailure?: (how: string) => void;
}

export interface Listener {
  /** The port that answers HTTP. */
  readonly http: number | undefined;
  /** The port that answers HTTPS. */
  readonly https: number | undefined;
  /** Speaks TLS with this certificate from now on. @throws the TLS library's error for one that is none. */
  useCertificate(certificate: ServerCertificate): void;
  /** Ends all: idle connections at once, busy ones after a moment. */
  close(): Promise<void>;
}

/**
 * Opens the port for HTTP and the one for HTTPS, or the one for both.
 *
 * @throws the system's error (`EADDRINUSE`, `EACCES` …) when a port cannot be listened on, or the TLS library's for
 *   a certificate that is none; nothing is left listening then.
 */
export function listen(store: Reachable, options: ListenOptions): Promise<Listener> {
  return listenWith(store, options, QuickLane);
}

/**
 * Opens ports as `listen` does, for who takes the connections: the quick lane, or Node's server alone.
 * Its types are Node's, which a consumer of the package need not have.
 * @internal
 */
export async function listenWith(
  store: Reachable,
  options: ListenOptions,
  ReceptionOfPort: new (needs: ReceptionNeeds) => Reception,
): Promise<Listener> {
  const { host = '127.0.0.1', http, https } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const opened: Port[] = [];
  const open = async (port: number, speaks: PortOptions['speaks']): Promise<Port> => {
    const server = createServer(serverOptions(timeouts));
    const connections = attach(server, store, timeouts, ReceptionOfPort, options.onError);
    const { onHandshakeFailure } = options;
    const own = await openPort(server, { port, host, speaks, timeouts, onHandshakeFailure, ...connections });
    opened.push(own);
    return own;
  };
  const close = async () => {
    await Promise.all(opened.map(port => port.close()));
  };
  const isShared =
    http !== undefined && https !== undefined && (https.port ?? http) === http && https.port !== 0;
  try {
    const plain = http === undefined ? undefined : await open(http, { http: true, https: isShared });
    const secure = https && (isShared ? plain : await open(https.port ?? 0, { http: false, https: true }));
    const useCertificate: Listener['useCertificate'] = certificate => secure?.useCertificate(certificate);
    const { cert, key, oldProtocol } = https ?? {};
    if (cert !== undefined && key !== undefined) useCertificate({ cert, key, oldProtocol });
    return { http: plain?.number, https: secure?.number, useCertificate, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function serverOptions(timeouts: Timeouts): ServerOptions {
  return {
    maxHeaderSize: limits.head,
    // Who needs a Host field is the web server's to say; Node would answer without a page.
    requireHostHeader: false,
    headersTimeout: timeouts.head,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: Math.min(1_000, timeouts.head, timeouts.request),
  };
}

/** Has the server ask the store; gives back what is to become of its connections. */
function attach(
  server: Server,
  store: Reachable,
  timeouts: Timeouts,
  ReceptionOfPort: new (needs: ReceptionNeeds) => Reception,
  onError: ((error: unknown) => void) | undefined,
): Pick<PortOptions, 'receive' | 'refusePlainHttp'> {
  const clock = createHttpClock(() => store.now());

  /** Asks the store; what it throws becomes a 500. */
  async function ask(message: Message): Promise<Answer> {
    try {
      return await store.answer(message);
    } catch (error) {
      onError?.(error);
      return internalServerError;
    }
  }

  async function askAndSend(message: Message, response: ServerResponse): Promise<void> {
    send(response, await ask(message), clock());
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const method = request.method as string;
    const target = request.url as string;
    const headers = request.rawHeaders;
    const head = {
      method,
      scheme: schemeOf(request.socket),
      host: addressOf(request.socket),
      target,
      headers,
      version: request.httpVersion,
    };
    if (!announcesBody(headers)) {
      askAndSend({ ...head, body: noBody }, response);
      return;
    }
    readBody(
      request,
      body => askAndSend({ ...head, body }, response),
      () => answerAndClose(request.socket, bodyTooLarge(method), clock()),
    );
  }

  // Node's server listens and looks after connections; what it does with a new one waits until it has to.
  const ownListeners = server.listeners('connection') as ((socket: Socket) => void)[];
  const reception = new ReceptionOfPort({
    ask: ({ target, headers }, socket) =>
      ask({
        method: 'GET',
        scheme: schemeOf(socket),
        host: addressOf(socket),
        target,
        headers,
        body: noBody,
        version: '1.1',
      }),
    refuse: socket => answerAndClose(socket, badRequest, clock()),
    handOver(socket) {
      for (const listener of ownListeners) listener.call(server, socket);
    },
    clock,
    silence: { first: timeouts.head, between: timeouts.keepAlive },
  });

  server.on('request', onRequest);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // A body that is not announced, or will be refused, is not asked for; nor is one where something else is expected as well.
    const isAlone = request.headers.expect?.toLowerCase() === '100-continue';
    if (
      isAlone &&
      announcesBody(request.rawHeaders) &&
      Number(request.headers['content-length'] ?? 0) <= limits.body
    )
      response.writeContinue();
    onRequest(request, response);
  });
  server.on('checkExpectation', onRequest);
  server.on('connect', async (request: IncomingMessage, duplex: Duplex) => {
    // Node hands on the connection that it has from the server, which is a socket.
    const socket = duplex as Socket;
    socket.on('error', () => socket.destroy());
    const { url: target = '', rawHeaders: headers, httpVersion: version } = request;
    const [scheme, host] = [schemeOf(socket), addressOf(socket)];
    const answer = await ask({ method: 'CONNECT', scheme, host, target, headers, body: noBody, version });
    answerAndClose(socket, answer, clock());
  });
  server.on('clientError', (error: ClientError, socket: Socket) => {
    // The connection is gone, never came to be (TLS), or has an answer under way: nothing can be said any more.
    if (!socket.writable || !isAboutHttp(error) || answering(socket)) {
      socket.destroy();
      return;
    }
    const whole = wholeRequest(socket);
    if (whole !== undefined) {
      // What follows a whole request is refused behind its answer, or never read where the connection ends with that.
      whole.once('finish', () => answerAndClose(socket, refusalOf(error), clock()));
      return;
    }
    const head = secondReading(error);
    if (!head) {
      const isHead = error.rawPacket?.toString('latin1', 0, 5) === 'HEAD ';
      answerAndClose(socket, refusalOf(error), clock(), isHead);
      return;
    }
    const { method, target, headers, version } = head;
    if (head.contentLength > limits.body) {
      answerAndClose(socket, bodyTooLarge(method), clock());
      return;
    }
    const rest = (error.rawPacket as Buffer).subarray(head.bytes);
    readRest(socket, rest, head.contentLength, async body => {
      const [scheme, host] = [schemeOf(socket), addressOf(socket)];
      const answer = await ask({ method, scheme, host, target, headers, body, version });
      answerAndClose(socket, answer, clock(), method === 'HEAD');
    });
  });
  return {
    receive: socket => reception.enter(socket),
    refusePlainHttp: socket => answerAndClose(socket, plainHttpAtTlsPort, clock()),
  };
}

interface ClientError extends NodeJS.ErrnoException {
  /** The bytes that the parser was given when it gave up. */
  readonly rawPacket?: Buffer;
}

function isAboutHttp(error: ClientError): boolean {
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT' || (error.code?.startsWith('HPE_') ?? false);
}

/** What the web server says to what Node's parser could not read. */
function refusalOf(error: ClientError): Answer {
  if (error.code === 'HPE_HEADER_OVERFLOW') return fieldTooLong;
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return requestTimeout;
  return badRequest;
}

/** The targets of a method other than CONNECT that Node's parser takes. */
const takenByNode = /^(?:\*|\/|https?:\/\/)[\x21-\x7e]*$/i;

const readAgain = new Set([
  'HPE_INVALID_HEADER_TOKEN',
  'HPE_INVALID_METHOD',
  'HPE_INVALID_URL',
  'HPE_INVALID_VERSION',
]);
const isKnownVersion = /^(?:1\.[01]|2\.0)$/;

/** What Node's parser refuses and Apache takes: a method or a target of its own, a field that goes on in the next line. */
function secondReading(error: ClientError): ReturnType<typeof readRawHead> {
  if (!readAgain.has(error.code ?? '')) return undefined;
  const head = error.rawPacket && readRawHead(error.rawPacket);
  if (!head) return undefined;
  if (error.code === 'HPE_INVALID_HEADER_TOKEN' && head.isFolded) return head;
  if (error.code === 'HPE_INVALID_VERSION') return isKnownVersion.test(head.version) ? undefined : head;
  // A request that Node takes stands before the one that it refused: it is being answered already.
  return METHODS.includes(head.method) && takenByNode.test(head.target) ? undefined : head;
}

/** The answer that is still to come to a request that has arrived whole; Node keeps it where `answering()` looks. */
function wholeRequest(socket: Socket): ServerResponse | undefined {
  const response = (socket as { _httpMessage?: ServerResponse | null })._httpMessage;
  return response?.req.complete === true ? response : undefined;
}

/** Node keeps the answer that a connection is busy with there; its own handler looks at the same place. */
function answering(socket: Socket): boolean {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage?.headersSent === true;
}

/** A TLS socket says of itself that it is one. In Bun every socket has the member, and only theirs says yes. */
function schemeOf(socket: Socket & { readonly encrypted?: boolean }): 'http' | 'https' {
  return socket.encrypted === true ? 'https' : 'http';
}

/** The address that a client connected to: what the Host field would be if it sent none. */
function addressOf(socket: Socket): string {
  const kept = socket as Socket & { latchkeyAddress?: string };
  if (kept.latchkeyAddress === undefined) {
    const address = socket.localAddress ?? '127.0.0.1';
    kept.latchkeyAddress = `${address.includes(':') ? `[${address}]` : address}:${socket.localPort ?? 80}`;
  }
  return kept.latchkeyAddress;
}

/** RFC 9112 section 6.3: a request without either field has no body. */
function announcesBody(headers: readonly string[]): boolean {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (name.length === 14 && name.toLowerCase() === 'content-length') return headers[i + 1] !== '0';
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') return true;
  }
  return false;
}

function readBody(request: IncomingMessage, done: (body: Uint8Array) => void, tooLarge: () => void): void {
  const announced = request.headers['content-length'] ?? '0';
  if (Number(announced) > limits.body) {
    request.resume();
    // What is no number of 64 bits is the web server's to refuse.
    if (Number(announced) < 2 ** 63) tooLarge();
    else done(noBody);
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const onData = (chunk: Buffer) => {
    length += chunk.length;
    if (length <= limits.body) {
      chunks.push(chunk);
      return;
    }
    request.off('data', onData).off('end', onEnd);
    chunks.length = 0;
    request.resume();
    tooLarge();
  };
  const onEnd = () => done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
  request.on('data', onData).on('end', onEnd);
}

/** How long the rest of a body that was read by hand may take, in milliseconds. */
const restTimeout = 10_000;

/** Reads on where Node's parser has stopped, until this many bytes of the body are there. */
function readRest(socket: Socket, first: Buffer, length: number, done: (body: Buffer) => void): void {
  const chunks = [first];
  let missing = length - first.length;
  if (missing <= 0) {
    done(first.subarray(0, length));
    return;
  }
  // Node's parser must not be fed any more: it would report each piece as a new error.
  socket.removeAllListeners('data');
  const timer = setTimeout(() => socket.destroy(), restTimeout);
  socket.once('close', () => clearTimeout(timer));
  const onData = (chunk: Buffer) => {
    chunks.push(chunk);
    missing -= chunk.length;
    if (missing > 0) return;
    clearTimeout(timer);
    socket.off('data', onData);
    done(Buffer.concat(chunks).subarray(0, length));
  };
  socket.on('data', onData);
  socket.resume();
}

function send(response: ServerResponse, answer: Answer, date: string): void {
  const { status, body, breakage } = answer;
  if (breakage?.at === 'start') {
    response.destroy();
    return;
  }
  const headers = ['Date', date, ...answer.headers];
  // RFC 9110 section 8.6: none with 204; a HEAD's length is the GET's, which a store that sends no body does not know.
  const isBodyless = status === 204 || status === 304;
  if (!isBodyless && (body.length > 0 || response.req.method !== 'HEAD'))
    headers.push('Content-Length', String(body.length));
  try {
    response.writeHead(status, reasonPhrase(status), headers);
  } catch {
    // Nearly no answer has a field that is not sent: it is looked for where Node refuses one.
    response.writeHead(status, reasonPhrase(status), [...sentHeaders(headers)]);
  }
  if (breakage === undefined || isBodyless) response.end(body);
  // Content-Length has promised more: the connection ends once what is to arrive has been handed on.
  else response.write(body.subarray(0, breakage.bytes), () => response.destroy());
}

/** The store's clock as RFC 9110 section 5.6.7 writes it; made anew only when the second has changed. */
function createHttpClock(now: () => number): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const current = Math.floor(now());
    if (current !== second) {
      second = current;
      text = new Date(current * 1000).toUTCString();
    }
    return text;
  };
}
