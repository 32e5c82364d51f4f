import { setImmediate } from 'node:timers/promises';
import { Agent, type Dispatcher, errors, ProxyAgent } from 'undici';
import { LatchkeyError, UsageError } from '../../../mocks/errors.ts';
import { redactUrl } from '../../redact/redact.ts';
import { type ConnectorOptions, connectorOf, tlsOptions } from './connector.ts';
import {
  type Failure,
  type HttpAnswer,
  type HttpExchange,
  type HttpRequest,
  headerFields,
  joinedHeader,
} from './exchange.ts';
import { failureOf } from './failure.ts';
import { limits, timedOut, tooLarge } from './limits.ts';
import { splitUrl } from './split-url.ts';

export interface ClientOptions extends ConnectorOptions {
  /** The URL of an HTTP proxy. */
  readonly proxy?: string;
  /** For the whole answer, from the request to its last byte, in milliseconds; 30 seconds when left out. */
  readonly answerTimeout?: number;
  /** Connections to one origin; 8 when left out. */
  readonly connections?: number;
}

/**
 * Sends literal requests and records what came back. It follows no redirect and repeats nothing, and takes no more of an
 * answer than `limits` allow.
 */
export interface HttpClient {
  /**
   * Sends a request. Whatever the network does is told in the exchange.
   *
   * @throws {LatchkeyError} for a request that cannot be sent at all: no absolute URL, a header that HTTP does not allow.
   */
  send(
    request: HttpRequest,
    options?: { signal?: AbortSignal; notes?: Record<string, string> },
  ): Promise<HttpExchange>;
  /** Ends the connections, whatever is under way on them. */
  close(): Promise<void>;
}

const usualConnectTimeout = 10_000;
const usualAnswerTimeout = 30_000;

/**
 * After so many milliseconds an idle connection is closed, whatever the server's Keep-Alive field allows: each one holds a
 * worker of a server that has few (Apache's prefork), and the next connection waits until one is given back.
 */
const idleTime = 200;

export function createClient(options: ClientOptions = {}): HttpClient {
  const dispatcher = createDispatcher(options);
  const { connectTimeout = usualConnectTimeout, answerTimeout = usualAnswerTimeout } = options;
  const wholeTime = Math.max(connectTimeout, answerTimeout);
  return {
    async send(request, { signal, notes } = {}) {
      const { origin, target } = whereTo(request.url);
      await turnOfTheLoop();
      const startedAt = Date.now();
      const start = performance.now();
      const finished = () => ({
        request,
        startedAt,
        duration: performance.now() - start,
        ...(notes && { notes }),
      });
      // Each piece may come in time, and the last one never.
      const late = AbortSignal.timeout(wholeTime);
      try {
        const ends = signal ? AbortSignal.any([late, signal]) : late;
        const answer = await ask(dispatcher, origin, target, request, ends);
        return { ...finished(), answer };
      } catch (error) {
        if (error instanceof errors.InvalidArgumentError)
          throw new UsageError(`cannot send ${request.method} ${redactUrl(request.url)}: ${error.message}`, {
            cause: error,
          });
        const failure = withStatus(failureOf(error), error);
        if (!late.aborted || signal?.aborted) return { ...finished(), failure };
        const message = `the answer was not whole within ${wholeTime / 1000} seconds`;
        return { ...finished(), failure: { ...failure, code: timedOut, message } };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function ask(
  dispatcher: Dispatcher,
  origin: string,
  target: string,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const answer = await dispatcher.request({
    origin,
    path: target,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers.flat(),
    body: request.body ?? null,
    responseHeaders: 'raw',
    signal,
  });
  const headers = headerFields(answer.headers as unknown as readonly string[]);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body) {
      length += chunk.length;
      if (length > limits.body)
        throw Object.assign(new Error(`the answer is longer than ${limits.body} bytes`), {
          code: tooLarge,
        });
      chunks.push(chunk);
    }
  } catch (error) {
    const promised = Number(joinedHeader(headers, 'content-length'));
    throw new CutOff(
      answer.statusCode,
      error,
      promised > length ? { received: length, promised } : undefined,
    );
  }
  return {
    status: answer.statusCode,
    headers,
    body: Buffer.concat(chunks),
  };
}

function createDispatcher(options: ClientOptions): Dispatcher {
  const common = {
    headersTimeout: options.answerTimeout ?? usualAnswerTimeout,
    bodyTimeout: options.answerTimeout ?? usualAnswerTimeout,
    maxHeaderSize: limits.head,
    connections: options.connections ?? 8,
    keepAliveTimeout: idleTime,
    keepAliveMaxTimeout: idleTime,
  };
  if (options.proxy !== undefined)
    return new ProxyAgent({ uri: options.proxy, requestTls: tlsOptions(options), ...common }) as Dispatcher;
  return new Agent({ ...common, connect: connectorOf(options) });
}

/**
 * Lets the event loop come round. A connection that its server has ended while this process was busy, by simulated stores
 * of its own or by a machine that was, is still taken for open: undici looks at it again in the same turn, before the end
 * is read, sends the request into it and is answered by a reset. Two, since the first may come before the loop has polled.
 */
async function turnOfTheLoop(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** The origin to connect to, and the target to send, as it is written. */
function whereTo(url: string): { origin: string; target: string } {
  const parts = splitUrl(url);
  const origin = parts && `${parts.scheme}://${parts.authority}`;
  if (!origin || !URL.canParse(origin))
    throw new LatchkeyError('LATCHKEY_URL', {
      where: `URL ${redactUrl(url)}`,
      expected: 'an absolute http or https URL',
    });
  return { origin, target: parts.target };
}

/** The same with the status, where the head of the answer came. */
function withStatus(failure: Failure, error: unknown): Failure {
  if (!(error instanceof CutOff)) return failure;
  return { ...failure, status: error.status, ...(error.cut && { cut: error.cut }) };
}

/** The head of an answer came, and its body did not. */
class CutOff extends Error {
  readonly status: number;
  readonly cut: Failure['cut'];

  constructor(status: number, cause: unknown, cut: Failure['cut']) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.status = status;
    this.cut = cut;
  }
}
