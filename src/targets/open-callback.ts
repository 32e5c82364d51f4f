import { reason, UsageError } from '../../mocks/errors.ts';
import { type CallbackReceiver, openReceiver } from '../authorize/receiver.ts';
import type { ResolvedTarget } from './resolved.ts';

/**
 * Listens for granted keys, where the target says how; undefined where it does not.
 *
 * @throws {UsageError} when its port or address cannot be had.
 */
export async function openCallback({
  stated,
  callback,
}: ResolvedTarget): Promise<CallbackReceiver | undefined> {
  if (!callback) return undefined;
  try {
    return await openReceiver({
      ...callback,
      ...(callback.url !== undefined && { publicUrl: callback.url }),
    });
  } catch (cause) {
    const place = `${callback.host ?? '127.0.0.1'}:${callback.port ?? 0}`;
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new UsageError(
      {
        where: `${stated.name}: callback.${isTaken ? 'port' : 'host'}`,
        what: isTaken
          ? `${place} is in use by another program`
          : `nobody can listen on ${place}: ${reason(cause)}`,
        expected: isTaken ? 'a free port, or 0 for any' : 'an address of this machine',
      },
      { code: 'LATCHKEY_CONFIGURATION', cause },
    );
  }
}

/**
 * Whether the port for granted keys can be had: before a store is asked for anything.
 *
 * @throws {UsageError} as `openCallback`
 */
export async function tryCallback(target: ResolvedTarget): Promise<void> {
  const receiver = await openCallback(target);
  await receiver?.close();
}
