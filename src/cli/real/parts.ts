import type { Fixture } from '../../../mocks/index.ts';
import { cacheFolder } from '../../real/cache.ts';
import { findStore, type WantedStore } from '../../real/find-store.ts';
import { findPlayground } from '../../real/playground.ts';
import type { RealStoreOptions } from '../../real/real-store.ts';
import type { CommandIo } from '../io.ts';

/** What starts a real store needs beside its port: found where the command runs. */
export function realParts(
  wanted: Omit<WantedStore, 'fixture'>,
  fixture: Fixture,
  io: CommandIo,
): Pick<RealStoreOptions, 'playground' | 'cache' | 'store' | 'fixture'> {
  const playground = findPlayground([io.cwd]);
  const cache = cacheFolder(io.env);
  const onNote = (text: string) => void io.stderr.write(`latchkey: ${text}\n`);
  const options = { playground, cache, signal: io.interrupted, onNote };
  return { playground, cache, fixture, store: () => findStore({ ...wanted, fixture }, io.cwd, options) };
}
