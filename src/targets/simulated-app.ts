import { CurlError, createCertificates, nodeOutbound, type Outbound } from '../../mocks/index.ts';
import {
  answerOf,
  type CallbackAnswer,
  type CallbackReceiver,
  openReceiver,
  type ReceivedCallback,
} from '../authorize/receiver.ts';
import { headerFields } from '../client/http/exchange.ts';

/** An app, and the way by which a simulated store reaches it. */
export interface SimulatedApp {
  readonly receiver: CallbackReceiver;
  readonly outbound: Outbound;
}

/** The name is reserved (RFC 6761): it can never be anybody's. */
const appHost = 'app.test';

/** An app inside the process: the store's requests come to it without a socket. */
export function appInProcess(): SimulatedApp {
  const received: ReceivedCallback[] = [];
  const answers = new Map<string, CallbackAnswer>();
  return {
    receiver: {
      url: `https://${appHost}`,
      received,
      answer: (path, answer) => void answers.set(path, answer),
      clear() {
        received.length = 0;
        answers.clear();
      },
      close: async () => {},
    },
    outbound: {
      policy: 'any',
      resolve: async host => (host === appHost ? '127.0.0.1' : undefined),
      async send(request) {
        const url = new URL(request.url);
        if (url.host !== appHost) {
          throw new CurlError(
            7,
            `Failed to connect to ${url.hostname} port ${url.port || 443} after 0 ms: Couldn't connect to server`,
          );
        }
        const path = `${url.pathname}${url.search}`;
        const body = new TextDecoder().decode(request.body);
        received.push({ method: request.method, path, headers: headerFields(request.headers), body });
        const { status, location } = answerOf(answers, path);
        return { status, headers: location === undefined ? [] : ['Location', location] };
      },
    },
  };
}

/** An app over sockets, with a certificate that the store trusts. */
export async function appOverSockets(): Promise<SimulatedApp> {
  const { ca, cert, key } = await createCertificates({ hosts: ['localhost', '127.0.0.1'] });
  return { receiver: await openReceiver({ cert, key }), outbound: nodeOutbound({ ca }) };
}
