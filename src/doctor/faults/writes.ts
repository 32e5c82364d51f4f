/** Writes that WordPress answers and refuses, while it answers lists as it should. */
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { rightsProbes } from '../probes/rights.ts';
import { quote, quoteAll } from '../proof.ts';
import { isForeignRefusal, isForNobody, isSomebody } from '../signs.ts';
import { wayProbes } from '../way.ts';

const rights = rightsProbes.map(({ id }) => id);

/** Each method that writes, with the probes that send it: without the key, and with it. */
const writes = [
  { method: 'POST', without: ['A8-POST'], withKey: ['B7-POST'] },
  { method: 'PUT', without: ['A8-PUT'], withKey: ['B7-PUT'] },
  { method: 'PATCH', without: ['A8-PATCH'], withKey: [] },
  { method: 'a batch', without: [], withKey: rights },
  { method: 'DELETE', without: ['A8-DELETE'], withKey: ['B7', 'B7q', 'B7-DELETE'] },
] as const;

/** POST arrives as another method: what it is answered is of that one. */
const isPostUnread = (evidence: Evidence): boolean =>
  evidence.isAnonymous('A16') &&
  ['B14-products', 'B14-orders'].some(id => evidence.reading(id)?.code === 'rest_no_route');

/** The same way and the same resource, with GET: where that is refused too, it is no matter of writing. */
function isOpenToRead(evidence: Evidence, id: string): boolean {
  if (id === 'B7') return isSomebody(evidence, 'B5');
  if (id === 'B7q') return isSomebody(evidence, 'B6');
  return (id !== 'B14-orders' && id !== 'B7-PUT') || isSomebody(evidence, 'B11-orders');
}

const check = 'Run the doctor again: A8-PUT and A8-DELETE are answered with a code of WooCommerce.';

export const writesFaults: readonly Fault[] = [
  {
    id: 'writes-refused',
    layer: 'plugin',
    title: 'Writes are refused in JSON that is not WooCommerce’s, while lists are answered',
    seen: 'GET works; POST, PUT or DELETE are answered 401, 403, 404, 405 or 503 with a code of a plugin that makes the API read-only, or takes the methods out.',
    level: 'fault',
    probes: ['A4', 'A8-POST', 'A8-PUT', 'A8-PATCH', 'A8-DELETE', 'B7', 'B7q', 'B7-POST', 'B7-PUT', ...rights],
    lookAlikes: [
      { id: 'methods-blocked', difference: 'a page comes, not JSON' },
      { id: 'read-only-key', difference: 'WooCommerce itself says that the key may not write' },
      { id: 'rest-restricted', difference: 'lists are refused with the same code' },
    ],
    examine(evidence) {
      if (!evidence.isAnonymous('A4') || evidence.isClosed || isPostUnread(evidence)) return undefined;
      const hit = writes.flatMap(({ method, without, withKey }) => {
        const asked = withKey.filter(id => evidence.reading(id) !== undefined && isOpenToRead(evidence, id));
        // The key is what matters: a plugin may refuse nobody's writes alone.
        const ids: readonly string[] = evidence.known.way === undefined ? without : asked;
        const foreign = ids.filter(id => isForeignRefusal(evidence.reading(id)));
        return foreign.length === 0 ? [] : [{ method, id: foreign[0] as string }];
      });
      const [first] = hit;
      if (first === undefined) return undefined;
      const isWithKey = hit.some(({ id }) => id.startsWith('B'));
      const sender = evidence.reading(first.id);
      const isHarmless = hit.every(({ id }) => isForNobody(evidence, id));
      return {
        certainty: isWithKey ? 'proven' : isHarmless ? 'possible' : 'likely',
        ...(isHarmless && { level: 'information' as const }),
        title: `${hit.map(({ method }) => method).join(', ')} ${hit.length === 1 ? 'is' : 'are'} refused in JSON that is not WooCommerce’s, while lists are answered`,
        ...(sender?.header('access-control-expose-headers') === undefined && { layer: 'firewall' as const }),
        proof: [
          quote(evidence, 'A4', 'GET is answered by WooCommerce'),
          ...hit.map(({ id }) => quote(evidence, id, 'not a code of WooCommerce')),
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
  /** `wc_rest_check_post_permissions()` asks for edit_others_products where a batch is sent. */
  {
    id: 'user-may-not-write',
    layer: 'user',
    title: 'The key may write, and its user may not',
    seen: 'Lists are read; 403 woocommerce_rest_cannot_create, _cannot_edit or _cannot_batch for changes: the user has lost the role of a Shop Manager, or has a role of its own.',
    level: 'fault',
    probes: ['B5', 'B6', 'B4', ...rights],
    lookAlikes: [
      { id: 'read-only-key', difference: 'the words for a key that may not write come, 401' },
      { id: 'user-without-role', difference: 'reading is refused too' },
    ],
    examine(evidence) {
      const reads = wayProbes.find(id => evidence.said(id) === 'let in');
      const refused = rights.filter(id => evidence.said(id) === 'forbidden');
      if (reads === undefined || refused.length === 0) return undefined;
      const open = rights.filter(id => isSomebody(evidence, id) && !refused.includes(id));
      return {
        certainty: 'likely',
        title: `The key may write, and its user may not: ${refused.map(id => id.slice('B14-'.length)).join(', ')}`,
        proof: [
          quote(evidence, reads, 'the key reads'),
          ...quoteAll(evidence, refused, 'a user was found who may not change these'),
          ...quoteAll(evidence, open, 'these may be changed'),
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
        check: 'Run the doctor again: B14-products is answered 200.',
        notTried: true,
      },
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → the key → User',
        lines: 'a user of its own for this client, Shop Manager',
        check: 'Run the doctor again: B14-products is answered 200.',
        notTried: true,
      },
    ],
    workaround: 'None; rights are what they are.',
    sources: ['https://developer.woocommerce.com/docs/apis/rest-api/'],
  },
];
