import { statSync } from 'node:fs';
import path from 'node:path';
import type { Fixture } from '../../mocks/index.ts';
import { type CachedStore, cachedStores } from './cache.ts';
import { fixtureKey, type SetUpOptions, setUp } from './set-up.ts';
import { isVersion, type Source, sourceOf } from './source.ts';

/** What a person has named. */
export interface WantedStore {
  /** A version, `newest`, `next`, a folder or an archive. */
  readonly woocommerce: string;
  /** The same; any that is cached, else the newest, when left out. */
  readonly wordpress?: string;
  /** `8.3`; likewise. */
  readonly php?: string;
  /** True for that of its version; or the plugin, named as the others are. As the cached store has it when left out. */
  readonly legacy?: boolean | string;
  readonly fixture: Fixture;
}

/** PHP's version where none is named and none is cached. */
export const usualPhp = '8.3';

/**
 * Brings the store that was named: one of the cache that fits a named version, or one that is set up. A version is
 * looked up only where the cache has none, so that a second start needs no network.
 *
 * @throws {UsageError} as `sourceOf`
 * @throws {TargetError} as `sourceOf` and `setUp`
 */
export async function findStore(
  wanted: WantedStore,
  cwd: string,
  options: SetUpOptions,
): Promise<CachedStore> {
  const { woocommerce: version, wordpress: site = 'newest', php = usualPhp, fixture } = wanted;
  const cached = cachedStores(options.cache).find(store => fits(store, wanted));
  if (cached) return cached;
  if (isVersion(version)) options.onNote(`looking WooCommerce ${version} up at WordPress.org`);
  const woocommerce = await sourceOf('WooCommerce', version, `--woocommerce ${version}`, cwd);
  const wordpress = await sourceOf('WordPress', site, `--wordpress ${site}`, cwd);
  const legacy = await legacyPlugin(wanted.legacy ?? isVersion(version), woocommerce, cwd);
  const hasLegacyApi = legacy !== undefined || (wanted.legacy ?? isBuiltIn(woocommerce)) !== false;
  return setUp({ woocommerce, wordpress, ...(legacy && { legacy }), hasLegacyApi, php, fixture }, options);
}

/** Whether a cached store is one that was named by versions alone. */
function fits(store: CachedStore, { woocommerce, wordpress, php, legacy, fixture }: WantedStore): boolean {
  return (
    isOf(store.woocommerce, woocommerce) &&
    (wordpress === undefined || isOf(store.wordpress, wordpress)) &&
    (php === undefined || isOf(store.php, php)) &&
    (legacy === undefined || (typeof legacy === 'boolean' && store.legacy === legacy)) &&
    store.fixture === fixtureKey(fixture)
  );
}

/** `10.6` means 10.6.0 and 10.6.1; `newest` is asked anew each time. */
function isOf(version: string, wanted: string): boolean {
  return /^\d/.test(wanted) && isVersion(wanted) && `${version}.`.startsWith(`${wanted}.`);
}

/** WooCommerce has put the legacy API into a plugin of its own with 9.0. */
function isBuiltIn({ version }: Source): boolean {
  return version !== undefined && Number.parseInt(version, 10) < 9;
}

/** The plugin that was named; or the one beside a local WooCommerce, or the newest. */
async function legacyPlugin(
  wanted: boolean | string,
  woocommerce: Source,
  cwd: string,
): Promise<Source | undefined> {
  if (wanted === false || (wanted === true && isBuiltIn(woocommerce))) return undefined;
  const beside = woocommerce.folder && path.join(woocommerce.folder, '..', 'woocommerce-legacy-rest-api');
  const named = typeof wanted === 'string' ? wanted : undefined;
  const there = beside !== undefined && statSync(beside, { throwIfNoEntry: false }) ? beside : 'newest';
  return sourceOf('the legacy API plugin', named ?? there, `--legacy-api ${named ?? ''}`.trim(), cwd);
}
