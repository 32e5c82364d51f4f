import type { Profile } from './profiles.ts';

/** One thing in which the versions differ, and the recording that shows it. */
export interface ProfileDifference {
  readonly rule: Exclude<keyof Profile, 'name' | 'woocommerce' | 'wordpress'>;
  /** The rule as a question; a profile's value is its answer. */
  readonly what: string;
  /** Scenarios of the recordings. */
  readonly shownBy: string;
}

const differences: Readonly<Record<ProfileDifference['rule'], Omit<ProfileDifference, 'rule'>>> = {
  apiScope: {
    what: 'what tells a request that keys may authenticate: its URL, or its REST route',
    shownBy: 'route.087 of wc-10.5 (401) and wc-11.1 (200)',
  },
  looksTwice: {
    what: 'whether OAuth looks twice for a user who does not exist, and finds its own nonce used',
    shownBy: 'oauth.key.012, oauth.key.013 of wc-6.6 and wc-10.5',
  },
  legacyCleaning: {
    what: 'what the legacy API does to a consumer key before it looks it up',
    shownBy: 'legacy.bad.021 of wc-10.5 (200) and wc-8.2 (401)',
  },
  legacySignedPath: {
    what: "which path v1 and v2 of the legacy API sign: the one that is asked for, or v3's",
    shownBy: 'legacy.sign.001, legacy.sign.010 of rights-8.2 (200, 401) and rights-9.2 (401, 200)',
  },
  orderDrafts: {
    what: 'whether drafts are a status of orders, which tell whether they can be paid and edited',
    shownBy: 'nonce.004, route.038 of wc-5.8 and wc-6.6',
  },
  missingOrdersFirst: {
    what: 'whether orders and refunds that are not there are told before the rights',
    shownBy: 'permission.method.081 of wc-5.8 (404), missing.008 of rights-6.6 (403)',
  },
  missingReviews: {
    what: 'whether a review that is not there is told, or refused to everybody',
    shownBy: 'missing.102 of rights-5.8 and rights-9.2 (404), rights-8.2 (403)',
  },
  missingCustomers: {
    what: 'whether a customer who is not there is told behind the rights, or before them to anybody',
    shownBy: 'own.customer.054 of rights-9.2 (401) and rights-10.5 (404)',
  },
  missingIsNotFound: {
    what: 'whether variations, tax classes and webhooks that are not there are always 404',
    shownBy: 'missing.222 of rights-8.2 (400) and rights-9.2 (404)',
  },
  orderTrashHooks: {
    what: 'whether webhooks listen to actions of their own where orders go into the trash',
    shownBy: 'the `hooks` of webhooks on 6.6, 8.2 and 10.5 (docs/discoveries/webhooks.md)',
  },
  storeApi: {
    what: 'what the cart of the Store API sends along',
    shownBy: 'store-api.001 of rights-5.8, route.021 of wc-6.6, wc-7.8 and wc-10.5, route.022 of wc-8.2',
  },
  managersCreateCustomers: {
    what: 'whether a shop manager may create customers',
    shownBy: 'basic.key.021 of wc-6.6, wc-8.2 and wc-10.5 (Allow)',
  },
  fixedListTotals: {
    what: 'whether lists without pages tell their total',
    shownBy: 'basic.ok.024, basic.ok.039 of wc-10.5',
  },
  settingsGroups: {
    what: 'which pages and e-mails have settings',
    shownBy: 'basic.key.011 of wc-6.6 (21), wc-9.2 (22) and wc-10.5 (27)',
  },
  systemStatusLogging: {
    what: 'whether the system status tells of logging',
    shownBy: 'basic.ok.023 of wc-8.2 and wc-10.5',
  },
  restTargetHints: {
    what: "whether a record's own link says which methods are allowed",
    shownBy: 'samples of wc-10.5',
  },
  newerFields: {
    what: 'whether orders and products have brands, global ids and e-mail templates',
    shownBy: 'samples of wc-10.5',
  },
};

/** Every difference between the profiles, those of authentication first. */
export const profileDifferences: readonly ProfileDifference[] = Object.entries(differences).map(
  ([rule, difference]) => ({ rule: rule as ProfileDifference['rule'], ...difference }),
);
