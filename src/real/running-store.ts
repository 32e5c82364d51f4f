import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Reachable } from '../../mocks/index.ts';
import { type CachedStore, folderOf } from './cache.ts';
import { diskError } from './on-disk.ts';
import { ownFolder } from './own-folder.ts';
import type { Playground } from './playground.ts';
import { servePlayground } from './playground-process.ts';
import { relayTo } from './relay.ts';
import { phpFolder } from './set-up.ts';

export interface RunStoreOptions {
  readonly playground: Playground;
  /** Where cached stores are. */
  readonly cache: string;
  readonly store: CachedStore;
  /** Its home URL, whether it can be reached there or not. */
  readonly siteUrl: string;
  /** Authorities that it trusts when it calls an app, in PEM. */
  readonly trusted: string;
  /** Where its clock is to stand, in Unix seconds; that of the machine when left out. */
  readonly now?: number;
  readonly signal: AbortSignal;
}

/** WordPress at work behind the web server's rules, on a copy of a cached store's data. */
export interface RunningStore extends Reachable {
  /** Puts all that was written back to what the cache has. */
  restore(): void;
  /** In Unix seconds, for a store that was started with a clock of its own. */
  setClock(now: number): void;
  /** Ends it, and removes the copy. */
  close(): Promise<void>;
}

/** @throws {TargetError} when WordPress does not start; {LatchkeyError} where its data cannot be copied. Nothing is left then. */
export async function runStore(options: RunStoreOptions): Promise<RunningStore> {
  const { playground, cache, store, siteUrl, trusted, now, signal } = options;
  const ends: (() => unknown)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const run = ownFolder(tmpdir(), 'latchkey-real-');
    ends.push(() => rmSync(run, { recursive: true, force: true }));
    const site = path.join(folderOf(cache, store.key), 'wordpress');
    const data = path.join(site, 'wp-content', 'database');
    const word = randomBytes(24).toString('hex');
    const { database, clock, ...folder } = runFolder(run, site, { word, php: store.php, trusted });
    const restore = () => {
      // Journals of SQLite are none of the cache's. The folder itself is mounted, and stays.
      mkdirSync(database, { recursive: true });
      for (const name of readdirSync(database)) rmSync(path.join(database, name), { recursive: true });
      cpSync(data, database, { recursive: true });
    };
    const setClock = (seconds: number) => writeFileSync(clock, String(seconds));
    restore();
    if (now !== undefined) setClock(now);
    const running = await servePlayground({
      playground,
      siteUrl,
      signal,
      ...folder,
      ...(now !== undefined && { clock }),
    });
    ends.push(() => running.close());
    // Playground sends the very first request to itself, whatever it is.
    await fetch(running.url, { redirect: 'manual' });
    const relay = relayTo(running, word);
    ends.push(() => relay.close());
    return { now: relay.now, answer: relay.answer, restore, setClock, close };
  } catch (error) {
    await close();
    throw diskError(tmpdir(), error, 'TMPDIR names another folder for what a run writes.');
  }
}

/** PHP as a web server's module has it, and without looking at the time of each file in each request. */
function settingsFor(php: string): string {
  const inMemory = {
    'opcache.file_cache_only': 0,
    'opcache.max_accelerated_files': 10_000,
    'opcache.memory_consumption': 128,
  };
  const all = {
    post_max_size: '8M',
    // As on a server: a warning in front of an answer makes it 200, since the status comes too late.
    display_errors: 0,
    'opcache.validate_timestamps': 0,
    'opcache.file_cache_consistency_checks': 0,
    // Reading a thousand compiled files takes longer than the request. PHP 8.0 and 7.4 of WebAssembly get no memory for
    // them ("Unable to allocate shared memory segment"), and do not start.
    ...(!/^(?:7|8\.0)\./.test(php) && inMemory),
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** What this run alone has: its data, the word that opens it, and whom it trusts. */
function runFolder(
  run: string,
  site: string,
  about: { readonly word: string; readonly php: string; readonly trusted: string },
) {
  const [database, own] = [path.join(run, 'database'), path.join(run, 'latchkey')];
  const compiled = path.join(site, '..', 'compiled');
  mkdirSync(compiled, { recursive: true });
  cpSync(path.join(phpFolder, 'request.php'), path.join(own, 'request.php'), { recursive: true });
  const minor = /^\d+\.\d+/.exec(about.php)?.[0];
  const files = {
    word: about.word,
    'ca.pem': about.trusted,
    'latchkey.ini': settingsFor(about.php),
    'blueprint.json': JSON.stringify({ preferredVersions: { php: minor, wp: 'latest' } }),
  };
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(own, name), text, { mode: 0o600 });
  return {
    database,
    clock: path.join(own, 'clock'),
    cwd: own,
    blueprint: path.join(own, 'blueprint.json'),
    mounts: {
      '/wordpress': site,
      '/wordpress/wp-content/database': database,
      '/internal/latchkey': own,
      // What PHP has compiled is kept: the first request of a run needs not compile a thousand files again.
      '/internal/shared/opcache': compiled,
      '/internal/shared/preload/latchkey.php': path.join(own, 'request.php'),
      '/internal/shared/extensions/latchkey.ini': path.join(own, 'latchkey.ini'),
    },
  };
}
