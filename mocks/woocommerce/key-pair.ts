import { Buffer } from 'node:buffer';

type RandomBytes = (count: number) => Uint8Array;

/** `wc_rand_hash()`: forty hexadecimal digits. */
function wc_rand_hash(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(20)).toString('hex');
}

/** The key and the secret of a new row of `woocommerce_api_keys`. */
export function newKeyPair(randomBytes: RandomBytes): {
  readonly consumerKey: string;
  readonly consumerSecret: string;
} {
  return {
    consumerKey: `ck_${wc_rand_hash(randomBytes)}`,
    consumerSecret: `cs_${wc_rand_hash(randomBytes)}`,
  };
}
