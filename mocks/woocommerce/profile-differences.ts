import type { Profile, ProfileRules } from './profiles.ts';

/** Where a client notices that a rule is another one, what matters most first. */
export const noticedPlaces = [
  'who is let in',
  'who may do what',
  'how a request is refused',
  'what answers hold',
] as const;

/** One thing in which the versions differ, and the recording that shows it. */
export interface ProfileDifference {
  readonly rule: keyof ProfileRules;
  readonly noticed: (typeof noticedPlaces)[number];
  /** The rule as a question; a profile's value is its answer. */
  readonly what: string;
  /** What a client sees, by the rule's value. */
  readonly says: Readonly<Record<string, string>>;
  /** Scenarios of the recordings. */
  readonly shownBy: string;
}

interface Described<Rule extends keyof ProfileRules> extends Omit<ProfileDifference, 'rule' | 'says'> {
  readonly says: Readonly<Record<`${Profile[Rule]}`, string>>;
}

const differences: { readonly [Rule in keyof ProfileRules]: Described<Rule> } = {
  apiScope: {
    noticed: 'who is let in',
    what: 'what tells a request that keys may authenticate: its URL, or its REST route',
    says: {
      url: 'Keys are taken where the URL has `wp-json/wc/` or `wp-json/wc-` in it: with `?rest_route=` they are refused with 401.',
      route:
        'Keys are taken for the routes of WooCommerce, however they are asked for: with `?rest_route=` too.',
    },
    shownBy: 'route.087 of wc-10.5 (401) and wc-11.1 (200)',
  },
  looksTwice: {
    noticed: 'how a request is refused',
    what: 'whether OAuth looks twice for a user who does not exist, and finds its own nonce used',
    says: {
      true: 'A right signature with a key whose user is gone is refused for its nonce, as if it had been sent before.',
      false: 'A right signature with a key whose user is gone is refused as if nobody had asked.',
    },
    shownBy: 'oauth.key.012, oauth.key.013 of wc-6.6 and wc-10.5',
  },
  legacyCleaning: {
    noticed: 'who is let in',
    what: 'what the legacy API does to a consumer key before it looks it up',
    says: {
      sanitize_key: 'The legacy API takes key and secret in capitals too.',
      sanitize_text_field: 'The legacy API takes key and secret as they were issued alone.',
    },
    shownBy: 'legacy.bad.021 of wc-10.5 (200) and wc-8.2 (401)',
  },
  legacySignedPath: {
    noticed: 'who is let in',
    what: "which path v1 and v2 of the legacy API sign: the one that is asked for, or v3's",
    says: {
      asked: 'Versions 1 and 2 of the legacy API sign the path that is asked for.',
      v3: 'Versions 1 and 2 of the legacy API sign the path of version 3, whatever is asked for.',
    },
    shownBy: 'legacy.sign.001, legacy.sign.010 of rights-8.2 (200, 401) and rights-9.2 (401, 200)',
  },
  orderDrafts: {
    noticed: 'what answers hold',
    what: 'whether drafts are a status of orders, which tell whether they can be paid and edited',
    says: {
      true: 'Orders can be drafts (`checkout-draft`), and tell whether they can be paid and edited.',
      false: 'Orders are never drafts, and do not tell whether they can be paid and edited.',
    },
    shownBy: 'nonce.004, route.038 of wc-5.8 and wc-6.6',
  },
  missingOrdersFirst: {
    noticed: 'how a request is refused',
    what: 'whether orders and refunds that are not there are told before the rights',
    says: {
      true: 'An order that is not there is 404 for everybody, whatever their rights.',
      false: 'An order that is not there is 403 for who has no right to it, and 404 for who has.',
    },
    shownBy: 'permission.method.081 of wc-5.8 (404), missing.008 of rights-6.6 (403)',
  },
  missingReviews: {
    noticed: 'how a request is refused',
    what: 'whether a review that is not there is told, or refused to everybody',
    says: {
      told: 'A review that is not there is 404.',
      refused: 'A review that is not there is 403, for the owner too.',
    },
    shownBy: 'missing.102 of rights-5.8 and rights-9.2 (404), rights-8.2 (403)',
  },
  missingCustomers: {
    noticed: 'how a request is refused',
    what: 'whether a customer who is not there is told behind the rights, or before them to anybody',
    says: {
      'after-rights': 'A customer who is not there is 401 for who sends no key.',
      first: 'A customer who is not there is 404 for everybody, without a key too.',
    },
    shownBy: 'own.customer.054 of rights-9.2 (401) and rights-10.5 (404)',
  },
  missingIsNotFound: {
    noticed: 'how a request is refused',
    what: 'whether variations, tax classes and webhooks that are not there are always 404',
    says: {
      true: 'Variations, tax classes and webhooks that are not there are always 404.',
      false: 'Some variations, tax classes and webhooks that are not there are 400, or an empty list.',
    },
    shownBy: 'missing.222 of rights-8.2 (400) and rights-9.2 (404)',
  },
  orderTrashHooks: {
    noticed: 'what answers hold',
    what: 'whether webhooks listen to actions of their own where orders go into the trash',
    says: {
      true: 'Webhooks for deleted and restored orders listen to actions of orders too (`woocommerce_trash_order`).',
      false: 'Webhooks for deleted and restored orders listen to the actions of posts alone.',
    },
    shownBy: 'the `hooks` of webhooks on 6.6, 8.2 and 10.5 (docs/discoveries/webhooks.md)',
  },
  storeApi: {
    noticed: 'what answers hold',
    what: 'what the cart of the Store API sends along',
    says: {
      'old-nonce':
        'The cart of the Store API sends its nonce as `X-WC-Store-API-Nonce`, and has no version in its path.',
      nonce: 'The cart of the Store API sends its nonce under its old name and as `Nonce`.',
      'token-by-nonce': 'The cart of the Store API sends a nonce under both names, and a cart token.',
      both: 'The cart of the Store API sends a nonce under both names and a cart token, and lets browsers of other origins read them.',
      'cart-token': 'The cart of the Store API sends `Nonce` and `Cart-Token`, no nonce under its old name.',
    },
    shownBy: 'store-api.001 of rights-5.8, route.021 of wc-6.6, wc-7.8 and wc-10.5, route.022 of wc-8.2',
  },
  managersCreateCustomers: {
    noticed: 'who may do what',
    what: 'whether a shop manager may create customers',
    says: {
      true: 'A key of a shop manager may create customers.',
      false: 'A key of a shop manager may not create customers: 403.',
    },
    shownBy: 'basic.key.021 of wc-6.6, wc-8.2 and wc-10.5 (Allow)',
  },
  fixedListTotals: {
    noticed: 'what answers hold',
    what: 'whether lists without pages tell their total',
    says: {
      true: 'Lists without pages (shipping zones, payment gateways) tell their total in `X-WP-Total`.',
      false: 'Lists without pages (shipping zones, payment gateways) have no `X-WP-Total`.',
    },
    shownBy: 'basic.ok.024, basic.ok.039 of wc-10.5',
  },
  settingsGroups: {
    noticed: 'what answers hold',
    what: 'which pages and e-mails have settings',
    says: {
      'of 8': '`settings` lists 21 groups.',
      'of 9': '`settings` lists 22 groups.',
      'of 10': '`settings` lists 27 groups.',
    },
    shownBy: 'basic.key.011 of wc-6.6 (21), wc-9.2 (22) and wc-10.5 (27)',
  },
  systemStatusLogging: {
    noticed: 'what answers hold',
    what: 'whether the system status tells of logging',
    says: {
      true: '`system_status` has `logging`.',
      false: '`system_status` has no `logging`.',
    },
    shownBy: 'basic.ok.023 of wc-8.2 and wc-10.5',
  },
  newerFields: {
    noticed: 'what answers hold',
    what: 'whether orders and products have brands, global ids and e-mail templates',
    says: {
      true: 'Products have `brands` and `global_unique_id`.',
      false: 'Products have no `brands` and no `global_unique_id`.',
    },
    shownBy: 'samples of wc-10.5',
  },
};

/** Every difference between the profiles, those of authentication first. */
export const profileDifferences: readonly ProfileDifference[] = Object.entries(differences).map(
  ([rule, difference]) => ({ rule: rule as ProfileDifference['rule'], ...difference }),
);
