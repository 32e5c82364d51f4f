/** A security plugin of WordPress that refuses a client by a page of its own, and what such a plugin takes for itself. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { inWords, type Reading } from '../reading.ts';
import { securityPluginOf } from '../security-plugins.ts';
import { isEndedByWordPress, isLetIn, isSomebody, offersApplicationPasswords } from '../signs.ts';

export const securityPluginsFaults: readonly Fault[] = [
  {
    id: 'security-plugin',
    layer: 'plugin',
    title: 'A security plugin of WordPress refuses this client',
    seen: 'A page of the plugin with 403 or 503 in the place of JSON: an address on its list, a country, a name, a rule, too many requests.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4', 'A9-browser', 'B5'],
    lookAlikes: [
      { id: 'firewall', difference: 'the page does not name a plugin' },
      { id: 'ip-blocked', difference: 'the page does not name a plugin' },
      { id: 'rest-restricted', difference: 'JSON with a code comes' },
    ],
    examine(evidence) {
      const shut = shutOut(evidence);
      if (shut) return shut;
      const refused = evidence.all
        .filter(({ reading }) => isDeath(reading) && securityPluginOf(reading) !== undefined)
        .map(({ probe }) => probe.id);
      const first = refused[0];
      const plugin = securityPluginOf(evidence.reading(first ?? ''));
      if (first === undefined || plugin === undefined) return unnamed(evidence);
      const passes = ['A4', 'A5', 'A9-browser', 'B5'].find(id => evidence.isWordPress(id));
      return {
        certainty: 'proven',
        title: `${plugin.name}, a security plugin of WordPress, refuses ${passes === undefined ? 'this client' : 'some requests'}`,
        proof: [
          quote(evidence, first, `the page is that of ${plugin.name}`),
          ...quoteAll(evidence, refused.filter(id => id !== first).slice(0, 2), 'so is this'),
          ...(passes === undefined ? [] : [quote(evidence, passes, 'this passes')]),
        ],
        undecided: `Which of its rules it is, the log of ${plugin.name} tells: ${plugin.settings}.`,
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: "the plugin's settings: its list of blocked addresses, and its allow list",
        lines: 'the address that the client calls from: unblocked, and on the allow list',
        check: 'Run the doctor from that address: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'Call from another address, more slowly, with a User-Agent of your own.',
    sources: [
      'https://www.wordfence.com/help/blocking/',
      'https://wordpress.org/plugins/security-malware-firewall/',
      'https://wordpress.org/plugins/sg-security/',
    ],
  },
  /** WordPress offers them over TLS from 5.6 on, unless a filter says no; the index tells. */
  {
    id: 'application-passwords-off',
    layer: 'plugin',
    title: 'Application passwords are switched off here',
    seen: 'Clients that log in with a user and an application password (wp/v2, the mobile apps) are nobody; consumer keys are not concerned.',
    level: 'information',
    probes: ['A2', 'A7i'],
    lookAlikes: [{ id: 'application-passwords', difference: 'they are on, and answer unknown credentials' }],
    examine(evidence) {
      // is_ssl() is what WordPress asks first: without TLS it offers none, and nobody switched anything off.
      if (offersApplicationPasswords(evidence) !== false || !seesTls(evidence)) return undefined;
      // The legacy API may be reached in another way than the index is.
      const isOfLegacy = !['B1', 'B2'].some(id => evidence.said(id) === 'refused') && !isLetIn(evidence);
      return {
        certainty: isOfLegacy ? 'likely' : 'proven',
        ...(isOfLegacy && {
          undecided:
            'That WordPress sees TLS is known of the legacy API alone: a proxy that tells it for other paths than /wp-json/ looks the same.',
        }),
        proof: [
          quote(
            evidence,
            'A2',
            'its "authentication" offers no application-passwords, though WordPress sees TLS',
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where:
          'the security plugin that says no, Wordfence by default (All Options → Login Security: "Disable WordPress application passwords")',
        lines: 'off',
        check: 'Run the doctor again: A2 tells "application-passwords" below "authentication".',
        notTried: true,
      },
    ],
    workaround: 'Consumer keys: they need no application password.',
    sources: [
      'https://developer.wordpress.org/reference/functions/wp_is_application_passwords_available/',
      'https://www.wordfence.com/help/login-security/',
    ],
  },
];

/** It let the first requests pass, and from one on none: an address that it has blocked for a rule or for their number. */
function shutOut({ limits, stop }: Evidence): Suspicion | undefined {
  const limit = limits.findLast(({ reaction }) => reaction === 'stopped');
  const end = stop ?? limit;
  const plugin = securityPluginOf(end?.reading);
  if (!end || !plugin) return undefined;
  return {
    certainty: 'proven',
    title: `${plugin.name}, a security plugin of WordPress, has blocked this client while it was asked`,
    proof: [
      `${end.probe} was answered ${inWords(end.reading)}${limit?.seconds === undefined ? '' : `, with Retry-After: ${Math.ceil(limit.seconds)} seconds`}: the page is that of ${plugin.name}.`,
      `${end.answered} requests were answered before or beside it.`,
      'The doctor stopped there, so what follows is not all that can be known.',
    ],
    undecided: `Which of its rules it is, the log of ${plugin.name} tells: ${plugin.settings}.`,
  };
}

/** A page, or what wp_die() says where JSON is wanted. */
function isDeath(reading: Reading): boolean {
  return reading.said === 'not JSON' || reading.code === 'wp_die';
}

/** WordPress's own page for wp_die() at the front page and at the API: a plugin refuses whoever asks from here. */
function unnamed(evidence: Evidence): Suspicion | undefined {
  const dead = ['A1', 'A2', 'A4'].filter(id => {
    const reading = evidence.reading(id);
    return (reading?.status ?? 0) >= 400 && isEndedByWordPress(reading);
  });
  // 410 is what a network says of a site that is archived.
  if (dead.length < 3 || dead.every(id => evidence.reading(id)?.status === 410)) return undefined;
  return {
    certainty: 'likely',
    title: 'A plugin of WordPress refuses this client, for the front page too',
    proof: dead.map(id => quote(evidence, id, 'what WordPress says for wp_die()')),
    undecided:
      'Whether it refuses this address or everybody cannot be told from one place: open the front page from another network.',
  };
}

/** A secret was looked at, which WooCommerce does over TLS alone. */
function seesTls(evidence: Evidence): boolean {
  return (
    evidence.said('B1') === 'refused' ||
    evidence.said('B2') === 'refused' ||
    isSomebody(evidence, 'B5') ||
    isSomebody(evidence, 'B6') ||
    evidence.reading('A12')?.status === 401
  );
}
