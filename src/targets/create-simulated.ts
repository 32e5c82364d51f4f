import { createStore, ordersWithFullOne, type StoreOptions } from '../../mocks/index.ts';
import { simulatedHome, simulatedTarget, type Transport } from './simulated.ts';
import { appInProcess, appOverSockets } from './simulated-app.ts';
import type { Target } from './target.ts';

/** Makes a simulated store and the target that reaches it. */
export async function createSimulatedTarget(
  options: StoreOptions & {
    readonly transport?: Transport;
    /** Once it is aborted no scenario is judged any more. */
    readonly signal?: AbortSignal;
  } = {},
): Promise<Target> {
  const { transport, signal, ...storeOptions } = options;
  const app = await (transport === 'listener' ? appOverSockets() : appInProcess());
  const store = await createStore({
    home: simulatedHome,
    outbound: app.outbound,
    ...(transport === 'listener' && { httpsPort: 443 }),
    // The order that scenarios see is the newest: schemas are put to the proof by one that has everything.
    ...(storeOptions.fixture === undefined && { orders: ordersWithFullOne }),
    ...storeOptions,
  });
  return simulatedTarget(store, { transport, app: app.receiver, ...(signal && { signal }) });
}
