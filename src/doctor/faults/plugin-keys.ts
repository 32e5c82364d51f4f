/** Plugins with an authentication of their own: they want another scheme, or take Basic credentials for their users'. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isLetIn, isSomebody } from '../signs.ts';
import { isWordPressFrontPage } from '../wordpress-proof.ts';

export const pluginKeysFaults: readonly Fault[] = [
  /** miniOrange's "WordPress REST API Authentication" answers `{"status":"error","error":"MISSING_AUTHORIZATION_HEADER"}`. */
  {
    id: 'api-authentication-plugin',
    layer: 'plugin',
    title: 'A plugin with an authentication of its own answers for the REST API',
    seen: '401 or 403, or 200 and "success": false, in JSON that is not WordPress’s own: {"status":"error","error":"…"}; consumer keys are not looked at.',
    level: 'fault',
    probes: ['A2', 'A4', 'A7', 'B5', 'B6'],
    lookAlikes: [
      {
        id: 'rest-restricted',
        difference: 'the JSON has a code, a message and data, as WordPress writes errors',
      },
      { id: 'imunify360', difference: 'the JSON holds nothing but a message' },
    ],
    examine(evidence) {
      const seen = ['A4', 'A2'].filter(id => foreignError(evidence, id) !== undefined);
      const first = seen[0];
      if (first !== 'A4' && evidence.isWordPress('A4')) return ofBasicAlone(evidence);
      if (first === undefined) return undefined;
      // Other applications answer so too: a plugin is one of a WordPress.
      if (evidence.provenBy === undefined && !isWordPressFrontPage(evidence.reading('A1'))) return undefined;
      const error = foreignError(evidence, first) as string;
      const letIn = ['B5', 'B6', 'B4'].find(id => isSomebody(evidence, id));
      return {
        certainty: evidence.reading('A1')?.status === 200 ? 'proven' : 'likely',
        ...(letIn !== undefined && { level: 'warning' as const }),
        proof: [
          ...seen.map(id => quote(evidence, id, `it says "${error}", in JSON that is not WordPress’s`)),
          ...quoteAll(evidence, ['B5', 'B6'], 'the keys given'),
        ],
        undecided:
          'Its name is not told: plugins with "API authentication", "JWT" or "API key" in their name do so, miniOrange’s for one.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: "the plugin's settings: the routes that it protects",
        lines: 'wc/v1, wc/v2 and wc/v3 are not protected',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'None: the plugin answers before WooCommerce looks at a key.',
    sources: ['https://wordpress.org/plugins/wp-rest-api-authentication/'],
  },
  {
    id: 'basic-taken',
    layer: 'plugin',
    title: 'A plugin takes Basic credentials for a user name and a password of its own',
    seen: 'Basic credentials get an error of the plugin (401 or 500 invalid_username): unknown ones alone, which keeps nobody out, or consumer keys too.',
    level: 'information',
    probes: ['A7', 'A7i', 'B4', 'B4w', 'B5', 'B6'],
    lookAlikes: [
      { id: 'critical-error', difference: 'requests without credentials get a 500 too' },
      { id: 'application-passwords', difference: '401, on routes outside wc/ alone' },
      { id: 'jwt-plugin', difference: 'the code begins with jwt_auth_, and keys are refused' },
    ],
    examine(evidence) {
      const reading = evidence.reading('A7');
      if (!evidence.isWordPress('A4') || evidence.isClosed || reading?.said !== 'other error')
        return undefined;
      if (/^(jwt_auth_|json_oauth1_|woocommerce_)/.test(reading.code ?? '')) return undefined;
      // Plugins borrow WordPress's codes, rest_forbidden and rest_cookie_invalid_nonce for two.
      const isBorrowed = /^rest_/.test(reading.code ?? '');
      // The words may name the user who is not known.
      const isRefused =
        evidence.said('B5') === 'other error' && evidence.reading('B5')?.code === reading.code;
      const other = ['B6', 'B4', 'B4w'].find(id => isSomebody(evidence, id));
      if (isRefused && other !== undefined)
        return {
          certainty: 'proven',
          level: 'fault',
          title: isBorrowed
            ? 'A plugin refuses Basic credentials whoever sends them, keys too'
            : 'A plugin takes Basic credentials for a user name and a password of its own, and refuses keys',
          proof: [
            quote(evidence, 'B5', 'the keys in the Authorization header'),
            quote(evidence, 'A7', 'the same for Basic credentials that nobody has'),
            quote(evidence, other, 'the same keys are let in by another way'),
          ],
        };
      const isOpen = isLetIn(evidence);
      if (isBorrowed || (evidence.known.credentials && !isOpen)) return undefined;
      return {
        certainty: isOpen ? 'proven' : 'likely',
        proof: [
          quote(evidence, 'A7', 'credentials that nobody has'),
          quote(evidence, 'A4', 'none at all'),
          ...quoteAll(evidence, ['B5'], 'the keys given pass'),
        ],
        ...(!isOpen && { undecided: 'Whether right keys pass was not seen: give --key and the secret.' }),
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'the plugin for Basic authentication, where it is not needed any more',
        lines: 'Deactivate: WordPress has application passwords of its own since 5.6.',
        check: 'Run the doctor again: A7 is answered as A4.',
        notTried: true,
      },
    ],
    workaround:
      'The key in the query over HTTPS, or a signature; none is needed where keys pass: take no answer to wrong credentials for a broken store then.',
    sources: ['https://github.com/WP-API/Basic-Auth'],
  },
];

/** The word of an error that is written in JSON, and not as WordPress writes its own; with 200 by those who say so in JSON alone. */
function foreignError(evidence: Evidence, id: string): string | undefined {
  const reading = evidence.reading(id);
  const json: unknown = reading?.json;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { success, status, error, code, message } = json as Readonly<Record<string, unknown>>;
  const isRefused = reading?.said === 'odd JSON' && [401, 403].includes(reading.status as number);
  const isRefusedWith200 = reading?.status === 200 && (success === false || status === 'error');
  if (!(isRefused && error !== undefined) && !isRefusedWith200) return undefined;
  const word = [error, code, message].find(each => typeof each === 'string');
  return word === undefined ? 'error' : String(word).slice(0, 60);
}

/** It answers whoever sends Basic credentials; WooCommerce answers all others. */
function ofBasicAlone(evidence: Evidence): Suspicion | undefined {
  const error = foreignError(evidence, 'A7');
  if (error === undefined) return undefined;
  const isKeyRefused = foreignError(evidence, 'B5') !== undefined;
  if (!isKeyRefused && evidence.known.credentials !== undefined) return undefined;
  return {
    certainty: isKeyRefused ? 'proven' : 'possible',
    ...(!isKeyRefused && { level: 'information' as const }),
    title: 'A plugin with an authentication of its own answers requests with Basic credentials',
    proof: [
      quote(evidence, 'A4', 'without credentials WooCommerce answers'),
      quote(evidence, 'A7', `it says "${error}", in JSON that is not WordPress’s`),
      ...quoteAll(evidence, ['B5'], 'the key given is answered so too'),
    ],
    undecided: isKeyRefused
      ? 'Its name is not told: plugins with "API authentication", "JWT" or "API key" in their name do so, miniOrange’s for one.'
      : 'Whether a right key passes was not seen: give --key and the secret.',
  };
}
