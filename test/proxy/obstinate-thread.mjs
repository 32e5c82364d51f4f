// What is asked here by an exchange with a target: one answer, none for ever, a crash, or memory without end.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ exchange }) => {
  const { target } = exchange.message;
  if (target === '/for-ever') for (;;);
  if (target === '/crash') throw new Error('it fell over');
  if (target === '/memory') for (const all = []; ; ) all.push(new Array(1e5).fill(all.length));
  parentPort.postMessage({ verdict: 'told', says: target });
});
