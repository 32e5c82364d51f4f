import { instead, percentDecoded, queryOf } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { status } from './parameters.ts';

/** The most frequent reason on the store's side why an app gets no keys. */
export const wcAuthBlocked = defineFault({
  id: 'wc-auth-blocked',
  title: 'A firewall refuses the page that grants keys',
  layer: 'firewall',
  description:
    '403 HTML for /wc-auth/v1/authorize?…&callback_url=https%3A%2F%2F…; without the URLs in the query WooCommerce answers.',
  parameters: { status: status([403, 406, 501], 403) },
  wrap: (next, options) =>
    instead(next, message =>
      /\/wc-auth\//.test(message.target) && /https?:\/\//i.test(percentDecoded(queryOf(message.target)))
        ? serverPage('apache', options.status)
        : undefined,
    ),
});
