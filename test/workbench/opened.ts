import type { TestContext } from 'node:test';
import { builtInFixture, createStore, type Fixture, type Store } from '../../mocks/index.ts';
import { type SigningOptions, signRequest } from '../../src/client/oauth1/request.ts';
import { launch } from '../../src/serve/launch.ts';
import { keyRoutes, workbenchRoutes } from '../../src/workbench/routes.ts';
import { watchedStore } from '../../src/workbench/store.ts';

export interface Workbench {
  readonly store: Store;
  readonly control: string;
  /** Asks the store over TLS as far as it is concerned. */
  get(target: string, authorization?: string, scheme?: 'http' | 'https'): Promise<number>;
  /** Asks the workbench as a tool does. */
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }>;
  readonly key: { readonly consumerKey: string; readonly consumerSecret: string };
  readonly basic: string;
  /** A request that is signed for this URL, as a target of the store. */
  signed(url: string, secret?: string): string;
}

/** A store on sockets with a workbench at its control listener. */
export async function opened(context: TestContext, fixture?: (home: string) => Fixture): Promise<Workbench> {
  const launched = await launch(
    ({ url, ...sockets }) => createStore({ ...sockets, fixture: (fixture ?? builtInFixture)(url) }),
    {
      control: 0,
      workbench: async up => [...workbenchRoutes(watchedStore(up)), ...keyRoutes(up.store)],
    },
  );
  context.after(() => launched.close());
  const { store } = launched;
  const control = launched.control as string;
  const owner = store.fixture.keys[0] as Fixture['keys'][number];
  const { host } = new URL(launched.url);
  let nonce = 0;
  return {
    store,
    control,
    key: { consumerKey: owner.consumer_key, consumerSecret: owner.consumer_secret },
    basic: `Basic ${btoa(`${owner.consumer_key}:${owner.consumer_secret}`)}`,
    async get(target, authorization, scheme = 'https') {
      const answer = await store.answer({
        method: 'GET',
        scheme,
        host,
        target,
        headers: ['Host', host, ...(authorization === undefined ? [] : ['Authorization', authorization])],
        body: new Uint8Array(0),
      });
      return answer.status;
    },
    async ask(method, path, body) {
      const response = await fetch(control + path, {
        method,
        headers: { connection: 'close' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    },
    signed(url, secret = owner.consumer_secret) {
      const options: SigningOptions = {
        credentials: { consumerKey: owner.consumer_key, consumerSecret: secret },
        signatureMethod: 'HMAC-SHA256',
        placement: 'query',
        timestamp: store.now(),
        nonce: `nonce${++nonce}`,
      };
      return signRequest({ method: 'GET', url: `${store.home}${url}` }, options).url.slice(store.home.length);
    },
  };
}
