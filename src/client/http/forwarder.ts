import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import { type ConnectorOptions, connectorOf } from './connector.ts';
import type { Failure } from './exchange.ts';
import { failureOf } from './failure.ts';

/** A request that is on its way, as it is to be sent on. */
interface ForwardedRequest {
  /** `https://shop.test:8443`. */
  readonly origin: string;
  readonly method: string;
  readonly target: string;
  /** Name, value, name, value …; none that belongs to one connection alone (RFC 9110 section 7.6.1). */
  readonly headers: readonly string[];
  readonly body?: Readable | Uint8Array;
}

/** Takes an answer as it comes. */
interface AnswerReceiver {
  /** Told of each piece of the request's body as it is sent. */
  onSent?(chunk: Uint8Array): void;
  onHead(status: number, reason: string, headers: readonly string[]): void;
  /** False where nothing more is to come until `resume()`. */
  onData(chunk: Buffer): boolean;
  onEnd(): void;
  /** No answer came, or not the whole of it. Nothing is told after it. */
  onFailure(failure: Failure): void;
}

/** A request that was sent on. */
interface Forwarding {
  resume(): void;
  /** Ends it; `onFailure` is told unless all is over. */
  abort(): void;
}

/**
 * Sends requests on and hands answers back piece by piece: it follows no redirect, repeats nothing, decodes nothing and
 * keeps nothing. HTTP/2 where the server chooses it. Of the header fields undici writes Host, Content-Length and Connection
 * itself; the others go in the order and the case in which they are given.
 */
export interface Forwarder {
  forward(request: ForwardedRequest, receiver: AnswerReceiver): Forwarding;
  /** Ends the connections, whatever is under way on them. */
  close(): Promise<void>;
}

/** Of a head, on both sides: a store behind a log-in may set many cookies. */
export const longestHead = 64 * 1024;

export function createForwarder(options: ConnectorOptions = {}): Forwarder {
  const dispatcher = new Agent({
    connect: connectorOf(options, { allowH2: true }),
    maxHeaderSize: longestHead,
    // As long as the store lets a connection wait (Keep-Alive), less a second: one that is closed just as it is used
    // would be a failure that the client alone does not have.
    keepAliveTimeoutThreshold: 1_000,
    // The client has a patience of its own, and hangs up when it is over.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    forward: (request, receiver) => forward(dispatcher, request, receiver),
    close: () => dispatcher.destroy(),
  };
}

function forward(dispatcher: Dispatcher, request: ForwardedRequest, receiver: AnswerReceiver): Forwarding {
  let controller: Dispatcher.DispatchController | undefined;
  let isAborted = false;
  const ended = () => new Error('the client hung up');
  dispatcher.dispatch(
    {
      origin: request.origin,
      path: request.target,
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers as string[],
      body: request.body ?? null,
    },
    {
      onRequestStart(started) {
        controller = started;
        if (isAborted) started.abort(ended());
      },
      onBodySent: chunk => receiver.onSent?.(chunk),
      onResponseStart(started, status, headers, reason = '') {
        // An interim answer (103) concerns this connection; the final one follows.
        if (status < 200) return;
        receiver.onHead(status, reason, flatHeaders(started.rawHeaders ?? headers));
      },
      onResponseData(started, chunk) {
        if (!receiver.onData(chunk)) started.pause();
      },
      onResponseEnd: () => receiver.onEnd(),
      onResponseError: (_, error) => receiver.onFailure(failureOf(error)),
    },
  );
  return {
    resume: () => controller?.resume(),
    abort() {
      isAborted = true;
      controller?.abort(ended());
    },
  };
}

type RawHeaders = NonNullable<Dispatcher.DispatchController['rawHeaders']>;

/** HTTP/1.1 gives them as they came, HTTP/2 as an object. */
function flatHeaders(raw: RawHeaders): string[] {
  if (Array.isArray(raw)) return raw.map(text => (typeof text === 'string' ? text : text.toString('latin1')));
  return Object.entries(raw).flatMap(([name, value]) =>
    name.startsWith(':') || value === undefined ? [] : [value].flat().flatMap(each => [name, each]),
  );
}
