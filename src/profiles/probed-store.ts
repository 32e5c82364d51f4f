import { randomBytes } from 'node:crypto';
import { builtInFixture, type Store } from '../../mocks/index.ts';
import type { Guest } from '../client/http/guest.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { messageOf } from '../recordings/message.ts';
import { observe, observeBody, observeHeaders } from '../recordings/observe.ts';
import type { RecordedAnswer, RecordedRequest } from '../recordings/recording.ts';
import type { Capability, Scheme, Target } from '../targets/target.ts';

/** A store that is asked for its rules: a live one, or a simulated one whose rules are known. */
export interface ProbedStore {
  /** The site's URL without a slash at its end, by the scheme it is reached over. */
  readonly urls: Readonly<Partial<Record<Scheme, string>>>;
  /** The home URL that signatures are made with. */
  readonly signed: Readonly<Partial<Record<Scheme, string>>>;
  readonly personas: ReadonlyMap<string, Credentials>;
  /** Why it cannot do something, as the end of a sentence. */
  lacks(capability: Capability): string | undefined;
  /** In Unix seconds. */
  now(): number;
  nonce(): string;
  send(request: Pick<RecordedRequest, 'method' | 'url' | 'headers' | 'body'>): Promise<RecordedAnswer>;
}

/**
 * A live store. The suite writes to nothing that it has not made, and a target sends no such request.
 *
 * @param owned Reaches a store that is the run's own and goes with it: something may be made there.
 */
export function probedTarget(target: Target, owned?: Pick<Guest, 'send'>): ProbedStore {
  return {
    urls: target.urls,
    signed: target.signed ?? target.urls,
    personas: target.personas,
    lacks: capability =>
      capability === 'writes' && !owned ? 'a webhook would have to be made there' : target.lacks(capability),
    now: () => target.now(),
    nonce: () => randomBytes(16).toString('hex'),
    async send({ method, url, headers, body }) {
      const request = { method, url, headers, ...(body != null && { body: Buffer.from(body, 'utf8') }) };
      const { answer } = await (owned ?? target).send(request);
      if (!answer) throw new Error('a target that gives no answer throws');
      const fields = observeHeaders(answer.headers);
      return {
        status: answer.status,
        headers: fields,
        body: observeBody(answer.body, fields['content-type'] ?? ''),
      };
    },
  };
}

/** A simulated store in the place of a live one, at the same URLs. */
export function probedStore(store: Store, live: ProbedStore): ProbedStore {
  return {
    ...live,
    personas: new Map(
      builtInFixture().keys.map(({ name, consumer_key, consumer_secret }) => [
        name,
        { consumerKey: consumer_key, consumerSecret: consumer_secret },
      ]),
    ),
    async send(request) {
      store.setClock(live.now());
      return observe(await store.answer(messageOf(request)));
    },
  };
}
