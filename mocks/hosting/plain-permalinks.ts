import { defineFault } from './fault.ts';

/** Settings → Permalinks → Plain: the site has no rewrite rules at all. */
export const plainPermalinks = defineFault({
  id: 'plain-permalinks',
  title: 'Permalinks are plain',
  layer: 'wordpress',
  description:
    "404 HTML of the web server for /wp-json/; the front page's Link header says ?rest_route=/, where keys are not accepted before WooCommerce 11.1 (401 woocommerce_rest_cannot_view).",
  parameters: {},
  site: () => ({ switches: { permalinks: 'plain' } }),
});
