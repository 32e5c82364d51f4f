import { defineFault } from './fault.ts';
import { text } from './parameters.ts';

/** WooCommerce checks signatures against the home URL of the settings, whatever host was asked. */
export const homeUrlDiffers = defineFault({
  id: 'home-url-differs',
  title: 'The home URL in the settings is not the URL that clients ask',
  layer: 'wordpress',
  description:
    'OAuth: 401 "Invalid signature - provided signature does not match." for signatures made for the URL asked; made for home (see /wp-json/) they are accepted. Basic works.',
  parameters: { home: text('https://www.shop.test', 'the home URL in the settings') },
  site: ({ home }) => ({ home }),
});
