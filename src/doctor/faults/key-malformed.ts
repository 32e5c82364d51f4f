import type { Fault } from '../fault.ts';
import { isLetIn } from '../signs.ts';

/** `wc_rand_hash()`: 40 hexadecimal digits. */
const forms = { ck: /^ck_[0-9a-f]{40}$/, cs: /^cs_[0-9a-f]{40}$/ };

export const keyMalformed: Fault = {
  id: 'key-malformed',
  layer: 'key',
  title: 'Key or secret have not the form that WooCommerce gives them',
  level: 'fault',
  symptom:
    '401 for everything. Often a space or line end was copied along, a character is missing, or a user name and password were taken for key and secret.',
  probes: ['B3', 'B5'],
  lookAlikes: [
    { id: 'unknown-key', difference: 'the form is right' },
    { id: 'key-secret-swapped', difference: 'the prefixes are each other’s' },
  ],
  examine(evidence) {
    const { credentials } = evidence.known;
    if (!credentials || isLetIn(evidence)) return undefined;
    const { consumerKey, consumerSecret } = credentials;
    if (consumerKey.startsWith('cs_') && consumerSecret.startsWith('ck_')) return undefined;
    const proof = [...whatIsOdd('key', consumerKey, 'ck'), ...whatIsOdd('secret', consumerSecret, 'cs')];
    return proof.length === 0 ? undefined : { certainty: 'likely', proof };
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
};

/** Said without the value. */
function whatIsOdd(name: string, value: string, prefix: 'ck' | 'cs'): string[] {
  if (forms[prefix].test(value)) return [];
  if (forms[prefix].test(value.trim())) return [`The ${name} has white space around it.`];
  if (!value.startsWith(`${prefix}_`))
    return [`The ${name} does not begin with ${prefix}_, and has ${value.length} characters (43 are right).`];
  if (value.length !== 43) return [`The ${name} has ${value.length} characters, where 43 are right.`];
  return [`The ${name} holds characters besides 0-9 and a-f after ${prefix}_.`];
}
