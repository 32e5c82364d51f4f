import type { StoreKey } from '../../mocks/index.ts';

/** What is wrong with keys that are given on purpose: a secret that is not the key's, or a key that the store has not got. */
export const wrongKeys = ['wrong secret', 'unknown key'] as const;
export type WrongKeys = (typeof wrongKeys)[number];

export type KeyPair = Pick<StoreKey, 'consumerKey' | 'consumerSecret'>;

/** The pair with the part that is wrong, which looks like a right one: a client must learn from the store that it is none. */
export function madeWrong(pair: KeyPair, wrong: WrongKeys | undefined): KeyPair {
  const { consumerKey, consumerSecret } = pair;
  if (wrong === undefined) return { consumerKey, consumerSecret };
  return wrong === 'unknown key'
    ? { consumerKey: another(consumerKey), consumerSecret }
    : { consumerKey, consumerSecret: another(consumerSecret) };
}

/** Each hexadecimal digit behind the prefix by the one that makes 15 with it. */
function another(key: string): string {
  return (
    key.slice(0, 3) +
    key.slice(3).replaceAll(/[0-9a-f]/g, digit => (15 - Number.parseInt(digit, 16)).toString(16))
  );
}
