import type { Store } from '../../mocks/index.ts';
import type { CallbackReceiver } from '../authorize/receiver.ts';
import { createClient, type HttpClient } from '../client/http/client.ts';
import { noAnswer } from '../client/http/no-answer.ts';
import { launch } from '../serve/launch.ts';
import { fixturePersonas, fixtureUsers } from './personas.ts';
import { type Capability, runInterrupted, type Target } from './target.ts';

export const transports = ['intercept', 'listener'] as const;
/** How the simulated store is reached: inside the process, or over sockets. */
export type Transport = (typeof transports)[number];

/** Where the simulated store lives. The name is reserved (RFC 6761): it can never be anybody's. */
const host = 'shop.test';
/** The home URL that a store has to be created with, so that what clients sign is right. */
export const simulatedHome = `http://${host}`;

/** Makes a target of a simulated store whose home URL is `simulatedHome`. Its `close` leaves the store as it is. */
export async function simulatedTarget(
  store: Store,
  options: {
    readonly transport?: Transport;
    readonly name?: string;
    /** The app that the store's way out leads to. It is closed with the target. */
    readonly app?: CallbackReceiver;
    /** Once it is aborted no scenario is judged any more. */
    readonly signal?: AbortSignal;
  } = {},
): Promise<Target> {
  const reached = await (options.transport === 'listener' ? overSockets(store) : inProcess(store));
  const hasLegacyApi = store.fixture.legacy_api !== 'absent';
  // As it was asked for: scenarios put faults of their own in front of it, and take them away again.
  const notes = [
    ...(store.faults.length > 0 ? [`behind ${store.faults.join(', ')}`] : []),
    ...(options.transport === 'listener' ? ['reached over sockets'] : []),
  ];
  return {
    name: options.name ?? 'simulated',
    kind: 'simulated',
    urls: { http: `http://${host}`, https: `https://${host}` },
    version: store.profile,
    personas: fixturePersonas(store.fixture),
    users: fixtureUsers(store.fixture),
    ...(options.app && { app: options.app }),
    lacks: (capability: Capability) => {
      if (capability === 'legacy-api' && !hasLegacyApi) return 'the store has no legacy API';
      if (capability === 'callback' && !options.app) return 'nothing receives the callbacks of the store';
      return undefined;
    },
    secrets: [
      ...store.fixture.keys.flatMap(key => [key.consumer_key, key.consumer_secret]),
      ...store.fixture.users.map(user => user.password),
    ],
    async send(request, notes) {
      const exchange = await reached.client.send(request, notes && { notes });
      if (!exchange.answer) throw noAnswer(exchange);
      return exchange;
    },
    stopped: () => (options.signal?.aborted ? { outcome: 'cannot tell', reason: runInterrupted } : undefined),
    facts: () => ({
      ...(notes.length > 0 && { notes }),
      ...(options.signal?.aborted && { stopped: runInterrupted }),
    }),
    now: () => store.now(),
    setClock: async now => store.setClock(now),
    faults: () => store.faults,
    switchFaults: faults => {
      store.faults = faults;
    },
    reset: () => store.reset(),
    async close() {
      await reached.close();
      await options.app?.close();
    },
  };
}

interface Reached {
  readonly client: HttpClient;
  close(): Promise<void>;
}

async function overSockets(store: Store): Promise<Reached> {
  const launched = await launch(() => store);
  const { hostname, port } = new URL(launched.url);
  const socket = { host: hostname, port: Number(port) };
  const client = createClient({
    ca: launched.authority?.pem,
    connectTo: { [`${host}:80`]: socket, [`${host}:443`]: socket },
  });
  return {
    client,
    async close() {
      await client.close();
      await launched.close();
    },
  };
}

async function inProcess(store: Store): Promise<Reached> {
  // Loaded only when it is asked for: it patches the process's sockets.
  const { intercept } = await import('../../mocks/intercept.ts');
  const interception = await intercept(store, { hosts: [host] });
  const client = createClient();
  return {
    client,
    async close() {
      await client.close();
      await interception.close();
    },
  };
}
