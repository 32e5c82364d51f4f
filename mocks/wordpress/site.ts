import type { ApplicationPasswords } from './application-password-rows.ts';
import { toBytes } from './formatting/text.ts';
import type { Outbound } from './http/outbound.ts';
import type { Attachments } from './media/attachments.ts';
import type { RewriteRule } from './rewrite-rule.ts';
import type { Sessions } from './sessions.ts';
import type { Users } from './users.ts';

/** The site's home URL, in the parts that WordPress builds URLs from. */
export interface Home {
  readonly scheme: 'http' | 'https';
  /** Host with its port, if any: `shop.test:8105`; text, not bytes: `müller.test`. */
  readonly authority: string;
  /** '' or a path without a slash at its end: `/shop`. */
  readonly path: string;
}

/** What the theme is made of: pages are shown otherwise in a theme of blocks. */
export type Theme = 'classic' | 'block';

/** What an administrator can switch while the site runs. */
export interface SiteSwitches {
  /** Settings → Permalinks: `plain` has no rewrite rules at all. */
  permalinks: 'pretty' | 'plain';
  /** A `.maintenance` file stands in the site's root. */
  maintenance: boolean;
  /** WooCommerce's coming-soon mode. */
  comingSoon: boolean;
  /** Somebody on this site has made an application password. */
  applicationPasswords: boolean;
}

/** The running WordPress site: what outlives a request. */
export interface Site {
  readonly home: Home;
  readonly title: string;
  readonly adminEmail: string;
  /** WordPress's version, `6.9.1`. */
  readonly version: string;
  readonly theme: Theme;
  readonly users: Users;
  readonly switches: SiteSwitches;
  /** The rewrite rules of its plugins, in front of WordPress's own. */
  readonly rewriteRules: readonly RewriteRule[];
  /** `rest_get_url_prefix()`: `wp-json` when it is left out. */
  readonly restPrefix?: string;
  /** Unix seconds. */
  readonly now: () => number;
  /** Random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Who is logged in, and the secret keys of cookies and nonces: `new Sessions(randomBytes)`. */
  readonly sessions: Sessions;
  /** The application passwords of its users. */
  readonly applicationPasswords: ApplicationPasswords;
  /** The media library. */
  readonly attachments: Attachments;
  /** Whether this is the id of a post of a type that WordPress does not have by itself. */
  readonly isOtherPost?: (id: number) => boolean;
  /** How the site reaches other servers. */
  readonly outbound: Outbound;
}

/** `get_home_url()`: the home URL with a path, its scheme that of the connection unless said otherwise. */
export function homeUrl(home: Home, path: string, scheme: 'http' | 'https' = home.scheme): string {
  return `${scheme}://${home.authority}${home.path}${path}`;
}

/** The home URL as PHP holds it, a byte string: a host name that is not ASCII stands in its option as UTF-8. */
export function homeInBytes(home: Home): Home {
  const authority = toBytes(home.authority);
  const path = toBytes(home.path);
  return authority === home.authority && path === home.path ? home : { ...home, authority, path };
}
