import type { Data } from '../data/data.ts';
import type { Nonces } from './authentication/nonces.ts';
import type { AuthenticationRules } from './authentication/rules.ts';
import type { AuthorizeRules } from './authorize/rules.ts';
import type { ApiKeys } from './keys.ts';
import type { LegacyRules } from './legacy/rules.ts';
import type { Profile } from './profiles.ts';

/** WooCommerce's own state: what outlives a request. Each concern adds what it needs. */
export interface Shop {
  readonly profile: Profile;
  readonly keys: ApiKeys;
  /** How keys are judged: `woocommerceRules`, unless a test bends one. */
  readonly rules: AuthenticationRules;
  /** The nonces that were used, a column of the keys' table; the legacy API shares it. */
  readonly nonces: Nonces;
  /** Whether `/wc-api/v1…v3` is there: from WooCommerce 9 on a plugin brings it. */
  readonly legacyApi: 'present' | 'absent';
  readonly legacyRules: LegacyRules;
  readonly authorizeRules: AuthorizeRules;
  /** What the store sells and has sold. */
  readonly data: Data;
}

/** What of it authentication needs. */
export type AuthenticationShop = Pick<Shop, 'profile' | 'keys' | 'rules' | 'nonces'>;

/** What of it the granting of keys needs. */
export type GrantingShop = Pick<Shop, 'profile' | 'keys' | 'authorizeRules'>;
