/**
 * `npm run bench -- --against DIR`: what a change costs or saves. The stores of this checkout and of the one in DIR
 * run beside each other and are asked in turn, in the same rounds. A process keeps how it was compiled and how its heap
 * came to lie, so both are started anew a few times.
 */
import path from 'node:path';
import { type RunningStore, startStore } from './processes.ts';
import { measureInTurns, type Results } from './rounds.ts';
import { loadTable, ratioTable } from './tables.ts';
import type { LoadOrder } from './wrk/load.ts';

const ways = ['OAuth over HTTP', 'Basic over HTTPS'] as const;

/** Prints the ratios of this checkout to the other: of requests a second, and of the server's CPU for a request. */
export async function compareCheckouts(
  directory: string,
  { quick }: { readonly quick: boolean },
): Promise<0> {
  const other = path.resolve(directory);
  const starts = quick ? 1 : 3;
  const rounds = quick ? 3 : 5;
  const all: Record<string, Results[string]> = {};
  for (let start = 0; start < starts; start++) {
    const stores = [await startStore(), await startStore({ checkout: other })] as const;
    const orders: Record<string, Omit<LoadOrder, 'seconds'>> = {};
    for (const way of ways) {
      const pair = [
        [ours(way), orderFor(way, stores[0])],
        [theirs(way), orderFor(way, stores[1])],
      ] as const;
      // Who is asked first in a round changes with the rounds; who is warmed up first, with the starts.
      Object.assign(orders, Object.fromEntries(start % 2 === 0 ? pair : pair.toReversed()));
    }
    const seconds = quick ? 1 : 2;
    const results = await measureInTurns({ orders, rounds, seconds, warmUp: seconds });
    for (const [name, measured] of Object.entries(results)) all[name] = [...(all[name] ?? []), ...measured];
    for (const store of stores) await store.end();
  }
  const pairs = ways.map(way => ({ what: way, of: ours(way), to: theirs(way) }));
  process.stdout.write(`"other" is ${other}; ${starts} starts of both with ${rounds} rounds each.\n\n`);
  process.stdout.write(`${loadTable(all)}\n\nThis checkout to the other:\n${ratioTable(all, pairs)}\n`);
  return 0;
}

const ours = (way: string) => `${way}, this`;
const theirs = (way: string) => `${way}, other`;

function orderFor(way: (typeof ways)[number], store: RunningStore): Omit<LoadOrder, 'seconds'> {
  return way === 'OAuth over HTTP'
    ? { origin: store.http, authentication: 'oauth1', pid: store.pid }
    : { origin: store.https, authentication: 'basic', pid: store.pid };
}
