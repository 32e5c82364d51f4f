/** One listener over HTTP and HTTPS for a test file; the store behind it changes. */
import {
  type Answer,
  createCertificates,
  createStore,
  type Listener,
  listen,
  type Message,
  type Store,
  type StoreOptions,
} from '../../mocks/index.ts';
import { createClient, type HttpClient } from '../../src/client/http/client.ts';
import type { Credentials } from '../../src/client/oauth1/request.ts';
import { type Diagnosis, diagnose, levelOf } from '../../src/doctor/diagnosis.ts';
import { type ExamineOptions, examine } from '../../src/doctor/examine.ts';

export interface Stage {
  readonly http: string;
  readonly https: string;
  readonly ca: string;
  readonly client: HttpClient;
  /** Puts a store behind the listener; its home URL is the HTTPS one when none is given. */
  put(
    options?: StoreOptions & { readonly answer?: (message: Message) => Answer | Promise<Answer> },
  ): Promise<Store>;
  /** Examines the store, with the owner's key unless told otherwise. */
  visit(options?: Partial<ExamineOptions> & { readonly key?: string | null }): Promise<Diagnosis>;
  /** The credentials of a key by its name in the built-in fixture. */
  key(name: string): Credentials;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const certificates = await createCertificates({
    hosts: ['127.0.0.1', 'localhost', 'shop.test', 'www.shop.test'],
  });
  let store: Store | undefined;
  let answer: ((message: Message) => Answer | Promise<Answer>) | undefined;
  const listener: Listener = await listen(
    {
      answer: async message => (answer ? answer(message) : (store as Store).answer(message)),
      now: () => store?.now() ?? Date.now() / 1000,
    },
    { http: 0, https: { port: 0, ...certificates } },
  );
  const [http, https] = [`http://127.0.0.1:${listener.http}`, `https://127.0.0.1:${listener.https}`];
  const here = (port: number | undefined) => ({ host: '127.0.0.1', port: port as number });
  const client = createClient({
    ca: certificates.ca,
    connectTo: {
      'shop.test:443': here(listener.https),
      'shop.test:80': here(listener.http),
      'www.shop.test:443': here(listener.https),
      'www.shop.test:80': here(listener.http),
    },
  });
  const key = (name: string): Credentials => {
    const found = (store as Store).fixture.keys.find(each => each.name === name);
    if (!found) throw new Error(`no key ${name}`);
    return { consumerKey: found.consumer_key, consumerSecret: found.consumer_secret };
  };
  return {
    http,
    https,
    ca: certificates.ca,
    client,
    key,
    async put({ answer: own, ...options } = {}) {
      store = await createStore({ home: https, orders: 5, ...options });
      answer = own;
      return store;
    },
    async visit({ key: name = 'owner', ...options } = {}) {
      const evidence = await examine({
        url: https,
        client,
        hasOwnCa: true,
        // What has to wait on a network need not here.
        wait: async () => undefined,
        ...(name !== null && { credentials: key(name) }),
        ...options,
      });
      return diagnose(evidence);
    },
    async close() {
      await client.close();
      await listener.close();
    },
  };
}

/** `strip-authorization` of each finding that is above information. */
export function serious(diagnosis: Diagnosis): string[] {
  return diagnosis.findings.filter(each => levelOf(each) !== 'information').map(({ fault }) => fault.id);
}

export function named(diagnosis: Diagnosis): string[] {
  return diagnosis.findings.map(({ fault }) => fault.id);
}

/** All sentences of proof, for tests that look for what was seen. */
export function proofOf(diagnosis: Diagnosis, id: string): string {
  return diagnosis.findings.find(({ fault }) => fault.id === id)?.suspicion.proof.join('\n') ?? '';
}
