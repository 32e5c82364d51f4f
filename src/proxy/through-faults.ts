import type { IncomingMessage, ServerResponse } from 'node:http';
import { LatchkeyError } from '../../mocks/errors.ts';
import { applyFaults, type Handler } from '../../mocks/faults.ts';
import type { Answer, Exchange, Judgement, Message } from '../../mocks/index.ts';
import type { Failure } from '../client/http/exchange.ts';
import type { Forwarder } from '../client/http/forwarder.ts';
import type { WatchedExchange } from '../workbench/watched.ts';
import type { Destination, ProxiedStore } from './destination.ts';
import { endToEnd, requestFields } from './end-to-end.ts';
import { faultBefore } from './faults.ts';
import { answerByItself, noAnswerLine } from './own-answer.ts';
import type { OnExchange } from './proxied-exchange.ts';
import { announcesBody, readable } from './relay.ts';

/** What goes with a message through the faults; those that change one copy it. */
const journey = Symbol('journey');

interface Journey {
  readonly origin: string;
  readonly judgements: Judgement[];
}

interface Travelling extends Message {
  readonly [journey]?: Journey;
}

/** A fault works on whole messages: so much of one is held at most, in bytes. */
const longestBody = 64 * 1024 * 1024;

/** The store gave no answer. */
class NoAnswerError extends LatchkeyError {
  constructor(origin: string, failure: Failure, status: number) {
    super('LATCHKEY_TARGET', noAnswerLine(origin, failure, status));
  }
}

/** The real store with faults before it, which answers whole messages. */
export class FaultyWay {
  readonly #handler: Handler;
  readonly #faults: readonly string[];
  readonly #onExchange: OnExchange;

  constructor(
    forwarder: Forwarder,
    faults: readonly string[],
    { urls: [home] }: ProxiedStore,
    onExchange: OnExchange,
  ) {
    this.#faults = faults;
    this.#onExchange = onExchange;
    this.#handler = applyFaults(message => askWhole(forwarder, message), faults.map(faultBefore), {
      now: () => Date.now() / 1000,
      random: Math.random,
      home,
      httpsPort: /^https:/i.test(home) ? Number(new URL(home).port || 443) : 443,
      onRefusal: ({ id, title }, message: Travelling) =>
        void message[journey]?.judgements.push({
          rule: `hosting.${id}`,
          outcome: 'refused',
          detail: `${title}: the store never saw the request.`,
        }),
    });
  }

  /** A client's request. */
  async relay(request: IncomingMessage, response: ServerResponse, to: Destination): Promise<void> {
    const body = announcesBody(request) ? await whole(request) : new Uint8Array(0);
    if (body === undefined) {
      answerByItself(response, 413, `a body of more than ${longestBody} bytes does not go through a fault`);
      return;
    }
    const message: Message = {
      method: request.method as string,
      scheme: to.scheme,
      host: to.host,
      target: to.target,
      headers: requestFields(request.rawHeaders, to.host),
      body,
      version: request.httpVersion,
    };
    const exchange = await this.ask(message, to);
    const { answer, failure } = exchange;
    if (failure === undefined || answer.breakage) send(response, answer, request.method === 'HEAD');
    else answerByItself(response, 502, failure);
  }

  /** Asks, and tells of the exchange. */
  async ask(message: Message, to: Pick<Destination, 'origin' | 'calledAs'>): Promise<WatchedExchange> {
    const start = performance.now();
    const at = Date.now() / 1000;
    const own: Journey = { origin: to.origin, judgements: [] };
    const travelling: Travelling = { ...message, [journey]: own };
    let answer: Answer = { status: 0, headers: [], body: new Uint8Array(0) };
    let failure: string | undefined;
    try {
      answer = await this.#handler(travelling);
      if (answer.breakage?.at === 'start') failure = 'the connection ends before the answer (a fault)';
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    const seen: Exchange = { at, message, answer, judgements: own.judgements };
    const exchange: WatchedExchange = {
      ...seen,
      duration: performance.now() - start,
      ...(failure !== undefined && { failure }),
      ...(this.#faults.length > 0 && { faults: this.#faults }),
      ...(to.calledAs && { calledAs: to.calledAs }),
    };
    this.#onExchange(exchange);
    return exchange;
  }
}

/** The whole answer, without its compression: faults change and read it. */
function askWhole(forwarder: Forwarder, message: Travelling): Promise<Answer> {
  const { origin } = message[journey] as Journey;
  return new Promise((resolve, reject) => {
    let head: { status: number; headers: string[] } = { status: 0, headers: [] };
    const chunks: Buffer[] = [];
    let length = 0;
    const forwarding = forwarder.forward(
      {
        origin,
        method: message.method,
        target: message.target,
        headers: lengthOf(message),
        ...(message.body.length > 0 && { body: message.body }),
      },
      {
        onHead(status, _, headers) {
          head = { status, headers: endToEnd(headers) };
        },
        onData(chunk) {
          length += chunk.length;
          chunks.push(chunk);
          if (length > longestBody) forwarding.abort();
          return true;
        },
        onEnd() {
          const body = Buffer.concat(chunks);
          const unpacked = readable(body, head.headers);
          resolve({
            status: head.status,
            headers: unpacked === body ? head.headers : without(head.headers, /^content-encoding$/i),
            body: unpacked,
          });
        },
        onFailure: failure => reject(new NoAnswerError(origin, failure, head.status)),
      },
    );
  });
}

/** What a fault has made of the body has another length. */
function lengthOf({ headers, body }: Message): string[] {
  const others = without(headers, /^content-length$/i);
  return body.length === 0 ? others : [...others, 'Content-Length', String(body.length)];
}

function without(headers: readonly string[], name: RegExp): string[] {
  return headers.filter((_, index) => !name.test(headers[index - (index % 2)] as string));
}

async function whole(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body, breakage }: Answer, isHead: boolean): void {
  if (breakage?.at === 'start') {
    response.destroy();
    return;
  }
  const hasBody = !isHead && status !== 204 && status !== 304;
  response.sendDate = false;
  response.writeHead(
    status,
    hasBody
      ? [
          ...without(headers, /^(?:content-length|transfer-encoding)$/i),
          'Content-Length',
          String(body.length),
        ]
      : [...headers],
  );
  if (!hasBody) response.end();
  else if (breakage?.at === 'body')
    response.write(body.subarray(0, breakage.bytes), () => response.destroy());
  else response.end(body);
}
