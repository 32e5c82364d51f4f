/**
 * What checking costs a test that never leaves its process: MSW's `getResponse` with a store's handlers, to the same
 * with a static handler that answers the same orders and checks nothing. Prints one line of JSON.
 */
import { getResponse, HttpResponse, http } from 'msw';
import { basicCredentials, createStore } from '../../src/index.ts';
import { handlers } from '../../src/msw.ts';
import { credentials, ordersPath } from '../asked.ts';

const rounds = Number(process.argv[2]);
const requests = Number(process.argv[3]);
const url = `https://shop.test${ordersPath}`;
const headers = { authorization: basicCredentials(credentials.consumerKey, credentials.consumerSecret) };

const store = await createStore({ home: 'https://shop.test' });
const ofStore = handlers(store);
const orders = await (await answer(ofStore)).json();
const fixed = [http.get(url, () => HttpResponse.json(orders as never))];

async function answer(list: Parameters<typeof getResponse>[0]): Promise<Response> {
  const response = await getResponse(list, new Request(url, { headers }));
  if (response?.status !== 200) throw new Error(`answered ${response?.status}`);
  return response;
}

/** Requests a second, one after the other, every body read. */
async function rate(list: Parameters<typeof getResponse>[0]): Promise<number> {
  const started = performance.now();
  for (let sent = 0; sent < requests; sent++) await (await answer(list)).arrayBuffer();
  return requests / ((performance.now() - started) / 1000);
}

const rates = { store: [] as number[], fixed: [] as number[] };
for (const list of [ofStore, fixed]) await rate(list);
for (let round = 0; round < rounds; round++) {
  if (round % 2 === 0) {
    rates.store.push(await rate(ofStore));
    rates.fixed.push(await rate(fixed));
  } else {
    rates.fixed.push(await rate(fixed));
    rates.store.push(await rate(ofStore));
  }
}
process.stdout.write(`${JSON.stringify(rates)}\n`);
