/**
 * A fleet in one process: as many simulated stores as it is told, told apart by the host that is asked. Each is made
 * when it is first asked. Profiles go round; the seed says which stores are behind a fault.
 */
import { createStore, listen, type Message, profiles, type Store } from '../mocks/index.ts';
import { faultOf } from './fleet-faults.ts';

export interface FleetOrder {
  readonly count: number;
  readonly seed: number;
}

process.once('message', async ({ count, seed }: FleetOrder) => {
  const versions = Object.keys(profiles);
  const made = new Map<string, Promise<Store>>();
  let port = 0;
  const storeOf = (host: string): Promise<Store> => {
    const known = made.get(host);
    if (known) return known;
    const number = Number(/^shop-(\d+)\./.exec(host)?.[1] ?? 0);
    if (number < 1 || number > count) throw new Error(`there is no store at ${host}`);
    const fault = faultOf(number, seed);
    const store = createStore({
      home: `http://${host.replace(/:\d+$/, '')}:${port}`,
      profile: versions[number % versions.length],
      ...(fault !== undefined && { faults: [fault] }),
    });
    made.set(host, store);
    return store;
  };
  const listener = await listen(
    {
      answer: async (message: Message) => (await storeOf(hostOf(message))).answer(message),
      now: () => Math.floor(Date.now() / 1000),
    },
    { http: 0 },
  );
  port = listener.http as number;
  process.send?.(port);
});
process.once('disconnect', () => process.exit());

function hostOf({ headers, host }: Message): string {
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return at < 0 ? host : (headers[at + 1] as string);
}
