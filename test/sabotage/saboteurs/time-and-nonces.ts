import type { Nonces } from '../../../mocks/woocommerce/authentication/nonces.ts';
import { woocommerceRules as rules } from '../../../mocks/woocommerce/authentication/rules.ts';
import { type Saboteur, withText } from '../saboteur.ts';

const window = (seconds: number) => (timestamp: unknown, now: number) =>
  Math.abs(Number(timestamp) - now) <= seconds;

/** Nonces by themselves, as RFC 5849 would have them, with no regard to WooCommerce's array. */
function rememberedFor(keyOf: (keyId: number) => number, textOf = (nonce: string) => nonce) {
  const used = new Set<string>();
  return {
    isNonceUsed: (_: Nonces, keyId: number, nonce: unknown) =>
      used.has(`${keyOf(keyId)} ${textOf(String(nonce))}`),
    rememberNonce: (_: Nonces, keyId: number, _timestamp: string, nonce: unknown) => {
      used.add(`${keyOf(keyId)} ${textOf(String(nonce))}`);
    },
  };
}

const saboteurs: readonly Saboteur[] = [
  { requirement: 'TIME-01', wrong: 'a window of one minute', store: { rules: { isTimely: window(59) } } },
  { requirement: 'TIME-01', wrong: 'no window at all', store: { rules: { isTimely: () => true } } },
  {
    requirement: 'TIME-02',
    wrong: 'a window of thirty minutes',
    store: { rules: { isTimely: window(1800) } },
  },
  {
    requirement: 'TIME-02',
    wrong: 'the future is let in',
    store: { rules: { isTimely: (timestamp, now) => Number(timestamp) >= now - 900 } },
  },
  {
    requirement: 'TIME-03',
    wrong: 'what is no number is let in',
    store: {
      rules: {
        isTimely: (timestamp, now) => Number.isNaN(Number(timestamp)) || rules.isTimely(timestamp, now),
      },
    },
  },
  {
    requirement: 'TIME-03',
    wrong: 'milliseconds are understood',
    store: {
      rules: {
        isTimely: (timestamp, now) =>
          rules.isTimely(timestamp, now) || rules.isTimely(String(Math.floor(Number(timestamp) / 1000)), now),
      },
    },
  },
  {
    requirement: 'TIME-04',
    wrong: 'the timestamp is told before the signature',
    between: withText('Invalid signature - provided signature does not match.', 'Invalid timestamp.'),
  },
  {
    requirement: 'TIME-05',
    wrong: 'a window of thirty minutes',
    store: { rules: { isTimely: window(1800) } },
  },
  {
    requirement: 'NONCE-01',
    wrong: 'nonces are not remembered',
    store: { rules: { rememberNonce: () => {} } },
  },
  {
    requirement: 'NONCE-01',
    wrong: 'nonces are not compared',
    store: { rules: { isNonceUsed: () => false } },
  },
  {
    requirement: 'NONCE-02',
    wrong: 'a nonce is used up for its timestamp only',
    store: (() => {
      const used = new Set<string>();
      let last = '';
      return {
        rules: {
          isTimely: (timestamp, now) => {
            last = String(timestamp);
            return rules.isTimely(timestamp, now);
          },
          isNonceUsed: (_nonces, keyId, nonce) => used.has(`${keyId} ${last} ${String(nonce)}`),
          rememberNonce: (_nonces, keyId, timestamp, nonce) => {
            used.add(`${keyId} ${timestamp} ${String(nonce)}`);
          },
        },
      } satisfies Saboteur['store'];
    })(),
  },
  { requirement: 'NONCE-03', wrong: 'all keys share their nonces', store: { rules: rememberedFor(() => 0) } },
  {
    requirement: 'NONCE-04',
    wrong: 'a nonce is used up before the timestamp is judged',
    store: (() => {
      const used = new Set<string>();
      return {
        rules: {
          isSignatureRight: (expected, received) => rules.isSignatureRight(expected, received),
          isTimely: (timestamp, now) => rules.isTimely(timestamp, now),
          missingParameters: parameters => {
            const nonce = String(parameters.get('oauth_nonce'));
            used.add(nonce + (used.has(nonce) ? ' again' : ''));
            return rules.missingParameters(parameters);
          },
          isNonceUsed: (_nonces, _keyId, nonce) => used.has(`${String(nonce)} again`),
        },
      } satisfies Saboteur['store'];
    })(),
  },
  {
    requirement: 'NONCE-05',
    wrong: 'a nonce is used up for what is there only',
    store: (() => {
      let forgotten = false;
      return {
        rules: {
          oauthParameters: request => {
            forgotten = request.uri.includes('no-such-route');
            return rules.oauthParameters(request);
          },
          isNonceUsed: (nonces, keyId, nonce) => !forgotten && rules.isNonceUsed(nonces, keyId, nonce),
        },
      } satisfies Saboteur['store'];
    })(),
  },
  {
    requirement: 'NONCE-06',
    wrong: 'nonces are compared without regard to case',
    store: {
      rules: rememberedFor(
        keyId => keyId,
        nonce => nonce.toLowerCase(),
      ),
    },
  },
  {
    requirement: 'NONCE-07',
    wrong: 'every nonce is remembered',
    store: { rules: rememberedFor(keyId => keyId) },
  },
];

export default saboteurs;
