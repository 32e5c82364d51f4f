/** The user whom a key belongs to, and the user who grants one. */
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { isKnownButNobody, metAsSomebody } from '../nobody.ts';
import { quote, quoteAll } from '../proof.ts';
import { isAnybodySomebody } from '../signs.ts';

/** For a user whose role is right, and holds too little. */
const ofRoles =
  'WooCommerce → Status → Tools → Capabilities → Reset capabilities, or the command line; roles that another plugin has changed are as at the beginning then';

export const userFaults: readonly Fault[] = [
  /** `rest_authorization_required_code()`: 403 for a user, 401 for nobody. */
  {
    id: 'user-without-role',
    layer: 'user',
    title: "The key's user has not the right to this",
    seen: '403 woocommerce_rest_cannot_view: the key is right, and its user is no Shop Manager (any more).',
    level: 'fault',
    probes: ['B4', 'B5', 'B6'],
    lookAlikes: [{ id: 'user-gone', difference: 'the same code with 401' }],
    examine(evidence) {
      const seen = ['B5', 'B6', 'B4', 'B4w', 'B4h'].filter(id => evidence.said(id) === 'forbidden');
      if (seen.length === 0 || isAnybodySomebody(evidence)) return undefined;
      if (areRightsLost(evidence))
        return {
          certainty: 'likely',
          title: 'The role of the key’s user has lost WooCommerce’s rights',
          firstFix: ofRoles,
          proof: [
            ...quoteAll(evidence, seen.slice(0, 1), 'a user was found, and refused'),
            quote(evidence, 'B11-customers', 'a right that WordPress itself gives Administrators is there'),
            ...quoteAll(evidence, ofWooCommerce, 'a right that WooCommerce adds to the role is not'),
          ],
          undecided:
            'A plugin that filters woocommerce_rest_check_permissions for all but customers looks the same.',
        };
      if (mayManage(evidence) !== undefined) return undefined;
      return {
        certainty: evidence.said('B13') === 'forbidden' ? 'proven' : 'likely',
        ...(evidence.said('B13') !== 'forbidden' && {
          undecided:
            'A plugin that filters WooCommerce’s permissions looks the same: look at the user’s role.',
        }),
        proof: quoteAll(evidence, seen.slice(0, 2), 'nobody would get 401, so a user was found'),
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: "Users → the key's user → Role",
        lines: 'Shop Manager (or Administrator)',
        check: 'Run the doctor again: B5 is let in.',
      },
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API → the key → User',
        lines: 'a user of its own for this client, Shop Manager',
        check: 'Run the doctor again: B5 is let in.',
      },
      {
        server: 'WordPress',
        where: ofRoles,
        lines: 'wp wc tool run reset_roles --user=1',
        check: 'Run the doctor again: B5 is let in.',
        notTried: true,
      },
    ],
    workaround: 'None; rights are what they are.',
    sources: [
      'https://github.com/woocommerce/wc-api-php/issues/341',
      'https://uc-marketplace.readme.io/docs/troubleshoot-for-woocommerce',
    ],
  },
  {
    id: 'wc-auth-no-capability',
    layer: 'user',
    title: 'The user who is logged in may not grant keys',
    seen: '401 HTML in the place of the question: the user is no Administrator and no Shop Manager.',
    level: 'fault',
    probes: ['C1', 'C2'],
    lookAlikes: [{ id: 'wc-auth-log-in-refused', difference: 'the form comes again' }],
    examine(evidence) {
      if (evidence.grant?.step !== 'no page to grant on') return undefined;
      const isRefused = evidence.reading('C2')?.status === 401;
      return {
        certainty: isRefused ? 'proven' : 'likely',
        proof: [
          quote(evidence, 'C1', 'there is a form to log in with'),
          quote(
            evidence,
            'C2',
            isRefused
              ? 'the log-in was accepted, and WooCommerce refuses the page'
              : `the log-in was accepted, and the way ended at ${evidence.grant.url}`,
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Users → the user → Role',
        lines: 'Administrator or Shop Manager (the capability is manage_woocommerce)',
        check: 'Run the doctor again with --admin-login: C2 is answered with the page that asks.',
        notTried: true,
      },
      {
        server: 'client',
        where: 'the browser of the merchant',
        lines: 'Log out, then open the page again and log in as somebody who may.',
        check: 'The page asks to approve or to deny.',
      },
    ],
    workaround: 'Somebody who may makes a key by hand (WooCommerce → Settings → Advanced → REST API).',
    sources: [
      'https://woocommerce.github.io/woocommerce-rest-api-docs/#creating-an-authentication-endpoint-url',
    ],
  },
  {
    id: 'wc-auth-log-in-refused',
    layer: 'user',
    title: 'The log-in on the way to granting keys is refused',
    seen: 'The form comes again: a wrong name or password, or a second factor that a form cannot give.',
    level: 'fault',
    probes: ['C1', 'C2'],
    lookAlikes: [{ id: 'wc-auth-no-capability', difference: 'the log-in is accepted, the page refuses' }],
    examine(evidence) {
      if (evidence.grant?.step !== 'log-in refused') return undefined;
      return {
        certainty: 'likely',
        proof: [
          quote(evidence, 'C1', 'there is a form to log in with'),
          quote(evidence, 'C2', 'name and password were sent, and the form came again'),
        ],
        undecided:
          'A wrong password and a plugin that refuses the log-in (a second factor, a captcha) look the same.',
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'the log-in given to the doctor',
        lines: 'the name and password of an administrator',
        check: 'They are accepted at /wp-login.php in a browser.',
      },
      {
        server: 'WordPress',
        where: 'a plugin for a second factor or a captcha',
        lines: 'an exception for /wc-auth/v1/login, or for this user',
        check: 'Run the doctor again with --admin-login: C2 is answered with the page that asks.',
        notTried: true,
      },
    ],
    workaround: 'Log in with a browser, then open the page that grants keys; or make a key by hand.',
    sources: [
      'https://woocommerce.github.io/woocommerce-rest-api-docs/#creating-an-authentication-endpoint-url',
    ],
  },
  /** Measured: a row deleted in the database alone; WordPress itself deletes the keys along with their user. */
  {
    id: 'user-gone',
    layer: 'user',
    title: 'The key is right, and its user does not exist',
    seen: 'The right secret is answered as if nobody had asked, while a wrong one is refused as such: the row of the user was deleted in the database, or not imported.',
    level: 'fault',
    probes: ['B1', 'B5', 'B12'],
    lookAlikes: [
      { id: 'user-reset', difference: 'the legacy API lets the key in (B12)' },
      { id: 'unknown-key', difference: 'a wrong secret is not noticed either' },
      { id: 'user-without-role', difference: '403' },
    ],
    examine(evidence) {
      const proof = isKnownButNobody(evidence);
      if (proof === undefined) return undefined;
      const legacy = evidence.reading('B12');
      if (legacy?.said === 'let in' || metAsSomebody(evidence) !== undefined) return undefined;
      const says = legacy?.code === 'woocommerce_api_authentication_error' && legacy.status === 401;
      return says
        ? {
            certainty: 'proven',
            proof: [
              ...proof,
              `B12 was answered 401 "${legacy.message}": the legacy API finds no user either.`,
            ],
          }
        : {
            certainty: 'likely',
            proof,
            undecided:
              "A user who is gone and a plugin that resets the user look the same from outside: look whether WooCommerce's list of keys names a user for this one.",
          };
    },
    fixes: [
      {
        server: 'WooCommerce',
        where: 'WooCommerce → Settings → Advanced → REST API',
        lines: 'a new key, for a user who exists',
        check: 'Run the doctor with the new key: B5 is let in.',
      },
    ],
    workaround: 'None; the key has no owner.',
    sources: [
      'https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-rest-authentication.php',
    ],
  },
];

/** Lists that are kept by rights of WooCommerce's own; that of customers is kept by one of WordPress's. */
const ofWooCommerce = ['B11-orders', 'B11-coupons', 'B11-webhooks'] as const;

/**
 * Measured on an Administrator after an import of another site's roles: customers are listed, and nothing else. A filter
 * that refuses all refuses customers too; the legacy API lists products to whoever may read them.
 */
export function areRightsLost(evidence: Evidence): boolean {
  return (
    evidence.said('B11-customers') === 'let in' &&
    ofWooCommerce.every(id => evidence.said(id) === 'forbidden') &&
    !hasProducts(evidence)
  );
}

/** The legacy API gives whoever may not read them a list without products. */
function hasProducts(evidence: Evidence): boolean {
  return (
    evidence.said('B12') === 'let in' && /"products":\s*\[\s*\{/.test(evidence.reading('B12')?.text ?? '')
  );
}

/** The probe by which the key's user has the rights of a Shop Manager after all; undefined where none shows it. */
export function mayManage(evidence: Evidence): string | undefined {
  // Measured: {"woocommerce_currency":"USD"} for a manager, 403 for others; it has no member that all records have.
  const settings = evidence.reading('B13');
  if (settings?.status === 200 && settings.text.includes('"woocommerce_currency"')) return 'B13';
  return hasProducts(evidence) ? 'B12' : undefined;
}
