import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

const keyForm = /^ck_[0-9a-f]{40}$/;

/** Only OAuth says it: in header and query an unknown key is passed over in silence. */
export const unknownKey: Fault = {
  id: 'unknown-key',
  layer: 'key',
  title: 'The store does not know the consumer key',
  level: 'fault',
  symptom:
    'Keys in header and query are answered as if there were none; OAuth says in words that the key is invalid. The key is mistyped, cut off, revoked, of another site or another copy of this one, or its user was deleted: WordPress deletes the keys along.',
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
    if (credentials.consumerKey.startsWith('cs_') && credentials.consumerSecret.startsWith('ck_'))
      return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'B3', 'this is how the store answers the key given'),
        quote(evidence, 'A15', 'and this a key that cannot exist, in the same words'),
        ...(keyForm.test(credentials.consumerKey)
          ? ['The key has the right form: ck_ and 40 hexadecimal digits.']
          : [`The key has not the form ck_ and 40 hexadecimal digits: ${form(credentials.consumerKey)}.`]),
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
};

/** What is odd about a key, without the key. */
function form(key: string): string {
  if (!key.startsWith('ck_')) return `it does not begin with ck_, and has ${key.length} characters`;
  return `it has ${key.length} characters, where 43 are right`;
}
