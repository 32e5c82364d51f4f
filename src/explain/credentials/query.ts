import type { CredentialMistake, CredentialView } from './mistake.ts';
import { looksLikeKey, looksLikeSecret } from './mistake.ts';
import type { SeenPair } from './seen.ts';

const valueUnder = (pairs: readonly SeenPair[], name: string): string | undefined =>
  pairs.findLast(pair => pair.name === name)?.value;

/** Names under which people send a key or a secret, which WooCommerce does not read. */
const wrongName =
  /^(?:oauth_)?(?:customer|costumer|consumber|cosumer|consummer|consumer|comsumer|client|api|access|woocommerce|wc|rest|woo)?[-_ ]?(?:key|secret|token)(?:_?id)?$/i;

/** The pair of the query whose name was meant for `consumer_key` or `consumer_secret`. */
function misnamed({ seen }: CredentialView): readonly SeenPair[] {
  return seen.query.filter(
    ({ name, value }) =>
      name !== 'consumer_key' &&
      name !== 'consumer_secret' &&
      (looksLikeKey(value) || looksLikeSecret(value) || wrongName.test(name)),
  );
}

const list = (names: readonly string[]): string => [...new Set(names)].join(' and ');

/** What goes wrong with key and secret in the query, the plainest first. */
export const queryMistakes: readonly CredentialMistake[] = [
  {
    id: 'names-of-two-schemes',
    finds({ seen }) {
      const names = seen.query.map(({ name }) => name);
      const mixed =
        names.includes('oauth_consumer_key') && names.some(name => /consumer_?secret$/i.test(name));
      if (!mixed) return undefined;
      const secret = names.find(name => /consumer_?secret$/i.test(name));
      return {
        says: `oauth_consumer_key and ${secret} are names of two schemes: over https WooCommerce reads consumer_key and consumer_secret, and oauth_consumer_key belongs to a signature, with which no secret is sent.`,
        fix: 'Over https send consumer_key=ck_…&consumer_secret=cs_… (or Basic); over http sign the request.',
      };
    },
  },
  {
    id: 'credentials-under-wrong-names',
    finds(view) {
      const wrong = misnamed(view);
      if (wrong.length === 0 || view.seen.meansOauth) return undefined;
      const inNamed = wrong.map(({ name }) => name);
      return {
        says: `WooCommerce does not read ${list(inNamed)}: in a query key and secret are called consumer_key and consumer_secret, written so.`,
        fix: 'Write ?consumer_key=ck_…&consumer_secret=cs_…, over https.',
      };
    },
  },
  {
    id: 'consumer-secret-missing',
    finds({ seen, request }) {
      const key = valueUnder(seen.query, 'consumer_key');
      if (key === undefined || (valueUnder(seen.query, 'consumer_secret') ?? '') !== '') return undefined;
      const isLast = /[?&]consumer_key=[^&]*$/.test(request.target);
      return {
        says: isLast
          ? 'Only consumer_key arrives, without consumer_secret, so nothing is looked up. A shell that was given the URL without quotes ends the command at "&" and sends just that.'
          : 'consumer_key stands in the query without a consumer_secret, so nothing is looked up.',
        fix: 'Send both; in a shell put the URL in quotes: curl "https://…?consumer_key=…&consumer_secret=…".',
      };
    },
  },
  {
    id: 'consumer-key-missing',
    finds({ seen }) {
      const secret = valueUnder(seen.query, 'consumer_secret');
      if (secret === undefined || (valueUnder(seen.query, 'consumer_key') ?? '') !== '') return undefined;
      return {
        says: 'consumer_secret stands in the query without a consumer_key, so nothing is looked up.',
        fix: 'Send both consumer_key and consumer_secret.',
      };
    },
  },
];

/** Key and secret in places that WooCommerce does not look at. */
export const otherPlaces: readonly CredentialMistake[] = [
  {
    id: 'client-options-as-body',
    finds({ seen, read }) {
      if (read || seen.body.length !== 1 || seen.body[0]?.name !== 'auth') return undefined;
      return {
        says: 'The options with "auth" stand in the place of the body: they are sent as JSON, and no credentials are.',
        fix: 'Options are the third argument where there is a body: axios.post(url, body, { auth: { username: "ck_…", password: "cs_…" } }).',
      };
    },
  },
  {
    id: 'credentials-in-body',
    finds({ seen, read }) {
      if (read || seen.meansOauth) return undefined;
      const inBody = seen.body.filter(
        ({ name, value }) =>
          /^consumer_?(key|secret)$/i.test(name) || looksLikeKey(value) || looksLikeSecret(value),
      );
      if (inBody.length === 0) return undefined;
      return {
        says: `${list(inBody.map(({ name }) => name))} stand in the body: WooCommerce reads key and secret from the Authorization header and from the query alone.`,
        fix: 'Send them as Basic credentials, or in the query of the URL: in axios as "params" or "auth", in requests as auth=(key, secret), not as data.',
      };
    },
  },
  {
    id: 'credentials-in-own-header',
    finds({ seen, read }) {
      if (read || seen.ownFields.length === 0) return undefined;
      return {
        says: `Key and secret stand in header fields of their own (${list(seen.ownFields.map(({ name }) => name))}): WooCommerce does not read those.`,
        fix: 'Send "Authorization: Basic …" (curl -u ck_…:cs_…), or consumer_key and consumer_secret in the query.',
      };
    },
  },
];
