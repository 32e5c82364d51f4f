import { accessSync, constants, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { LatchkeyError } from '../../mocks/errors.ts';
import { cacheAdvice, diskError } from './on-disk.ts';

/** A store that was set up before, as `store.json` in its folder says. */
export interface CachedStore {
  readonly key: string;
  readonly woocommerce: string;
  readonly wordpress: string;
  readonly php: string;
  /** Whether the legacy API was asked for. */
  readonly legacy: boolean;
  /** Tells its fixture from others. */
  readonly fixture: string;
  /** Tells what set it up from others: Latchkey's PHP, and Playground's version. */
  readonly maker: string;
  /** When it was set up, in ISO 8601. */
  readonly madeAt: string;
}

/**
 * Where stores are kept: `LATCHKEY_CACHE`, or the user's folder for caches.
 *
 * @throws {LatchkeyError} `LATCHKEY_WRITE` where nothing can be written there.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const own = env.LATCHKEY_CACHE;
  const base = own || path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'latchkey');
  const folder = path.join(path.resolve(base), 'real');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    // What Node says of a file system that is read-only, where folders above this one are to be made too.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new LatchkeyError(
        'LATCHKEY_WRITE',
        { where: folder, what: 'it cannot be made there' },
        { cause: error, advice: cacheAdvice },
      );
    throw diskError(folder, error, cacheAdvice);
  }
  return folder;
}

/** The folder of the store that has this key. */
export function folderOf(cache: string, key: string): string {
  return path.join(cache, key);
}

/** The store with this key; undefined where it is not whole. */
export function cachedStore(cache: string, key: string): CachedStore | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folderOf(cache, key), 'store.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** All of them, the newest first. */
export function cachedStores(cache: string): CachedStore[] {
  return readdirSync(cache)
    .flatMap(name => cachedStore(cache, name) ?? [])
    .toSorted((one, other) => other.madeAt.localeCompare(one.madeAt));
}
