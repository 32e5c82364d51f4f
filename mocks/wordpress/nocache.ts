import type { Site } from './site.ts';
import { versionAtLeast } from './version.ts';

/**
 * `wp_get_nocache_headers()`. `no-store, private` was added to it first for those who are logged in and then for all:
 * WordPress 6.0.1 has it for nobody (wc-6.6), 6.4.1 for those who are logged in (wc-8.2: route.012 with, route.048
 * without), 6.9.1 for everybody (wc-10.5). The versions in between are WordPress's changelog: 6.3 and 6.8.
 */
export function nocacheHeaders(site: Site, loggedIn = false): readonly string[] {
  return versionAtLeast(site.version, loggedIn ? '6.3' : '6.8') ? noStore : mayStore;
}

const expires = ['Expires', 'Wed, 11 Jan 1984 05:00:00 GMT', 'Cache-Control'];
const mayStore: readonly string[] = [...expires, 'no-cache, must-revalidate, max-age=0'];
const noStore: readonly string[] = [...expires, 'no-cache, must-revalidate, max-age=0, no-store, private'];
