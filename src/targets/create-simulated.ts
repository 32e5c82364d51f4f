import { createStore, type StoreOptions } from '../../mocks/store.ts';
import { simulatedHome, simulatedTarget, type Transport } from './simulated.ts';
import { appInProcess, appOverSockets } from './simulated-app.ts';
import type { Target } from './target.ts';

/** Makes a simulated store and the target that reaches it. */
export async function createSimulatedTarget(
  options: StoreOptions & { readonly transport?: Transport } = {},
): Promise<Target> {
  const { transport, ...storeOptions } = options;
  const app = await (transport === 'listener' ? appOverSockets() : appInProcess());
  const store = await createStore({ home: simulatedHome, outbound: app.outbound, ...storeOptions });
  return simulatedTarget(store, { transport, app: app.receiver });
}
