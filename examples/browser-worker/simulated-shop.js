import { createStore, handlers } from 'latchkey/msw';
import { setupWorker } from 'msw/browser';

/** Lets a simulated store answer what this page sends to http://shop.test, and gives a key for it. */
export async function startSimulatedShop() {
  const store = await createStore({ home: 'http://shop.test', orders: 3 });
  await setupWorker(...handlers(store)).start({ quiet: true });
  // For tests, and for the console of the browser: `store.journal()`.
  globalThis.store = store;
  return store.grant();
}
