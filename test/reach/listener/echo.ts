import {
  type Answer,
  type Listener,
  type ListenOptions,
  listen,
  type Message,
  type Reachable,
} from '../../../mocks/index.ts';
import { createWebServer } from '../../../mocks/web-server/web-server.ts';

export interface Echo extends Listener {
  readonly http: number;
  /** What arrived, oldest first. */
  readonly messages: Message[];
}

/** A web server whose every path is a script. */
const serve = createWebServer({ homePath: () => '', hasRewriteRules: () => true, isScript: () => true });

/** A listener before a store that keeps what its web server hands on and answers 200 with the request line. */
export async function echo(
  options: ListenOptions & {
    readonly now?: () => number;
    readonly answer?: (message: Message) => Answer;
  } = {},
): Promise<Echo> {
  const messages: Message[] = [];
  const store: Reachable = {
    now: options.now ?? (() => 1_790_000_000),
    async answer(sent) {
      const served = serve(sent);
      if ('answer' in served) return served.answer;
      const message = served.forScript;
      messages.push(message);
      return (
        options.answer?.(message) ?? {
          status: 200,
          headers: ['Content-Type', 'text/plain', 'X-Two', 'a', 'X-Two', 'b'],
          body: Buffer.from(`${message.method} ${message.target}`, 'latin1'),
        }
      );
    },
  };
  const listener = await listen(store, { http: 0, ...options });
  return { ...listener, http: listener.http as number, messages };
}
