/** The thread in which `ExplainingThread` has its jobs done: one message is answered with one. */
import { parentPort } from 'node:worker_threads';
import { explainJob } from './explain-job.ts';

parentPort?.on('message', job => parentPort?.postMessage(explainJob(job)));
