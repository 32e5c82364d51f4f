import type { Exchange, Store } from '../../mocks/index.ts';
import { profileOf } from '../../mocks/rules.ts';
import { explain } from './explain.ts';
import { homeOf } from './home.ts';
import { fromMessage } from './input/message.ts';
import { readingOf } from './store-view.ts';

/** What a hint needs of a store. */
export type HintedStore = Pick<Store, 'findKey' | 'home' | 'profile'>;

/**
 * What the client did wrong when the store refused its signature, in a sentence; undefined for any other answer.
 * A layer beside the store: what the store answers stays as WooCommerce gives it. It begins with the name of the
 * mistake and says what `latchkey explain` says first of the same request. An exchange is looked at once: where nothing
 * known fits, that takes tenths of a second.
 *
 * @example
 * ```ts
 * import { createStore, hintFor } from 'latchkey';
 *
 * const store = await createStore();
 * store.onExchange(exchange => {
 *   const hint = hintFor(exchange, store);
 *   if (hint) console.error(hint);
 * });
 * ```
 */
export function hintFor(exchange: Exchange, store: HintedStore): string | undefined {
  if (!hints.has(exchange)) hints.set(exchange, makeHint(exchange, store));
  return hints.get(exchange);
}

/** A journal is asked for again and again. */
const hints = new WeakMap<Exchange, string | undefined>();

function makeHint(exchange: Exchange, store: HintedStore): string | undefined {
  const refused = exchange.judgements.some(
    judgement =>
      judgement.outcome === 'refused' && /^(oauth1|legacy\.oauth)\.signature$/.test(judgement.rule),
  );
  if (!refused) return undefined;
  const request = fromMessage(exchange.message);
  const home = { ...homeOf(store.home), scheme: request.scheme };
  const { parameters } = readingOf(request, home, '', profileOf(store.profile));
  const consumerKey = parameters.get('oauth_consumer_key');
  const key = typeof consumerKey === 'string' ? store.findKey(consumerKey.trim()) : undefined;
  if (!key) return undefined;
  const { consumerSecret } = key;
  const explanation = explain(request, { consumerSecret, home, profile: store.profile });
  const mistakes = explanation.explained[0]?.mistakes ?? [];
  const { cause, likeliest, says } = explanation;
  if (cause) return `${cause.id}: ${says} ${cause.fix}`;
  if (mistakes.length > 0)
    return `${mistakes.map(({ id }) => id).join(' + ')}: ${says} ${mistakes.map(({ fix }) => fix).join(' ')}`;
  return explanation.verdict === 'unexplained' ? `${says} ${likeliest ?? ''}`.trim() : undefined;
}
