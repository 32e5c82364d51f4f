/** Something to be done, and what nothing else may use meanwhile. */
export interface Job<T> {
  /** Names of what it uses, a host with its port for example; `everything` where it has to be alone. */
  readonly uses: ReadonlySet<string> | 'everything';
  run(): Promise<T>;
}

/**
 * Does jobs at the same time, `atOnce` at most, and never two that use the same. One that has to wait is not overtaken by
 * a later one for what it waits for.
 *
 * @returns what has come of each, in the order of the jobs.
 */
export function sideBySide<T>(jobs: readonly Job<T>[], atOnce: number): Promise<PromiseSettledResult<T>[]> {
  const waiting = new Set(jobs);
  const running = new Set<Job<T>>();
  const results = new Map<Job<T>, PromiseSettledResult<T>>();
  const { promise, resolve } = Promise.withResolvers<PromiseSettledResult<T>[]>();
  const start = async (job: Job<T>) => {
    waiting.delete(job);
    running.add(job);
    const [result] = await Promise.allSettled([job.run()]);
    results.set(job, result as PromiseSettledResult<T>);
    running.delete(job);
    goOn();
  };
  function goOn(): void {
    const ahead = [...running];
    for (const job of [...waiting]) {
      if (running.size < atOnce && !ahead.some(other => areRivals(job, other))) void start(job);
      ahead.push(job);
    }
    if (results.size === jobs.length) resolve(jobs.map(job => results.get(job) as PromiseSettledResult<T>));
  }
  goOn();
  return promise;
}

function areRivals({ uses: one }: Job<unknown>, { uses: other }: Job<unknown>): boolean {
  if (one === 'everything' || other === 'everything') return true;
  return [...one].some(name => other.has(name));
}
