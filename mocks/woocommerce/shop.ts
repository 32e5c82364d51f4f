import type { Data } from '../data/data.ts';
import type { ApiKeys } from './keys.ts';
import type { Profile } from './profiles.ts';

/** WooCommerce's own state: what outlives a request. Each concern adds what it needs. */
export interface Shop {
  readonly profile: Profile;
  readonly keys: ApiKeys;
  /** What the store sells and has sold. */
  readonly data: Data;
}
