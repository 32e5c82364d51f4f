/** The doctor in front of something that decides before a store, without sockets: fast, and its time passes as it is told. */
import { createHash } from 'node:crypto';
import { type Answer, createStore, type Message, type Store } from '../../mocks/index.ts';
import { basicField } from '../../src/client/basic/credentials.ts';
import type { HttpClient } from '../../src/client/http/client.ts';
import { headerFields } from '../../src/client/http/exchange.ts';
import { timedOut } from '../../src/client/http/limits.ts';
import { type Diagnosis, diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';

/** What stands before the store gives: an answer, a closed connection, no answer in time, or the store's own. */
export type Decision = Answer | 'cut' | 'silence' | undefined;
/** @param seconds The time since the first request, by the clock of the test. */
export type Decide = (message: Message, count: number, seconds: number) => Decision | Promise<Decision>;

const url = 'https://shop.test';
/** Seconds that a request takes. */
const each = 0.01;

export interface Direct {
  /** The key that is given where one is. */
  readonly consumerKey: string;
  /** The Authorization header field of that key. */
  readonly basic: string;
  /** The store behind, for what changes requests or answers on their way. */
  readonly store: Pick<Store, 'answer'>;
  /** @param pace So many requests are let through in a second, one by one; all at once when left out. */
  visit(decide: Decide, withKey: boolean, pace?: number): Promise<Diagnosis>;
}

/** @param beganAt Unix seconds: signed URLs hold the time, and a balancer may choose by the URL. */
export async function openDirect(beganAt = 1_795_000_000): Promise<Direct> {
  let clock = beganAt;
  const now = () => clock * 1000;
  const store = await createStore({ home: url, orders: 5, now: () => Math.floor(clock) });
  const owner = store.fixture.keys.find(({ name }) => name === 'owner');
  if (!owner) throw new Error('no key of the owner');
  // A store remembers the nonces of all visits.
  let nonce = 0;
  return {
    consumerKey: owner.consumer_key,
    basic: basicField(`${owner.consumer_key}:${owner.consumer_secret}`),
    store,
    async visit(decide, withKey, pace) {
      let turn = 0;
      let seconds = 0;
      let count = 0;
      const pass = (more: number): void => {
        seconds += more;
        clock += more;
      };
      // Each waits for its turn; as the clock of a process gives it, which has no whole milliseconds.
      const durationOf = (): number => {
        if (pace === undefined) return 1_000.25;
        const waited = Math.max(0, turn - seconds);
        pass(waited);
        turn = seconds + 1 / pace;
        return 1_000 * (waited + each) + 0.25;
      };
      const client = clientOf(store, now, durationOf, message => {
        pass(each);
        return decide(message, count++, seconds);
      });
      const evidence = await examine({
        url,
        client,
        wait: async milliseconds => {
          pass(milliseconds / 1000);
        },
        now,
        // Letters and digits that differ as those of the doctor's own do.
        nonce: () => {
          nonce += 1;
          return createHash('sha256').update(String(nonce)).digest('hex').slice(0, 16);
        },
        ...(withKey && {
          credentials: { consumerKey: owner.consumer_key, consumerSecret: owner.consumer_secret },
        }),
      });
      return diagnose(evidence);
    },
  };
}

function clientOf(
  store: Store,
  now: () => number,
  durationOf: () => number,
  decide: (message: Message) => Decision | Promise<Decision>,
): HttpClient {
  return {
    async send(request) {
      const { protocol, host, origin } = new URL(request.url);
      const message: Message = {
        method: request.method,
        scheme: protocol === 'https:' ? 'https' : 'http',
        host,
        target: request.url.slice(origin.length),
        headers: ['Host', host, ...request.headers.flat()],
        body: request.body ?? new Uint8Array(),
      };
      const common = { request, startedAt: now(), duration: durationOf() };
      const decided = await decide(message);
      if (decided === 'cut')
        return { ...common, failure: { code: 'UND_ERR_SOCKET', message: 'other side closed' } };
      if (decided === 'silence')
        return { ...common, failure: { code: timedOut, message: 'no answer within 10 seconds' } };
      const { status, headers, body } = decided ?? (await store.answer(message));
      const dated = headers.some(name => name === 'Date')
        ? headers
        : ['Date', new Date(store.now() * 1000).toUTCString(), ...headers];
      return { ...common, answer: { status, headers: headerFields(dated), body } };
    },
    close: async () => undefined,
  };
}

/** Header fields, names and values in turn, less the one that holds credentials. */
export function withoutAuthorization(headers: readonly string[]): string[] {
  return headers.filter((_, at) => headers[at - (at % 2)]?.toLowerCase() !== 'authorization');
}
