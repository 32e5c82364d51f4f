import { LatchkeyError } from '../../../mocks/errors.ts';
import { createRedactor } from '../../redact/redact.ts';
import { tryCallback } from '../../targets/open-callback.ts';
import type { ResolvedTarget } from '../../targets/resolved.ts';
import type { VisitedStore } from '../../targets/visit.ts';
import type { Requirement } from '../../verify/requirements.ts';
import { colours } from '../colours.ts';
import type { CommandIo } from '../io.ts';
import { liveLine } from '../report/live-line.ts';
import { type AskedTarget, visitLive } from '../targets.ts';

/**
 * Looks at all live targets at once, before the first scenario: a store that is not there, or a key that is not let in,
 * is told in seconds, and not as a suite of failures. Of several targets each gets a line as soon as it is known.
 *
 * @returns by the target's name: the store, or why nothing can be run there.
 */
export async function preflight(
  targets: readonly AskedTarget[],
  requirements: readonly Requirement[],
  isQuiet: boolean,
  io: CommandIo,
): Promise<ReadonlyMap<string, VisitedStore | LatchkeyError>> {
  const live = targets.flatMap(({ live }) => (live ? [live] : []));
  const line = isQuiet ? undefined : liveLine(io);
  const tell = live.length > 1 ? (text: string) => line?.write(`${text}\n`) : () => {};
  const looking = new Set(live.map(({ stated }) => stated.name));
  const show = () => line?.show(looking.size === 0 ? '' : `looking at ${[...looking].join(', ')}`);
  const width = Math.max(...live.map(({ stated }) => stated.name.length));
  const paint = colours(io);
  // One after the other: targets may share the port, since they are run in turn.
  const busy = new Map<ResolvedTarget, unknown>();
  for (const target of live) await tryCallback(target).catch(error => busy.set(target, error));
  const look = async (target: ResolvedTarget) => {
    const { name } = target.stated;
    const redactor = createRedactor(target.secrets);
    try {
      if (busy.has(target)) throw busy.get(target);
      const visited = await visitLive(target, requirements, io);
      tell(`${paint('green', '✓')} ${name.padEnd(width)}  ${redactor.text(whatWasFound(visited))}`);
      return [name, visited] as const;
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error;
      tell(`${paint('red', '✗')} ${name.padEnd(width)}  ${redactor.text(error.what ?? error.message)}`);
      return [name, error] as const;
    } finally {
      looking.delete(name);
      show();
    }
  };
  show();
  try {
    return new Map<string, VisitedStore | LatchkeyError>(await Promise.all(live.map(look)));
  } finally {
    line?.end();
  }
}

/** The version, and over what the store answers. */
export function whatWasFound({ where, versions }: VisitedStore): string {
  const version = versions.WooCommerce === undefined ? 'WooCommerce' : `WooCommerce ${versions.WooCommerce}`;
  return [version, ...(where.urls.https ? ['TLS'] : []), ...(where.urls.http ? ['plain HTTP'] : [])].join(
    ', ',
  );
}
