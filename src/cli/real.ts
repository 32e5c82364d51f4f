import { type Command, Option } from 'commander';
import { reason } from '../../mocks/errors.ts';
import { builtInFixture } from '../../mocks/index.ts';
import { versioned } from '../files/versioned-json.ts';
import { usualPhp } from '../real/find-store.ts';
import { openRealStore, type RealStore } from '../real/real-store.ts';
import { untakenOf } from '../real/untaken.ts';
import { aborted } from './aborted.ts';
import { givenFixture } from './given-fixture.ts';
import type { CommandIo } from './io.ts';
import { withFlag } from './listen-flag.ts';
import { port } from './options.ts';
import { realBanner } from './real/banner.ts';
import { realParts } from './real/parts.ts';

const help = `
WordPress runs in Node by WordPress Playground, PHP as WebAssembly with SQLite: npm install --save-dev @wp-playground/cli
brings it (580 MB; it is no part of Latchkey). Versions are downloaded from WordPress.org; folders and archives are not.
The first start of a store sets it up, later ones take its copy from the cache (LATCHKEY_CACHE, or ~/.cache/latchkey).
What is written to the store is gone when it ends. One port answers HTTP and HTTPS.

Examples:
  $ latchkey real --woocommerce 10.6
  $ latchkey real --woocommerce 8.2 --wordpress 6.4 --php 8.2 --legacy-api
  $ latchkey real --woocommerce ./woocommerce --wordpress wordpress-6.9.zip --http 8080
  $ latchkey real --woocommerce next --json
  $ latchkey verify --target real:10.6         the suite against it, started and ended by the command

Exit codes: 0 ended by Ctrl-C · 2 usage or configuration · 3 it could not be downloaded, set up or started`;

interface Flags {
  readonly woocommerce: string;
  readonly wordpress?: string;
  readonly php?: string;
  readonly legacyApi?: boolean | string;
  readonly store?: string;
  readonly host: string;
  readonly http: number;
  readonly json?: boolean;
}

/** `latchkey real`: a real WooCommerce over HTTP and HTTPS, until it is interrupted. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('real')
    .summary('run a real WooCommerce, from npm alone')
    .description(
      'Runs a real WordPress with WooCommerce over HTTP and HTTPS, without a server, a database or PHP.',
    )
    .option(
      '--woocommerce <version>',
      'a version, newest, next, or a local copy: a folder or ZIP archive',
      'newest',
    )
    .option(
      '--wordpress <version>',
      'the same of WordPress; when left out that beside a local WooCommerce, or the newest',
    )
    .addOption(
      new Option('--php <version>', `PHP's version; ${usualPhp} when left out`).choices([
        '7.4',
        '8.0',
        '8.1',
        '8.2',
        '8.3',
        '8.4',
        '8.5',
      ]),
    )
    .option(
      '--legacy-api [version]',
      'with the legacy API: from 9.0 on a plugin, of which a local copy can be named',
    )
    .option('--store <file>', 'the fixture: users and keys; the built-in one when left out')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--http <port>', 'the port for HTTP and HTTPS', port, 0)
    .option('--json', 'print one line of JSON when it is ready, and nothing else')
    .addHelpText('after', help)
    .action((flags: Flags) => real(flags, io));
}

async function real(flags: Flags, io: CommandIo): Promise<void> {
  const { interrupted } = io;
  const fixture = flags.store === undefined ? builtInFixture() : await givenFixture(flags.store, io.cwd);
  for (const untaken of untakenOf(fixture))
    io.stderr.write(`latchkey: --store ${flags.store}: not taken: ${untaken}\n`);
  const { woocommerce, wordpress, php, legacyApi: legacy = false } = flags;
  const parts = realParts({ woocommerce, wordpress, php, legacy }, fixture, io);
  const opened = await openRealStore({
    ...parts,
    host: flags.host,
    http: flags.http,
    signal: interrupted,
    onError: error => void io.stderr.write(`latchkey: ${reason(error)}\n`),
  }).catch(error => {
    if (interrupted.aborted) return undefined;
    throw withFlag(error);
  });
  if (!opened) return;
  try {
    io.stdout.write(
      flags.json
        ? `${JSON.stringify(described(opened))}\n`
        : realBanner(opened, { showKeys: flags.store === undefined }),
    );
    await aborted(interrupted);
  } finally {
    await opened.close();
  }
}

/** As `schemas/outputs/real.schema.json` has it. */
function described({ store, url, httpsUrl, authority }: RealStore): object {
  const { woocommerce, wordpress, php } = store;
  return versioned('real', { http: url, https: httpsUrl, ca: authority.file, woocommerce, wordpress, php });
}
