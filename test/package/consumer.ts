/** What a consumer writes: only type-checked, against the installed package and nothing else. */
import { createStore, type StartedStore, type Store, type StoreOptions, startStore } from 'latchkey';
import { handlers } from 'latchkey/msw';

const options: StoreOptions = { orders: 3, profile: '10.5' };
const store: Store = await createStore(options);
export const count: number = handlers(store).length;

export async function statusOfOrders(): Promise<number> {
  await using started: StartedStore = await startStore({ orders: 3 });
  const { consumerKey } = started.keys.owner ?? { consumerKey: '' };
  started.faults = ['strip-authorization'];
  const answer = await fetch(`${started.url}/wp-json/wc/v3/orders?consumer_key=${consumerKey}`);
  return answer.status;
}

// @ts-expect-error: a store has no such option
await createStore({ order: 3 });
