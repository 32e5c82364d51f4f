/** The consumer key and its secret. */
import { keyForm, secretForm } from '../../client/key-form.ts';
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { askedPairs, isNoSuchRecord } from '../pairs.ts';
import { pairProbesOf } from '../probes/pairs.ts';
import { quote } from '../proof.ts';
import { isKnownKey, isLetIn, isLogInOfUser, isSignatureRefused, isSomebody } from '../signs.ts';
import { wayProbes } from '../way.ts';

const forms = { ck: keyForm, cs: secretForm };

export const keyFaults: readonly Fault[] = [
  {
    id: 'key-secret-swapped',
    layer: 'key',
    title: 'Consumer key and secret are swapped',
    seen: 'The store knows no such key: header and query are answered as if nobody had asked.',
    level: 'fault',
    probes: ['B3'],
    lookAlikes: [{ id: 'unknown-key', difference: 'the key begins with ck_' }],
    examine({ known: { credentials } }) {
      if (!credentials?.consumerKey.trim().startsWith('cs_')) return undefined;
      if (!credentials.consumerSecret.trim().startsWith('ck_')) return undefined;
      return {
        certainty: 'proven',
        proof: [
          'The key given begins with cs_, as secrets do; the secret given begins with ck_, as keys do.',
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the client's settings",
        lines: 'consumer key: ck_…\nconsumer secret: cs_…',
        check: 'Run the doctor again with the two the right way round.',
      },
    ],
    workaround: 'None is needed.',
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
  },
  /** Before those that tell what the store makes of it. */
  {
    id: 'key-malformed',
    layer: 'key',
    title: 'Key or secret have not the form that WooCommerce gives them',
    seen: '401 for everything: often a space or line end was copied along, a character is missing, or a user name and password were taken for key and secret.',
    level: 'fault',
    probes: ['B3', 'B5'],
    lookAlikes: [
      { id: 'unknown-key', difference: 'the form is right' },
      { id: 'key-secret-swapped', difference: 'the prefixes are each other’s' },
    ],
    examine(evidence) {
      const { credentials } = evidence.known;
      if (isLogInOfUser(evidence))
        return {
          certainty: 'proven',
          level: 'warning',
          title: 'What was given is no consumer key; as a user name and a password it is let in by WordPress',
          proof: [
            quote(evidence, 'B5', 'it is let in as Basic credentials'),
            quote(evidence, 'B3', 'WooCommerce knows no such key'),
            ...whatIsOdd('key', credentials?.consumerKey ?? '', 'ck'),
          ],
          undecided:
            'An application password is let in so, or what a plugin for Basic authentication takes: signatures and keys in the query are not.',
        };
      if (!credentials || isLetIn(evidence)) return undefined;
      const { consumerKey, consumerSecret } = credentials;
      if (consumerKey.startsWith('cs_') && consumerSecret.startsWith('ck_')) return undefined;
      // A key that the store knows is right, so it is the secret; where it is unknown, the secret was not looked at.
      const isKnown = isKnownKey(evidence);
      const proof = [
        ...(isKnown === true ? [] : whatIsOdd('key', consumerKey, 'ck')),
        ...(isKnown === false ? [] : whatIsOdd('secret', consumerSecret, 'cs')),
      ];
      return proof.length === 0
        ? undefined
        : { certainty: isKnown === undefined ? 'likely' : 'proven', proof };
    },
    fixes: [
      {
        server: 'client',
        where: "the client's settings",
        lines: 'ck_ and 40 of 0-9 a-f; cs_ and 40 of 0-9 a-f; nothing before, nothing after',
        check: 'printf %s "$LATCHKEY_CONSUMER_SECRET" | wc -c prints 43',
      },
      {
        server: 'WooCommerce',
        where:
          'WooCommerce → Settings → Advanced → REST API → Add key, where a user name and password were used',
        lines: 'a key of its own: the API takes no user name and password',
        check: 'Run the doctor with the new key.',
      },
    ],
    workaround: 'WooCommerce trims white space around the key, never around the secret.',
    sources: [
      'https://assistance.e-connecteur.fr/support/solutions/articles/9000181412-woocommerce-sources-possibles-des-erreurs-401',
      'https://github.com/woocommerce/woocommerce/issues/11120',
    ],
  },
  /** Only OAuth says it: in header and query an unknown key is passed over in silence. */
  {
    id: 'unknown-key',
    layer: 'key',
    title: 'The store does not know the consumer key',
    seen: 'Keys in header and query are answered as if there were none, and OAuth says in words that the key is invalid: it is mistyped, cut off, revoked, of another site or another copy of this one, or its user was deleted, with whom WordPress deletes the keys.',
    level: 'fault',
    probes: ['A15', 'B1', 'B2', 'B3', 'B5'],
    lookAlikes: [
      { id: 'strip-authorization', difference: 'keys in the query are let in' },
      { id: 'tls-ends-at-proxy', difference: 'B3 is answered with other words than A15' },
      { id: 'user-gone', difference: 'B1 is refused, so the key is known' },
    ],
    examine(evidence) {
      const { credentials } = evidence.known;
      if (!credentials || evidence.said('B3') !== 'refused' || !evidence.isSameError('B3', 'A15'))
        return undefined;
      if (isLogInOfUser(evidence)) return undefined;
      if (credentials.consumerKey.startsWith('cs_') && credentials.consumerSecret.startsWith('ck_'))
        return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'B3', 'this is how the store answers the key given'),
          quote(evidence, 'A15', 'and this a key that cannot exist, in the same words'),
          ...(keyForm.test(credentials.consumerKey)
            ? ['The key has the right form: ck_ and 40 hexadecimal digits.']
            : [
                `The key has not the form ck_ and 40 hexadecimal digits: ${formOf(credentials.consumerKey)}.`,
              ]),
        ],
        undecided:
          'Why the store does not know it cannot be seen from outside: WooCommerce → Settings → Advanced → REST API lists the keys by their last seven characters.',
      };
    },
    fixes: [
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → Add key',
        lines: 'a new key for a user who stays: one of its own, Shop Manager or Administrator',
        check: 'Run the doctor with the new key: B5 lets it in.',
      },
      {
        server: 'client',
        where: "the client's settings",
        lines: 'the key of this store, all 43 characters; not that of the staging copy',
        check: "Its last seven characters stand in WooCommerce's list of keys.",
      },
    ],
    workaround: 'None: without a key that the store knows nobody gets in.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/9385',
      'http://support.autoship.cloud/article/456-error-401-sorry-you-are-not-allowed-to-create-resources',
    ],
  },
  {
    id: 'read-only-key',
    layer: 'key',
    title: 'The key may read and not write',
    seen: 'GET works; POST, PUT and DELETE are 401 woocommerce_rest_authentication_error, never 403.',
    level: 'information',
    probes: ['B5', 'B6', 'B4', ...pairProbesOf.map(({ withKey }) => withKey)],
    lookAlikes: [
      { id: 'user-without-role', difference: '403, and reading is refused too' },
      { id: 'methods-blocked', difference: 'a page comes, not JSON' },
    ],
    examine(evidence) {
      const reads = wayProbes.find(id => isSomebody(evidence, id));
      const pairs = askedPairs(evidence);
      const refused = pairs.filter(({ id }) => evidence.said(id) === 'refused');
      const [first] = refused;
      // WooCommerce's right is one for all writes: what is refused to some alone is not the key's.
      if (reads === undefined || first === undefined) return undefined;
      if (pairs.some(({ id }) => isNoSuchRecord(evidence.reading(id)))) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(
            evidence,
            reads,
            evidence.said(reads) === 'let in'
              ? 'the key reads'
              : 'the key is let in, as a user who may not read this',
          ),
          quote(evidence, first.id, 'it may not write; nothing would have been changed'),
        ],
      };
    },
    fixes: [
      {
        server: 'WooCommerce',
        where:
          'WooCommerce → Settings → Advanced → REST API → the key → Permissions, where the client is to write',
        lines: 'Read/Write',
        check: 'Run the doctor again: B15-PUT_products is answered 400.',
      },
    ],
    workaround: 'None; a client that only reads needs none.',
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
  },
  {
    id: 'write-only-key',
    layer: 'key',
    title: 'The key may write and not read',
    seen: 'GET is 401 woocommerce_rest_authentication_error with other words than for a wrong secret; POST works.',
    level: 'fault',
    probes: ['B1', 'B5', 'B7'],
    lookAlikes: [
      { id: 'wrong-secret', difference: 'B5 is refused in the words of B1' },
      { id: 'key-without-permission', difference: 'B7 is refused too' },
    ],
    examine(evidence) {
      const probes = refusedToRead(evidence).find(
        ({ writing }) => evidence.isWordPress(writing) && evidence.said(writing) !== 'refused',
      );
      if (!probes) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, probes.reading, 'the right secret is refused'),
          quote(evidence, probes.wrong, 'with other words than a wrong one'),
          quote(evidence, probes.writing, 'a write is not refused'),
        ],
      };
    },
    fixes: [
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → the key → Permissions',
        lines: 'Read/Write',
        check: 'Run the doctor again: B5 is let in.',
      },
    ],
    workaround: 'None; the key has to be changed.',
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
  },
  {
    id: 'key-without-permission',
    layer: 'key',
    title: 'The key may neither read nor write',
    seen: '401 woocommerce_rest_authentication_error for everything, with other words than for a wrong secret: the row of the key was changed or imported, since the settings do not offer this.',
    level: 'fault',
    probes: ['B1', 'B5', 'B7'],
    lookAlikes: [
      { id: 'wrong-secret', difference: 'B5 is refused in the words of B1' },
      { id: 'write-only-key', difference: 'B7 is not refused' },
    ],
    examine(evidence) {
      const probes = refusedToRead(evidence).find(
        ({ wrong, writing }) => evidence.said(writing) === 'refused' && !evidence.isSameError(wrong, writing),
      );
      if (!probes) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, probes.wrong, 'a wrong secret'),
          quote(evidence, probes.reading, 'the right one, to read: other words'),
          quote(evidence, probes.writing, 'the right one, to write: other words'),
        ],
      };
    },
    fixes: [
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → the key → Permissions',
        lines: 'Read/Write, and save',
        check: 'Run the doctor again: B5 is let in.',
      },
    ],
    workaround: 'None; the key has to be changed.',
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
  },
  {
    id: 'wrong-secret',
    layer: 'key',
    title: 'The consumer secret is wrong',
    seen: '401 woocommerce_rest_authentication_error for header, query and signature: the key is known, TLS is seen, the secret does not belong to it.',
    level: 'fault',
    probes: ['B1', 'B2', 'B3', 'B4', 'B5', 'B6'],
    lookAlikes: [
      { id: 'unknown-key', difference: 'B3 is answered with the words of A15' },
      { id: 'authorization-joined', difference: 'the secret is right in the query' },
      { id: 'home-url-differs', difference: 'a signature for the home URL is accepted' },
      { id: 'write-only-key', difference: 'B5 is refused with other words than B1' },
    ],
    examine(evidence) {
      if (!evidence.known.credentials || isLetIn(evidence)) return undefined;
      for (const [right, wrong, place] of [
        ['B6', 'B2', 'query'],
        ['B5', 'B1', 'header'],
      ] as const) {
        if (evidence.said(right) !== 'refused' || !evidence.isSameError(right, wrong)) continue;
        return {
          // In the header alone a right one is refused so too, where a server joins something to it.
          certainty: place === 'query' ? 'proven' : 'likely',
          proof: [
            quote(evidence, right, `the secret given, in the ${place}`),
            quote(evidence, wrong, 'a secret that is wrong on purpose, in the same words'),
          ],
          ...(place === 'header' && {
            undecided:
              'In the query no secret is noticed. A server that joins something to the header, or cuts it, looks the same: send the key from another place, or mend the query first.',
          }),
        };
      }
      // Where keys are not looked at, signatures alone can tell.
      const signed = ['B4', 'B4h', 'B4w'].filter(id => evidence.reading(id) !== undefined);
      if (signed.length < 2 || !signed.every(id => isSignatureRefused(evidence, id))) return undefined;
      if (evidence.said('B1') === 'refused' || evidence.said('B2') === 'refused') return undefined;
      return {
        certainty: 'likely',
        proof: signed.map(id => quote(evidence, id, 'refused with the words for a garbage signature')),
        undecided:
          'Keys are not looked at here, so a wrong secret cannot be told from something that changes the parameters on the way. Run the doctor over HTTPS, if the store has it.',
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the client's settings",
        lines: 'the secret that was shown together with this key, without a space or line end around it',
        check: 'Run the doctor again: B5 lets the keys in.',
      },
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → Add key',
        lines: 'a new key: a secret is shown once and cannot be looked up again',
        check: 'Run the doctor with the new key and secret: B5 lets them in.',
      },
    ],
    workaround: 'None: a new key is the quickest way.',
    sources: ['https://github.com/XiaoFaye/WooCommerce.NET/issues/241'],
  },
];

/** What is odd about a key, without the key. */
function formOf(key: string): string {
  if (!key.startsWith('ck_')) return `it does not begin with ck_, and has ${key.length} characters`;
  return `it has ${key.length} characters, where 43 are right`;
}

/** Said without the value. */
function whatIsOdd(name: string, value: string, prefix: 'ck' | 'cs'): string[] {
  if (forms[prefix].test(value)) return [];
  if (forms[prefix].test(value.trim())) return [`The ${name} has white space around it.`];
  if (!value.startsWith(`${prefix}_`))
    return [`The ${name} does not begin with ${prefix}_, and has ${value.length} characters (43 are right).`];
  if (value.length !== 43) return [`The ${name} has ${value.length} characters, where 43 are right.`];
  return [`The ${name} holds characters besides 0-9 and a-f after ${prefix}_.`];
}

/** A wrong secret, and reading and writing with the right one: in the header, and in the query. */
const permissionProbes = [
  { wrong: 'B1', reading: 'B5', writing: 'B7' },
  { wrong: 'B2', reading: 'B6', writing: 'B7q' },
] as const;

/** The probes by which the right secret may not read: it is refused in other words than a wrong one. */
function refusedToRead(evidence: Evidence): readonly (typeof permissionProbes)[number][] {
  return permissionProbes.filter(
    ({ wrong, reading }) =>
      evidence.said(wrong) === 'refused' &&
      evidence.said(reading) === 'refused' &&
      !evidence.isSameError(wrong, reading),
  );
}
