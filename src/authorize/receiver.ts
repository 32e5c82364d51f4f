import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { headerFields } from '../client/http/exchange.ts';

/** A request that came to the app. */
export interface ReceivedCallback {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** What the app answers on a path. */
export interface CallbackAnswer {
  readonly status: number;
  /** Where a redirect leads to. */
  readonly location?: string;
}

/** The app's end of the flow: what a store sends a key to. */
export interface CallbackReceiver {
  /** The app's URL as the store reaches it, without a slash at its end: `https://app.test`. */
  readonly url: string;
  /** What has arrived, oldest first. */
  readonly received: readonly ReceivedCallback[];
  /** Sets what a path answers; without it 200. */
  answer(path: string, answer: CallbackAnswer): void;
  /** Forgets what has arrived and what to answer. */
  clear(): void;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  /** The certificate that the store will see, and its key, in PEM. */
  readonly cert: string;
  readonly key: string;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** How the store reaches it, when that is not `https://localhost:PORT`. */
  readonly publicUrl?: string;
}

/** A body larger than this is no callback of a store; in bytes. */
const largestBody = 64 * 1024;

/** Listens for callbacks over HTTPS. Whoever can reach it can POST there: what arrives has to be checked. */
export async function openReceiver(options: ReceiverOptions): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = [];
  const answers = new Map<string, CallbackAnswer>();
  const server = createServer({ cert: options.cert, key: options.key }, (request, response) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > largestBody) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const path = request.url ?? '/';
      const headers = headerFields(request.rawHeaders);
      received.push({
        method: request.method ?? '',
        path,
        headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      const { status, location } = answerOf(answers, path);
      response.writeHead(status, location === undefined ? {} : { Location: location }).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (options.publicUrl ?? `https://localhost:${port}`).replace(/\/+$/, ''),
    received,
    answer: (path, answer) => void answers.set(path, answer),
    clear() {
      received.length = 0;
      answers.clear();
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a path answers: the query does not count. */
export function answerOf(answers: ReadonlyMap<string, CallbackAnswer>, path: string): CallbackAnswer {
  return answers.get(path.split('?', 1)[0] as string) ?? { status: 200 };
}
