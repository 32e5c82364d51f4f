import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ShownExplanation } from '../workbench/view.ts';
import { type ExplainJob, notExplained } from './explain-job.ts';

/** How long one exchange may take, in milliseconds: a wrong secret takes one second, what was made to take long more. */
const patience = 20_000;
/** What the thread may have for its objects, in megabytes. */
const memory = 512;

/** Calls back after so many milliseconds, unless it is called off. */
type Wait = (milliseconds: number, then: () => void) => () => void;

const byClock: Wait = (milliseconds, then) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

interface Waiting {
  readonly job: ExplainJob;
  readonly resolve: (said: ShownExplanation | undefined) => void;
}

/** Sources run as they are, and in the package compiled. */
const ownThread = new URL(`./explain-thread${path.extname(import.meta.filename)}`, import.meta.url);

/**
 * Has exchanges explained in a thread of its own, one after the other: the search for what is wrong with a signature
 * takes a second, of a request that was made for it many, and nobody else is to wait for it. A job that takes too long,
 * or more memory than there is for it, ends the thread, and the next begins with another.
 */
export class ExplainingThread {
  readonly #waiting: Waiting[] = [];
  readonly #file: URL;
  readonly #wait: Wait;
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  #callOff: (() => void) | undefined;
  #isClosed = false;

  constructor(file = ownThread, wait = byClock) {
    this.#file = file;
    this.#wait = wait;
  }

  readonly explain = (job: ExplainJob): Promise<ShownExplanation | undefined> =>
    new Promise(resolve => {
      if (this.#isClosed) return resolve(notExplained('the proxy has ended'));
      this.#waiting.push({ job, resolve });
      this.#next();
    });

  /** Ends it; what still waits is told as not explained. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#finish(notExplained('the proxy has ended'));
    for (const { resolve } of this.#waiting.splice(0)) resolve(notExplained('the proxy has ended'));
    await worker?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    this.#current = this.#waiting.shift();
    if (!this.#current) return;
    this.#worker ??= this.#started();
    const worker = this.#worker;
    this.#callOff = this.#wait(patience, () =>
      this.#giveUp(worker, `it took longer than ${patience / 1000} s`),
    );
    worker.postMessage(this.#current.job);
  }

  #started(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    worker.on('message', said => {
      if (worker === this.#worker) this.#finish(said);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#giveUp(worker, isMemory ? `it took more than ${memory} MB` : error.message);
    });
    // A proxy that has ended is not kept by it.
    worker.unref();
    return worker;
  }

  #giveUp(worker: Worker, why: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    void worker.terminate();
    this.#finish(notExplained(why));
  }

  #finish(said: ShownExplanation | undefined): void {
    this.#callOff?.();
    const current = this.#current;
    this.#current = undefined;
    current?.resolve(said);
    if (!this.#isClosed) this.#next();
  }
}
