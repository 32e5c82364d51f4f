/** Real servers in front of the store as targets of the acceptance suite: the same features, the same steps. */
import { TargetError } from '../../mocks/errors.ts';
import { createClient } from '../../src/client/http/client.ts';
import { fixturePersonas, fixtureUsers } from '../../src/targets/personas.ts';
import type { Capability, Target } from '../../src/targets/target.ts';
import { type Hosting, type Running, tls } from './running.ts';

const host = 'shop.test';
/** The home URL that the store has to be opened with: with default ports what clients sign is right. */
export const hostedHome = `http://${host}`;

export interface Hosted {
  readonly name: string;
  /** The servers that clients reach, by what they speak. */
  readonly https?: Running;
  readonly http?: Running;
  /** What these servers do to requests, by the names of the simulated faults. */
  readonly faults?: readonly string[];
}

/** The store behind running servers. Its `close` leaves both as they are. */
export function hostedTarget({ store }: Hosting, { name, https, http, faults = [] }: Hosted): Target {
  const client = createClient({
    ca: tls.ca,
    connectTo: {
      ...(http && { [`${host}:80`]: { host: '127.0.0.1', port: http.port } }),
      ...(https && { [`${host}:443`]: { host: '127.0.0.1', port: https.port } }),
    },
  });
  const lacking: Partial<Record<Capability, string>> = {
    ...(!https && { tls: `${name} is not reached over TLS` }),
    ...(!http && { 'plain-http': `${name} is not reached over plain HTTP` }),
    callback: 'nothing receives the callbacks of the store',
    'legacy-api': 'the store has no legacy API',
  };
  return {
    name,
    kind: 'live',
    urls: { ...(http && { http: `http://${host}` }), ...(https && { https: `https://${host}` }) },
    version: store.profile,
    personas: fixturePersonas(store.fixture),
    users: fixtureUsers(store.fixture),
    lacks: capability => lacking[capability],
    faults: () => faults,
    secrets: store.fixture.keys.flatMap(key => [key.consumer_key, key.consumer_secret]),
    async send(request, notes) {
      const exchange = await client.send(request, notes && { notes });
      if (exchange.answer) return exchange;
      throw new TargetError(
        `no answer to ${request.method} from ${name}: ${exchange.failure?.message ?? 'unknown'}`,
      );
    },
    now: () => store.now(),
    setClock: async now => store.setClock(now),
    close: () => client.close(),
  };
}
