import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isLetIn, isSignatureRefused } from '../signs.ts';

export const wrongSecret: Fault = {
  id: 'wrong-secret',
  layer: 'key',
  title: 'The consumer secret is wrong',
  level: 'fault',
  symptom:
    '401 woocommerce_rest_authentication_error for header, query and signature: the key is known, TLS is seen, the secret does not belong to it.',
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
        certainty: 'proven',
        proof: [
          quote(evidence, right, `the secret given, in the ${place}`),
          quote(evidence, wrong, 'a secret that is wrong on purpose, in the same words'),
        ],
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
};
