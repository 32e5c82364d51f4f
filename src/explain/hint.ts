import type { Exchange, Store } from '../../mocks/index.ts';
import { profileOf } from '../../mocks/rules.ts';
import { explain } from './explain.ts';
import { fromMessage } from './input/message.ts';
import type { Origin } from './mistake.ts';
import { readingOf } from './store-view.ts';

/** What a hint needs of a store. */
export type HintedStore = Pick<Store, 'findKey' | 'home' | 'profile'>;

/**
 * What the client did wrong when the store refused its signature, in a sentence; undefined for any other answer.
 * A layer beside the store: what the store answers stays as WooCommerce gives it. Single mistakes alone are tried,
 * which takes milliseconds; `latchkey explain` tries two at once.
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
  const refused = exchange.judgements.some(
    judgement =>
      judgement.outcome === 'refused' && /^(oauth1|legacy\.oauth)\.signature$/.test(judgement.rule),
  );
  if (!refused) return undefined;
  const request = fromMessage(exchange.message);
  const home = homeOf(store.home, request.scheme);
  const { parameters } = readingOf(request, home, '', profileOf(store.profile));
  const consumerKey = parameters.get('oauth_consumer_key');
  const key = typeof consumerKey === 'string' ? store.findKey(consumerKey.trim()) : undefined;
  if (!key) return undefined;
  const { consumerSecret } = key;
  const explanation = explain(request, { consumerSecret, home, profile: store.profile, depth: 'singles' });
  const mistake = explanation.explained[0]?.mistakes[0];
  if (mistake) return `${mistake.id}: ${mistake.title}. ${mistake.fix}`;
  return explanation.verdict === 'unexplained'
    ? 'No single known mistake makes this signature; `latchkey explain` tries two at once.'
    : undefined;
}

function homeOf(home: string, scheme: 'http' | 'https'): Origin {
  const [, authority = '', path = ''] = /^https?:\/\/([^/]+)(.*)$/.exec(home) ?? [];
  return { scheme, authority, path };
}
