import path from 'node:path';
import type { Fixture } from '../../mocks/index.ts';
import { type CachedStore, cachedStores } from './cache.ts';
import { productIn } from './local.ts';
import { fixtureKey, makerKey, type SetUpOptions, setUp } from './set-up.ts';
import { isVersion, type SearchedFrom, type Source, sourceOf } from './source.ts';

/** What a person has named. */
export interface WantedStore {
  /** A version, `newest`, `next`, a folder or an archive. */
  readonly woocommerce: string;
  /** The same; when left out any that is cached, that beside a local WooCommerce, or the newest. */
  readonly wordpress?: string;
  /** `8.3`; likewise. */
  readonly php?: string;
  /**
   * True for that of its version; or the plugin, named as the others are. When left out it is as the cached store has it;
   * a named version has it, a local copy where the plugin stands beside it.
   */
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
  const { woocommerce: version, php = usualPhp, fixture } = wanted;
  const maker = makerKey(options.playground);
  const cached = cachedStores(options.cache).find(store => store.maker === maker && fits(store, wanted));
  if (cached) return cached;
  const at = { cwd, signal: options.signal };
  if (isVersion(version)) options.onNote(`looking WooCommerce ${version} up at WordPress.org`);
  const woocommerce = await sourceOf('WooCommerce', version, `--woocommerce ${version}`, at);
  const site = wanted.wordpress ?? beside(woocommerce, 'WordPress') ?? 'newest';
  const wordpress = await sourceOf('WordPress', site, `--wordpress ${site}`, at);
  const hasPlugin = isVersion(version) || beside(woocommerce, 'the legacy API plugin') !== undefined;
  const legacy = await legacyPlugin(wanted.legacy ?? hasPlugin, woocommerce, at);
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
  at: SearchedFrom,
): Promise<Source | undefined> {
  if (wanted === false || (wanted === true && isBuiltIn(woocommerce))) return undefined;
  const named = typeof wanted === 'string' ? wanted : undefined;
  const there = beside(woocommerce, 'the legacy API plugin') ?? 'newest';
  return sourceOf('the legacy API plugin', named ?? there, `--legacy-api ${named ?? ''}`.trim(), at);
}

/** Where the others stand, seen from the folder of WooCommerce: around it in a site, or next to it. */
const places = {
  WordPress: ['../../..', '../wordpress'],
  'the legacy API plugin': ['../woocommerce-legacy-rest-api'],
} as const;

/** The folder of what belongs to a local WooCommerce; undefined where it is not there. */
function beside({ folder }: Source, product: keyof typeof places): string | undefined {
  if (folder === undefined) return undefined;
  return places[product].map(place => path.join(folder, place)).find(place => productIn(place, product));
}
