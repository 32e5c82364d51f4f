import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { page } from './pages.ts';
import { text } from './parameters.ts';

/** A page builder, a parked domain, a cache that serves the front page for everything. */
export const html200 = defineFault({
  id: 'html-200',
  title: 'A page comes with 200 where JSON belongs',
  layer: 'plugin',
  description:
    '200 with an HTML page for the API: a success for a client that looks at the status alone, "Unexpected token <" for one that parses.',
  parameters: { title: text('Our shop', 'the title of the page') },
  path: '/wp-json/',
  wrap: (next, { title }) =>
    instead(next, () =>
      page(
        200,
        `<!DOCTYPE html>\n<html lang="en-US"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
      ),
    ),
});
