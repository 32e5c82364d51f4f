import type { Exchange } from '../../mocks/index.ts';
import { seenExchange } from '../gate/traffic.ts';
import { describeExchange, fail } from './failure.ts';
import { exchangeOf, type Subject } from './subject.ts';

/**
 * Asserts that the store let the client in: its credentials were accepted, and its key may do what it asked. An answer
 * that everybody gets, such as that of the index, does not count.
 *
 * @param exchange one of the store's journal; the last when it is left out.
 * @throws {AssertionError} that tells the answer, the store's judgements and, for a wrong signature, the client's mistake.
 *
 * @example
 * ```ts
 * import { assertLetIn, basicCredentials, createStore, intercept } from 'latchkey';
 *
 * const store = await createStore({ home: 'https://shop.test' });
 * const interception = intercept(store);
 * const { consumerKey, consumerSecret } = store.grant();
 * const authorization = basicCredentials(consumerKey, consumerSecret);
 * await fetch('https://shop.test/wp-json/wc/v3/orders', { headers: { authorization } });
 * assertLetIn(store);
 * interception.close();
 * ```
 */
export function assertLetIn(subject: Subject, exchange?: Exchange): void {
  const found = required(subject, exchange, assertLetIn);
  if (isRefusal(found.answer.status) || refusals(found).length > 0)
    fail(`expected the client to be let in, but ${describeExchange(subject, found)}`, {
      actual: found.answer.status,
      caller: assertLetIn,
    });
  if (!found.judgements.some(({ outcome }) => outcome === 'accepted'))
    fail(
      `expected the client to be let in, but it showed no credentials: ${describeExchange(subject, found)}`,
      {
        actual: found.answer.status,
        caller: assertLetIn,
      },
    );
}

/**
 * Asserts that the store refused the client, with a status of 401 or 403 and this code: `woocommerce_rest_cannot_view`.
 *
 * @param code the code in the answer's body; any when it is left out.
 * @param exchange one of the store's journal; the last when it is left out.
 * @throws {AssertionError} that tells what the store answered instead.
 *
 * @example
 * ```ts
 * import { assertRefused, startStore } from 'latchkey';
 *
 * await using store = await startStore();
 * await fetch(`${store.url}/wp-json/wc/v3/orders`);
 * assertRefused(store, 'woocommerce_rest_cannot_view');
 * ```
 */
export function assertRefused(subject: Subject, code?: string, exchange?: Exchange): void {
  const found = required(subject, exchange, assertRefused);
  const actual = seenExchange(found, 1).code;
  if (isRefusal(found.answer.status) && (code === undefined || actual === code)) return;
  const expected = code === undefined ? '401 or 403' : `401 or 403 with ${code}`;
  fail(`expected the client to be refused with ${expected}, but ${describeExchange(subject, found)}`, {
    actual: actual ?? found.answer.status,
    expected: code,
    caller: assertRefused,
  });
}

/**
 * Asserts that the client signed its request with OAuth 1.0a, and that the store found the signature right. Whether the
 * key was allowed to do what it asked is not judged here.
 *
 * @param exchange one of the store's journal; the last when it is left out.
 * @throws {AssertionError} that names the client's mistake where it is one that Latchkey knows.
 *
 * @example
 * ```ts
 * import { assertSigned, signRequest, startStore } from 'latchkey';
 *
 * await using store = await startStore();
 * const { url } = signRequest(
 *   { method: 'GET', url: `${store.url}/wp-json/wc/v3/orders` },
 *   {
 *     credentials: store.grant(),
 *     signatureMethod: 'HMAC-SHA256',
 *     placement: 'query',
 *     timestamp: store.clock.now(),
 *     nonce: crypto.randomUUID(),
 *   },
 * );
 * await fetch(url);
 * assertSigned(store);
 * ```
 */
export function assertSigned(subject: Subject, exchange?: Exchange): void {
  const found = required(subject, exchange, assertSigned);
  if (seenExchange(found, 1).oauth.size === 0)
    fail(`expected a signed request, but it has no OAuth parameters: ${describeExchange(subject, found)}`, {
      caller: assertSigned,
    });
  const isRight = found.judgements.some(
    ({ rule, outcome }) => signature.test(rule) && outcome === 'accepted',
  );
  if (!isRight)
    fail(`expected a right signature, but ${describeExchange(subject, found)}`, { caller: assertSigned });
}

/** The judgement about a signature, of the REST API and of the legacy API. */
const signature = /^(oauth1|legacy\.oauth)\.signature$/;

function required(
  subject: Subject,
  exchange: Exchange | undefined,
  caller: (...args: never) => unknown,
): Exchange {
  return (
    exchangeOf(subject, exchange) ?? fail('expected a request, but none has reached the store', { caller })
  );
}

const isRefusal = (status: number): boolean => status === 401 || status === 403;
const refusals = ({ judgements }: Exchange) => judgements.filter(({ outcome }) => outcome === 'refused');
