import { nearestName } from '../did-you-mean.ts';
import { LatchkeyError } from '../errors.ts';
import { version_compare } from '../php/version_compare.ts';

/** What differs between WooCommerce versions, as data; each entry names the recording that shows it. */
export interface Profile {
  /** WooCommerce's version as users name it: `10.5`. */
  readonly name: string;
  /** The full version that was recorded, `10.5.0`. */
  readonly woocommerce: string;
  /** WordPress's version that it was recorded on, `6.9.1`. */
  readonly wordpress: string;
  /**
   * What the legacy API does to a consumer key before it looks it up and, with `sanitize_key`, to the secret too: the
   * plugin has `sanitize_key` (legacy.bad.021 of wc-10.5: 200), the built-in one does not (wc-8.2: 401).
   */
  readonly legacyCleaning: LegacyCleaning;
  /**
   * What the legacy API's v1 and v2 take for their base string URI: the path that is asked for, or that of v3, whatever
   * is asked, since the function that makes the address is WooCommerce's and knows one version alone
   * (legacy.sign.001, legacy.sign.010, legacy.sign.030 of rights-9.2 and rights-8.2).
   */
  readonly legacySignedPath: 'asked' | 'v3';
  /**
   * What tells a request that keys may authenticate: `wp-json/wc/` or `wp-json/wc-` anywhere in its URL, or, from 11.1
   * on, its REST route, so that `?rest_route=` is recognised too (route.087 of wc-10.5: 401, of wc-11.1: 200).
   */
  readonly apiScope: 'url' | 'route';
  /**
   * Whether a key's user who does not exist is asked for twice, so that OAuth finds its own nonce used
   * (oauth.key.012, oauth.key.013 of wc-6.6; not so in wc-10.5, nor oauth.key.061 in wc-8.2).
   */
  readonly looksTwice: boolean;
  /** Whether a shop manager may create customers (`allow` of basic.key.021: `GET` in wc-6.6 and wc-8.2). */
  readonly managersCreateCustomers: boolean;
  /** Whether lists that have no pages tell their total: zones and gateways do in wc-10.5 (basic.ok.024, basic.ok.039). */
  readonly fixedListTotals: boolean;
  /** Pages and e-mails that have settings: 27 in wc-10.5, 22 in wc-9.2, 21 in wc-6.6 (basic.key.011). */
  readonly settingsGroups: 'of 10' | 'of 9' | 'of 8';
  /** Whether the system status tells of logging (basic.ok.023: in wc-10.5, not in wc-8.2). */
  readonly systemStatusLogging: boolean;
  /** What orders and products gained between 8.2 and 10.5: brands, global ids, e-mail templates (samples of wc-10.5). */
  readonly newerFields: boolean;
  /** Whether drafts are a status of orders, and orders tell whether they can be paid and edited (wc-5.8: nonce.004, route.038). */
  readonly orderDrafts: boolean;
  /**
   * What the Store API's cart sends along: a nonce under an old name and no version in the path (rights-5.8:
   * store-api.001), a nonce (wc-6.6: route.021), a nonce and a cart token (wc-7.8: route.021), the same with words for
   * browsers of other origins (wc-8.2: route.022), or the cart token under names of its own (wc-10.5: route.021).
   */
  readonly storeApi: 'old-nonce' | 'nonce' | 'token-by-nonce' | 'both' | 'cart-token';
  /**
   * Whether an order or a refund that is not there is told to anybody, before the right is asked for
   * (permission.method.081, missing.007 of rights-5.8).
   */
  readonly missingOrdersFirst: boolean;
  /**
   * What is said of a review that is not there: that it is not, to anybody, or that it may not be touched, to the owner
   * too (missing.099, missing.108 of rights-8.2 and rights-10.5).
   */
  readonly missingReviews: 'told' | 'refused';
  /** When a customer is missed: behind the rights, or before them, by anybody (own.customer.054 of rights-9.2, -10.5). */
  readonly missingCustomers: 'after-rights' | 'first';
  /** Whether variations, tax classes and webhooks that are not there are 404 (missing.086, missing.217, missing.v2.020). */
  readonly missingIsNotFound: boolean;
  /** Whether orders have actions of their own for the trash, which webhooks listen to (measured on 6.6 and 8.2). */
  readonly orderTrashHooks: boolean;
}

/** The rules of a profile, without what it is called. */
export type ProfileRules = Omit<Profile, 'name' | 'woocommerce' | 'wordpress'>;

/** WordPress's functions by name. */
export type LegacyCleaning = 'sanitize_key' | 'sanitize_text_field';

/** The oldest; each of the others says what has changed since the one before it. */
const v5_8: Profile = {
  name: '5.8',
  woocommerce: '5.8.0',
  wordpress: '5.8.1',
  legacyCleaning: 'sanitize_text_field',
  legacySignedPath: 'asked',
  apiScope: 'url',
  looksTwice: true,
  managersCreateCustomers: false,
  fixedListTotals: false,
  settingsGroups: 'of 8',
  systemStatusLogging: false,
  newerFields: false,
  orderDrafts: false,
  storeApi: 'old-nonce',
  missingOrdersFirst: true,
  missingReviews: 'told',
  missingCustomers: 'after-rights',
  missingIsNotFound: false,
  orderTrashHooks: false,
};

const v6_6: Profile = {
  ...v5_8,
  name: '6.6',
  woocommerce: '6.6.0',
  wordpress: '6.0.1',
  orderDrafts: true,
  storeApi: 'nonce',
  missingOrdersFirst: false,
  missingReviews: 'refused',
};

const v7_8: Profile = {
  ...v6_6,
  name: '7.8',
  woocommerce: '7.8.2',
  wordpress: '6.2.2',
  storeApi: 'token-by-nonce',
};

const v8_2: Profile = {
  ...v7_8,
  name: '8.2',
  woocommerce: '8.2.2',
  wordpress: '6.4.1',
  looksTwice: false,
  storeApi: 'both',
  orderTrashHooks: true,
};

const v9_2: Profile = {
  ...v8_2,
  name: '9.2',
  woocommerce: '9.2.5',
  wordpress: '7.0',
  legacyCleaning: 'sanitize_key',
  legacySignedPath: 'v3',
  settingsGroups: 'of 9',
  systemStatusLogging: true,
  missingReviews: 'told',
  missingIsNotFound: true,
};

const v10_5: Profile = {
  ...v9_2,
  name: '10.5',
  woocommerce: '10.5.0',
  wordpress: '6.9.1',
  managersCreateCustomers: true,
  fixedListTotals: true,
  settingsGroups: 'of 10',
  newerFields: true,
  storeApi: 'cart-token',
  missingCustomers: 'first',
};

const v11_1: Profile = {
  ...v10_5,
  name: '11.1',
  woocommerce: '11.1.0',
  apiScope: 'route',
};

/**
 * The profiles by name, oldest first.
 *
 * @example
 * ```ts
 * import { createStore, profiles } from 'latchkey';
 *
 * for (const profile of Object.keys(profiles)) {
 *   const store = await createStore({ profile });
 *   // … the same tests against each
 * }
 * ```
 */
export const profiles: Readonly<Record<string, Profile>> = {
  '5.8': v5_8,
  '6.6': v6_6,
  '7.8': v7_8,
  '8.2': v8_2,
  '9.2': v9_2,
  '10.5': v10_5,
  '11.1': v11_1,
};

/**
 * The profile for a version: the one that is named, or else the last that is not newer (9.3 answers as 9.2).
 * Versions before the first profile answer as it. Throws a LatchkeyError (LATCHKEY_PROFILE) for what is no version.
 */
export function profileOf(version: string): Profile {
  const [major, minor] = /^(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
  if (major === undefined || minor === undefined) {
    const names = Object.keys(profiles);
    const meant = nearestName(version, names);
    throw new LatchkeyError('LATCHKEY_PROFILE', {
      where: `profile ${JSON.stringify(version)}`,
      expected: `one of ${names.join(', ')}${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`,
    });
  }
  const byAge = Object.values(profiles);
  const notNewer = byAge.filter(({ name }) => version_compare(name, `${major}.${minor}`) <= 0);
  return (notNewer.at(-1) ?? byAge[0]) as Profile;
}
