import { defineFault } from './fault.ts';
import { number } from './parameters.ts';

/** An overloaded server, or a proxy that waits for something. */
export const slow = defineFault({
  id: 'slow',
  title: 'Answers come late',
  layer: 'network',
  description: 'The right answer after so many seconds: a client with a shorter time limit gives up.',
  parameters: { seconds: number(10, 'how long each request waits', { min: 0 }) },
  wrap:
    (next, { seconds }, { wait }) =>
    async message => {
      await wait(seconds);
      return next(message);
    },
});
