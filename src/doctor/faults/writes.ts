/** Writes that WordPress answers and refuses, while it answers lists as it should. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { askedPairs, isNoSuchRecord, type Pair, pairsInWords, pairsWith } from '../pairs.ts';
import { writeMethods } from '../probes/header-on-writes.ts';
import { batchProbe, pairProbesOf } from '../probes/pairs.ts';
import { quote, quoteAll } from '../proof.ts';
import { isForeignRefusal, isForNobody } from '../signs.ts';
import { wayProbes } from '../way.ts';
import { mayManage } from './user.ts';

const withKey = pairProbesOf.map(pair => pair.withKey);
const without = pairProbesOf.map(pair => pair.without);
const batch = batchProbe.id;

/** POST arrives as another method: what it is answered is of that one. */
const isPostUnread = (evidence: Evidence): boolean =>
  (evidence.isAnonymous('A16') || evidence.said('B15-POST_products') === 'let in') &&
  evidence.reading(batch)?.code === 'rest_no_route';

/** The words for a key that may not write, where it may: a plugin borrows them. */
function isBorrowed(evidence: Evidence, id: string): boolean {
  return (
    evidence.said(id) === 'refused' &&
    askedPairs(evidence).some(pair => isNoSuchRecord(evidence.reading(pair.id)))
  );
}

const check = 'Run the doctor again: A8-PUT and A8-DELETE are answered with a code of WooCommerce.';

/** All that is refused is a change of customers, and each of the three is. */
function areOfManagers(refused: readonly Pair[], ids: readonly string[]): boolean {
  return (
    refused.length === writeMethods.length &&
    refused.length === ids.length &&
    refused.every(({ resource }) => resource === 'customers')
  );
}

/**
 * Measured on 5.8 to 9.2: to make customers a Shop Manager lacks promote_users, and to delete them delete_users; a change of
 * one who is there is allowed, of one who is not refused. From 10.5 on both may be.
 */
function ofManagers(evidence: Evidence, reads: string, ids: readonly string[]): Suspicion {
  return {
    certainty: 'likely',
    level: 'information',
    title:
      'The key’s user may not make or delete customers, as WooCommerce before 10.5 has it for a Shop Manager',
    proof: [
      quote(evidence, reads, 'the key reads'),
      ...quoteAll(evidence, ids, 'a user was found who may not change customers that are not there'),
    ],
    undecided:
      'A client that makes customers wants a key of an Administrator there, or a newer WooCommerce; whoever changes those who are there, or makes orders, is not hit.',
  };
}

export const writesFaults: readonly Fault[] = [
  {
    id: 'writes-refused',
    layer: 'plugin',
    title: 'Writes are refused in JSON that is not WooCommerce’s, while lists are answered',
    seen: 'GET works; POST, PUT or DELETE are answered 401, 403, 404, 405 or 503 with a code of a plugin that makes the API read-only, or takes the methods out.',
    level: 'fault',
    probes: ['A4', 'A8-PATCH', ...without, ...withKey, batch],
    lookAlikes: [
      { id: 'methods-blocked', difference: 'a page comes, not JSON' },
      { id: 'read-only-key', difference: 'WooCommerce itself says that the key may not write' },
      { id: 'rest-restricted', difference: 'lists are refused with the same code' },
    ],
    examine(evidence) {
      if (!evidence.isAnonymous('A4') || evidence.isClosed || isPostUnread(evidence)) return undefined;
      const isForeign = (id: string): boolean =>
        isForeignRefusal(evidence.reading(id)) || isBorrowed(evidence, id);
      // The key is what matters: a plugin may refuse nobody's writes alone.
      const pairs = pairsWith(evidence, isForeign);
      const others = evidence.known.way === undefined ? ['A8-PATCH'] : [batch];
      const alone = others.filter(isForeign);
      const hit = [...pairs.map(({ id }) => id), ...alone];
      const [first] = hit;
      if (first === undefined) return undefined;
      const isWithKey = evidence.known.way !== undefined;
      const sender = evidence.reading(first);
      const names = [
        ...(pairs.length > 0 ? [pairsInWords(evidence, pairs)] : []),
        ...alone.map(id => (id === batch ? 'a batch' : 'PATCH')),
      ];
      const isHarmless = hit.every(id => isForNobody(evidence, id));
      return {
        certainty: isWithKey ? 'proven' : isHarmless ? 'possible' : 'likely',
        ...(isHarmless && { level: 'information' as const }),
        title: `${names.join(', ')} ${hit.length === 1 ? 'is' : 'are'} refused in JSON that is not WooCommerce’s, while lists are answered`,
        ...(sender?.header('access-control-expose-headers') === undefined && { layer: 'firewall' as const }),
        proof: [
          quote(evidence, 'A4', 'GET is answered by WooCommerce'),
          ...hit.slice(0, 6).map(id => quote(evidence, id, 'not what WooCommerce answers')),
        ],
        undecided: isWithKey
          ? 'Which plugin it is cannot be seen from outside: its code may be found in wp-content.'
          : 'Whether a key passes was not tried: give --key and the secret to see it.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where:
          'the plugin or snippet that filters rest_pre_dispatch, rest_authentication_errors or rest_endpoints (grep -rnE "rest_(pre_dispatch|authentication_errors|endpoints)" wp-content/)',
        lines: 'an exception for /wc/, or deactivate it',
        check,
        notTried: true,
      },
    ],
    workaround: 'None: lists can be read, and nothing can be changed.',
    sources: ['https://developer.wordpress.org/reference/hooks/rest_pre_dispatch/'],
  },
  /** Whoever may not make or change them is told so before it is looked whether they are there; not so at products and coupons. */
  {
    id: 'user-may-not-write',
    layer: 'user',
    title: 'The key may write, and its user may not',
    seen: 'Lists are read; 403 woocommerce_rest_cannot_create, _cannot_edit or _cannot_batch for changes: the user has lost the role of a Shop Manager, or has a role of its own.',
    level: 'fault',
    probes: ['B5', 'B6', 'B4', ...withKey, batch],
    lookAlikes: [
      { id: 'read-only-key', difference: 'the words for a key that may not write come, 401' },
      { id: 'user-without-role', difference: 'reading is refused too' },
    ],
    examine(evidence) {
      const reads = wayProbes.find(id => evidence.said(id) === 'let in');
      const refused = pairsWith(evidence, id => evidence.said(id) === 'forbidden');
      const ids = [...refused.map(({ id }) => id), ...(evidence.said(batch) === 'forbidden' ? [batch] : [])];
      if (reads === undefined || ids.length === 0) return undefined;
      const open = pairsWith(evidence, id => isNoSuchRecord(evidence.reading(id))).filter(
        ({ method }) => method === 'POST',
      );
      if (areOfManagers(refused, ids)) return ofManagers(evidence, reads, ids);
      // A manager of the shop whom a plugin refuses is told as that.
      if (mayManage(evidence) !== undefined) return undefined;
      return {
        certainty: 'likely',
        title: `The key may write, and its user may not: ${[...(refused.length > 0 ? [pairsInWords(evidence, refused)] : []), ...(ids.includes(batch) ? ['a batch of products'] : [])].join(', ')}`,
        proof: [
          quote(evidence, reads, 'the key reads'),
          ...quoteAll(evidence, ids.slice(0, 6), 'a user was found who may not change these'),
          ...quoteAll(evidence, open.map(({ id }) => id).slice(0, 2), 'these may be made'),
        ],
        undecided:
          'A plugin that filters woocommerce_rest_check_permissions looks the same; so does a role that may change its own alone.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: "Users → the key's user → Role",
        lines: 'Shop Manager (or Administrator)',
        check: 'Run the doctor again: B15-POST_products is answered 400.',
        notTried: true,
      },
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → the key → User',
        lines: 'a user of its own for this client, Shop Manager',
        check: 'Run the doctor again: B15-POST_products is answered 400.',
        notTried: true,
      },
    ],
    workaround: 'None; rights are what they are.',
    sources: ['https://developer.woocommerce.com/docs/apis/rest-api/'],
  },
];
