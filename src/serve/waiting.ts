/** Waits that can be given up: a timer that nobody waits for any longer would keep the process from ending. */
export class Waiting {
  readonly #timers = new Set<NodeJS.Timeout>();

  wait(seconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, seconds * 1000);
      this.#timers.add(timer);
    });
  }

  /** Who waits is never called back. */
  giveUp(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
