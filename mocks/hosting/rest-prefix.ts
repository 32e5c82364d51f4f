import { defineFault } from './fault.ts';
import { text } from './parameters.ts';

/** The filter `rest_url_prefix`, or a plugin that hides WordPress. */
export const restPrefix = defineFault({
  id: 'rest-prefix',
  title: 'The REST API has another prefix',
  layer: 'wordpress',
  description: "404 HTML for /wp-json/; the front page's Link header names the prefix that works.",
  parameters: { prefix: text('api', 'what stands in the place of wp-json') },
  site: ({ prefix }) => ({ restPrefix: prefix }),
});
