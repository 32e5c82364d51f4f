import type { Fixture, StoreOptions } from '../../../mocks/index.ts';
import { type RunningStore, runStore } from '../../real/running-store.ts';
import type { ReplayedStore } from '../../recordings/replay.ts';
import type { CommandIo } from '../io.ts';
import { realParts } from './parts.ts';

/** Real stores that recordings are replayed on, each with the fixture and at the home URL of its recording. */
export interface ReplayedStores {
  storeFor(fixture: Fixture, variant: Pick<StoreOptions, 'home' | 'switches'>): Promise<ReplayedStore>;
  /** Ends all of them. */
  close(): Promise<void>;
}

/** @param woocommerce A version, a folder or an archive. */
export function realReplayedStores(woocommerce: string, io: CommandIo): ReplayedStores {
  const running: RunningStore[] = [];
  return {
    async storeFor(fixture, { home = fixture.home, switches }) {
      const seeded = { ...fixture, ...(switches && { switches: { ...fixture.switches, ...switches } }) };
      const { playground, cache, store } = realParts({ woocommerce }, seeded, io);
      const started = await runStore({
        playground,
        cache,
        store: await store(),
        signal: io.interrupted,
        siteUrl: home,
        trusted: '',
        now: Date.now() / 1000,
      });
      running.push(started);
      return { fixture, answer: started.answer, setClock: started.setClock, reset: started.restore };
    },
    async close() {
      for (const store of running) await store.close();
    },
  };
}
