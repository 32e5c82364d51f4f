import { defineFault } from './fault.ts';

/** A `.maintenance` file: an update is running, or died half-way. */
export const maintenance = defineFault({
  id: 'maintenance',
  title: 'The site is in maintenance',
  layer: 'wordpress',
  description:
    '503 HTML "Briefly unavailable for scheduled maintenance" with Retry-After: 600 for everything, the API too.',
  parameters: {},
  site: () => ({ switches: { maintenance: true } }),
});
