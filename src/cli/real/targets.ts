import { TargetError, UsageError } from '../../../mocks/errors.ts';
import type { RealStore } from '../../real/real-store.ts';
import type { ResolvedTarget } from '../../targets/resolved.ts';
import { runInterrupted } from '../../targets/target.ts';
import type { CommandIo } from '../io.ts';

/** `real:10.6`: a target that is started by the command, and ends with it. */
const prefix = 'real:';

/** The flags of a command that may name real stores. */
interface MayNameReal {
  readonly target?: readonly string[];
}

/** What the flags have beside, then: the real stores that were started, by the name of their target. */
interface WithStarted {
  readonly started?: ReadonlyMap<string, ResolvedTarget>;
}

/**
 * Starts the real stores that `--target real:…` names, for as long as the task takes.
 *
 * @throws {UsageError} where Playground is not installed, or there is no such version.
 * @throws {TargetError} where a store cannot be downloaded, set up or started.
 */
export async function withRealTargets<Flags extends MayNameReal, Result>(
  flags: Flags,
  io: CommandIo,
  task: (flags: Flags & WithStarted) => Promise<Result>,
): Promise<Result> {
  const names = (flags.target ?? []).filter(isRealTarget);
  if (names.length === 0) return task(flags);
  const opened: RealStore[] = [];
  const started = new Map<string, ResolvedTarget>();
  try {
    for (const name of names) {
      const real = await startReal(name.slice(prefix.length), io);
      opened.push(real);
      started.set(name, resolvedReal(name, real));
    }
    return await task({ ...flags, started });
  } finally {
    for (const real of opened) await real.close();
  }
}

function isRealTarget(name: string): boolean {
  return name.startsWith(prefix);
}

/** Starts the store of that version, folder or archive, with the built-in fixture. */
async function startReal(woocommerce: string, io: CommandIo): Promise<RealStore> {
  if (woocommerce === '')
    throw new UsageError({
      where: prefix,
      expected: 'a version, a folder or an archive behind it: real:10.6',
    });
  // Whoever names no real store loads none.
  const { builtInFixture } = await import('../../../mocks/index.ts');
  const { openRealStore } = await import('../../real/real-store.ts');
  const { realParts } = await import('./parts.ts');
  const opening = openRealStore({
    ...realParts({ woocommerce }, builtInFixture(), io),
    http: 0,
    signal: io.interrupted,
    onError: error => void io.stderr.write(`latchkey: ${String(error)}\n`),
  });
  return opening.catch(cause => {
    if (!io.interrupted.aborted) throw cause;
    const parts = { where: `${prefix}${woocommerce}`, what: runInterrupted };
    throw new TargetError(parts, { code: 'LATCHKEY_INTERRUPTED', cause });
  });
}

/** The store as a target: everything is known of it, and everything may be written. */
function resolvedReal(
  name: string,
  { fixture, url, httpsUrl, certificate, authority }: RealStore,
): ResolvedTarget {
  const users = new Map(fixture.users.map(({ role, login, password }) => [role, { login, password }]));
  const administrator = users.get('administrator');
  return {
    stated: { name, url, httpsUrl, tls: true, plainHttp: true },
    writes: true,
    ...(administrator && { administrator }),
    users,
    personas: new Map(
      fixture.keys.map(key => [
        key.name,
        { name: key.name, consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
      ]),
    ),
    callback: certificate,
    hosting: [],
    pace: { requestsPerSecond: 100, concurrency: 2, refusals: Number.POSITIVE_INFINITY, longestWait: 60 },
    // PHP as WebAssembly takes seconds for a request, on a busy machine many.
    timeouts: { connect: 30_000, answer: 180_000 },
    ca: authority.pem,
    headers: [],
    secrets: [],
  };
}
