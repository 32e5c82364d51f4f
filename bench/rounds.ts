import { type LoadOrder, type LoadResult, load } from './wrk/load.ts';

/** The results of each load by its name, in the order of the rounds. */
export type Results = Readonly<Record<string, readonly LoadResult[]>>;

export interface RoundsOptions {
  /** What is measured, by name; what is to be compared stands side by side. */
  readonly orders: Readonly<Record<string, Omit<LoadOrder, 'seconds'>>>;
  readonly rounds: number;
  /** Of each load in each round. */
  readonly seconds: number;
  /** Of the load on each before the first round, in which it warms up. */
  readonly warmUp: number;
}

/** Measures all of them in turn, round after round; every other round runs backwards, so that nobody always comes first. */
export async function measureInTurns({ orders, rounds, seconds, warmUp }: RoundsOptions): Promise<Results> {
  const named = Object.entries(orders);
  const results = Object.fromEntries(named.map(([name]) => [name, [] as LoadResult[]]));
  for (const [, order] of named) await load({ ...order, seconds: warmUp });
  for (let round = 0; round < rounds; round++)
    for (const [name, order] of round % 2 === 0 ? named : named.toReversed())
      results[name]?.push(await load({ ...order, seconds }));
  return results;
}
