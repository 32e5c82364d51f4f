import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { TargetError } from '../../mocks/errors.ts';
import { couponId, type Fixture, firstOrderId, firstProductId } from '../../mocks/index.ts';
import { type CachedStore, cachedStore, folderOf } from './cache.ts';
import type { LocalFolder } from './local.ts';
import { cacheAdvice, diskError } from './on-disk.ts';
import { ownFolder } from './own-folder.ts';
import type { Playground } from './playground.ts';
import { runBlueprint } from './playground-process.ts';
import type { Source } from './source.ts';

/** What a real store is made of. */
export interface Parts {
  readonly woocommerce: Source;
  readonly wordpress: Source;
  /** The plugin with the legacy API, where WooCommerce has none of its own any more. */
  readonly legacy?: Source;
  readonly hasLegacyApi: boolean;
  /** `8.3`. */
  readonly php: string;
  readonly fixture: Fixture;
}

export interface SetUpOptions {
  readonly playground: Playground;
  readonly cache: string;
  readonly signal: AbortSignal;
  /** Told of what is being done. */
  readonly onNote: (text: string) => void;
}

/** The files that PHP runs, and that a change of theirs makes another store. */
export const phpFolder = path.join(import.meta.dirname, 'php');

/** Orders of a store whose fixture does not say how many, as the recorded stores have them. */
const usualOrders = 15;

/** Where a theme of a few lines is put: what an app sees of a store is not the theme's. */
const ownTheme = 'latchkey';

/** Tells the fixture of a store from others. Its home URL does not count: that is where the store is reached. */
export function fixtureKey({ home: _home, https: _https, ...fixture }: Fixture): string {
  return shortHash(JSON.stringify(fixture));
}

/** Tells what sets stores up from another: one that another has set up may have other data, and is not taken. */
export function makerKey({ version }: Playground): string {
  const files = readdirSync(phpFolder).map(file => readFileSync(path.join(phpFolder, file), 'utf8'));
  return shortHash(JSON.stringify([version, files]));
}

/**
 * The store that is made of these parts: from the cache, or set up, which takes a minute.
 *
 * @throws {UsageError} as the sources do.
 * @throws {TargetError} where WordPress or WooCommerce cannot be set up.
 */
export async function setUp(parts: Parts, options: SetUpOptions): Promise<CachedStore> {
  const { playground, cache, signal, onNote } = options;
  const sources = [parts.woocommerce, parts.wordpress, ...(parts.legacy ? [parts.legacy] : [])];
  const [fixture, maker] = [fixtureKey(parts.fixture), makerKey(playground)];
  const key = shortHash(
    JSON.stringify([
      sources.map(({ product, identity }) => [product, identity]),
      parts.php,
      parts.hasLegacyApi,
      fixture,
      maker,
    ]),
  );
  const cached = cachedStore(cache, key);
  if (cached) return cached;
  let building: string | undefined;
  try {
    building = ownFolder(cache, '.building-');
    onNote('setting the store up, once: this takes a minute or two');
    const woocommerce = await parts.woocommerce.fetch(path.join(building, 'woocommerce'), signal);
    const wordpress = await parts.wordpress.fetch(path.join(building, 'wordpress'), signal);
    const legacy = await parts.legacy?.fetch(path.join(building, 'legacy'), signal);
    signal.throwIfAborted();
    const site = path.join(building, 'store', 'wordpress');
    layOut(site, { woocommerce, wordpress, legacy });
    const made = await install(site, building, parts, legacy !== undefined, options);
    const store: CachedStore = {
      key,
      ...made,
      legacy: parts.hasLegacyApi,
      fixture,
      maker,
      madeAt: new Date().toISOString(),
    };
    writeFileSync(path.join(building, 'store', 'store.json'), `${JSON.stringify(store, null, 2)}\n`);
    keep(path.join(building, 'store'), cache, key);
    return store;
  } catch (error) {
    throw diskError(cache, error, cacheAdvice);
  } finally {
    if (building !== undefined) rmSync(building, { recursive: true, force: true });
  }
}

/** Another run may have set the same store up meanwhile: theirs is as good. What is not whole is in the way. */
function keep(made: string, cache: string, key: string): void {
  const folder = folderOf(cache, key);
  try {
    if (!cachedStore(cache, key)) rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error;
  }
}

interface Files {
  readonly woocommerce: LocalFolder;
  readonly wordpress: LocalFolder;
  readonly legacy: LocalFolder | undefined;
}

/** WordPress and what was named, and nothing else that a site's folder holds: no configuration, uploads, other plugins. */
function layOut(site: string, { woocommerce, wordpress, legacy }: Files): void {
  const content = path.join(site, 'wp-content');
  cpSync(wordpress.folder, site, {
    recursive: true,
    filter: source => {
      const [first, second, third] = path.relative(wordpress.folder, source).split(path.sep);
      if (first === 'wp-config.php' || first === '.git' || first === 'node_modules') return false;
      if (first !== 'wp-content' || second === undefined) return true;
      return (
        second === 'index.php' || (second === 'themes' && (third === undefined || third.startsWith('twenty')))
      );
    },
  });
  const plugins = path.join(content, 'plugins');
  const copied = (folder: string) => (source: string) =>
    !['.git', 'node_modules'].includes(path.relative(folder, source).split(path.sep)[0] as string);
  cpSync(woocommerce.folder, path.join(plugins, 'woocommerce'), {
    recursive: true,
    filter: copied(woocommerce.folder),
  });
  if (legacy) cpSync(legacy.folder, path.join(plugins, 'woocommerce-legacy-rest-api'), { recursive: true });
  const theme = path.join(content, 'themes', ownTheme);
  for (const folder of [theme, path.join(content, 'mu-plugins')]) mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(theme, 'style.css'), '/*\nTheme Name: Latchkey\n*/\n');
  writeFileSync(
    path.join(theme, 'index.php'),
    '<!DOCTYPE html>\n<html <?php language_attributes(); ?>>\n<head><?php wp_head(); ?></head>\n<body><?php wp_body_open(); while ( have_posts() ) { the_post(); the_content(); } wp_footer(); ?></body>\n</html>\n',
  );
  cpSync(path.join(phpFolder, 'store.php'), path.join(content, 'mu-plugins', 'latchkey.php'));
}

async function install(
  site: string,
  building: string,
  parts: Parts,
  hasPlugin: boolean,
  { playground, signal }: SetUpOptions,
): Promise<Pick<CachedStore, 'woocommerce' | 'wordpress' | 'php'>> {
  const own = path.join(building, 'latchkey');
  mkdirSync(own);
  writeFileSync(path.join(own, 'fixture.json'), JSON.stringify(seedOf(parts)));
  cpSync(path.join(phpFolder, 'seed.php'), path.join(own, 'seed.php'));
  const blueprint = path.join(own, 'blueprint.json');
  const activated = ['woocommerce/woocommerce.php'];
  if (hasPlugin) activated.push('woocommerce-legacy-rest-api/woocommerce-legacy-rest-api.php');
  writeFileSync(
    blueprint,
    JSON.stringify({
      preferredVersions: { php: parts.php, wp: 'latest' },
      steps: [
        ...activated.map(pluginPath => ({ step: 'activatePlugin', pluginPath })),
        { step: 'runPHP', code: "<?php require '/internal/latchkey/seed.php';" },
      ],
    }),
  );
  await runBlueprint({
    failed: () => readIfThere(path.join(own, 'failed.txt'))?.split('\n', 1)[0],
    playground,
    siteUrl: 'http://127.0.0.1:8080',
    blueprint,
    mounts: { '/wordpress': site, '/internal/latchkey': own },
    cwd: own,
    signal,
  });
  try {
    return JSON.parse(readFileSync(path.join(own, 'seeded.json'), 'utf8'));
  } catch (cause) {
    throw new TargetError(
      { where: 'WordPress Playground', what: "the fixture's data was not put in" },
      { cause },
    );
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** What `seed.php` reads. */
function seedOf({ fixture, hasLegacyApi }: Parts) {
  const { users, keys, title, orders = usualOrders, switches, application_passwords = [] } = fixture;
  return {
    title,
    users,
    keys,
    orders,
    legacy: hasLegacyApi,
    permalinks: switches?.permalinks ?? 'pretty',
    comingSoon: switches?.comingSoon === true,
    applicationPasswords: application_passwords,
    hasApplicationPasswords: switches?.applicationPasswords === true || application_passwords.length > 0,
    customer: users.find(({ role }) => role === 'customer')?.id ?? 0,
    theme: ownTheme,
    first: { product: firstProductId, order: firstOrderId, coupon: couponId },
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
