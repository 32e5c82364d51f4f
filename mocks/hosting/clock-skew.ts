import { defineFault } from './fault.ts';
import { number } from './parameters.ts';

/** A virtual machine whose clock drifts. The Date header of the answers tells it: a listener sends the store's time. */
export const clockSkew = defineFault({
  id: 'clock-skew',
  title: "The server's clock is off",
  layer: 'php',
  description:
    'OAuth: 401 "Invalid timestamp." for right signatures when it is off by more than 15 minutes; the Date header of the answers is off by as much. Basic works.',
  parameters: {
    seconds: number(3600, "how far the server's clock is ahead; negative when it is behind", { whole: true }),
  },
  site: ({ seconds }) => ({ clock: seconds }),
});
