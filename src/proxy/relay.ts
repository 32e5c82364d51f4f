import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { headerFields, joinedHeader } from '../client/http/exchange.ts';
import type { Forwarder } from '../client/http/forwarder.ts';
import { unpack } from '../client/http/unpack.ts';
import type { Destination } from './destination.ts';
import { endToEnd, requestFields } from './end-to-end.ts';
import { answerByItself, noAnswerLine } from './own-answer.ts';
import { KeptBody, type OnExchange } from './proxied-exchange.ts';

/** What an exchange tells where the client left before the answer was whole. */
const hungUp = 'the client hung up before the answer was whole';

/** Sends a request on as it is, and its answer back as it comes. */
export function relay(
  request: IncomingMessage,
  response: ServerResponse,
  to: Destination,
  { forwarder, onExchange }: { readonly forwarder: Forwarder; readonly onExchange: OnExchange },
): void {
  const start = performance.now();
  const at = Date.now() / 1000;
  const fields = requestFields(request.rawHeaders, to.host);
  const sent = new KeptBody();
  const received = new KeptBody();
  let head: { status: number; headers: string[] } = { status: 0, headers: [] };
  let isOver = false;
  const finish = (failure?: string): void => {
    if (isOver) return;
    isOver = true;
    onExchange({
      at,
      message: {
        method: request.method as string,
        scheme: to.scheme,
        host: to.host,
        target: to.target,
        headers: fields,
        body: sent.bytes(),
        version: request.httpVersion,
      },
      answer: {
        status: head.status,
        headers: head.headers,
        body: received.isCut ? received.bytes() : readable(received.bytes(), head.headers),
      },
      judgements: [],
      duration: performance.now() - start,
      ...(failure !== undefined && { failure }),
      ...(to.calledAs && { calledAs: to.calledAs }),
      ...((sent.isCut || received.isCut) && { isCut: true }),
    });
  };

  // The store's own Date goes on.
  response.sendDate = false;
  const forwarding = forwarder.forward(
    {
      origin: to.origin,
      method: request.method as string,
      target: to.target,
      headers: fields,
      ...(announcesBody(request) && { body: bodyOf(request) }),
    },
    {
      onSent: chunk => sent.add(chunk),
      onHead(status, reason, headers) {
        head = { status, headers: endToEnd(headers) };
        if (reason === '') response.writeHead(status, head.headers);
        else response.writeHead(status, reason, head.headers);
      },
      onData(chunk) {
        received.add(chunk);
        return response.write(chunk);
      },
      onEnd() {
        response.end();
        finish();
      },
      onFailure(failure) {
        if (isOver) return;
        const isHungUp = response.destroyed || request.errored;
        const line = isHungUp ? hungUp : noAnswerLine(to.origin, failure, head.status);
        answerByItself(response, 502, line);
        finish(line);
      },
    },
  );
  response.on('drain', () => forwarding.resume());
  response.on('close', () => {
    if (isOver) return;
    finish(hungUp);
    forwarding.abort();
  });
}

/** Whether the head says that a body follows, RFC 9112 section 6. */
export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The body as a stream of its own: whoever gives it up gives up the connection to the client otherwise. */
function bodyOf(request: IncomingMessage): PassThrough {
  // Of a short stream of bytes undici takes the length, and sends it: what came in chunks goes on in chunks.
  const body = new PassThrough({ readableObjectMode: request.headers['transfer-encoding'] !== undefined });
  request.pipe(body);
  request.once('error', error => body.destroy(error));
  request.once('close', () => {
    if (!request.complete) body.destroy(new Error(hungUp));
  });
  return body;
}

/** The body without its compression, which is kept to be read; what cannot be unpacked as it came. */
export function readable(body: Uint8Array, headers: readonly string[]): Uint8Array {
  const unpacked = unpack(body, joinedHeader(headerFields(headers), 'content-encoding'));
  return typeof unpacked === 'string' ? body : unpacked;
}
