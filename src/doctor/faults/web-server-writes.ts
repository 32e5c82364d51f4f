/** The Authorization header is lost with the methods that write, and arrives with GET. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { isShownToArrive, type Pair, pairsInWords, pairsWith } from '../pairs.ts';
import { headerOnWrites, type WriteMethod, writeMethods } from '../probes/header-on-writes.ts';
import { pairProbesOf } from '../probes/pairs.ts';
import { quote } from '../proof.ts';
import { isSeen } from '../signs.ts';

const check = 'Run the doctor again: A8h-POST, A8h-PUT and A8h-DELETE are answered as A6.';

/** With the key: those that nobody is told, of a resource that the key reads. */
function lostPairs(evidence: Evidence): Pair[] {
  if (evidence.known.way !== 'header') return [];
  return pairsWith(evidence, id => evidence.isAnonymous(id) && evidence.reading(id)?.status === 401);
}

/** WooCommerce answers the method with the header as it answers it without one; a plugin may answer both. */
function isLost(evidence: Evidence, method: WriteMethod): boolean {
  // A body that makes nothing is refused for its parameters before anybody's rights are looked at.
  const isOwn = /^(woocommerce_|rest_invalid_param$)/.test(evidence.reading(`A8-${method}`)?.code ?? '');
  return (
    isOwn &&
    evidence.isWordPress(`A8-${method}`) &&
    evidence.isSameError(headerOnWrites[method], `A8-${method}`)
  );
}

/** The header arrives with the method, at some resources. */
function lostAtPairs(evidence: Evidence): Suspicion | undefined {
  const pairs = lostPairs(evidence);
  if (pairs.length === 0) return undefined;
  return {
    certainty: 'proven',
    title: `The Authorization header does not reach PHP with ${pairsInWords(evidence, pairs)}`,
    proof: [
      quote(evidence, 'A6', 'an OAuth parameter in the Authorization header arrives with GET'),
      ...pairs
        .slice(0, 6)
        .map(({ id }) => quote(evidence, id, 'it does not here: nobody’s request is answered so')),
    ],
    undecided: 'A plugin that answers in the words of WooCommerce for nobody looks the same.',
  };
}

export const webServerWritesFaults: readonly Fault[] = [
  /** Measured on WooCommerce 5.8 to 10.5: an unknown product is 400 or 404 to nobody as to a key, so that silence is no refusal. */
  {
    id: 'header-lost-on-writes',
    layer: 'web-server',
    title: 'The Authorization header does not reach PHP with methods that write',
    seen: 'Lists are read with the key; 401 woocommerce_rest_cannot_create, _cannot_edit or _cannot_delete for every change.',
    level: 'fault',
    probes: [
      'A6',
      ...Object.values(headerOnWrites),
      ...writeMethods.map(method => `A8-${method}`),
      ...pairProbesOf.map(({ withKey }) => withKey),
    ],
    lookAlikes: [
      { id: 'strip-authorization', difference: 'A6 is not seen either' },
      { id: 'methods-blocked', difference: 'the methods do not reach WordPress' },
      { id: 'read-only-key', difference: 'the words for a key that may not write come' },
    ],
    examine(evidence) {
      if (!isSeen(evidence, 'A6')) return undefined;
      const lost = writeMethods.filter(
        method => isLost(evidence, method) && !isShownToArrive(evidence, method),
      );
      if (lost.length === 0) return lostAtPairs(evidence);
      return {
        certainty: 'proven',
        title: `The Authorization header does not reach PHP with ${lost.join(', ')}`,
        proof: [
          quote(evidence, 'A6', 'an OAuth parameter in the Authorization header arrives with GET'),
          ...lost.map(method =>
            quote(evidence, headerOnWrites[method], 'it does not here: nobody’s request is answered so'),
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'Apache',
        where: 'the virtual host or .htaccess: this line goes',
        lines: '',
        insteadOf: 'RequestHeader unset Authorization "expr=%{REQUEST_METHOD} != \'GET\'"',
        check,
      },
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: this line goes',
        lines: '',
        insteadOf: 'http-request del-header Authorization if !{ method GET }',
        check,
      },
    ],
    workaround: 'The key in the query over HTTPS, or an OAuth signature in the query.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2'],
  },
];
