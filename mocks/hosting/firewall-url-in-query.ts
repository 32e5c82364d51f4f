import { instead, percentDecoded, queryOf } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { status } from './parameters.ts';

/** The OWASP core rule set takes a URL in a parameter for remote file inclusion (931xxx). */
export const firewallUrlInQuery = defineFault({
  id: 'firewall-url-in-query',
  title: 'A firewall refuses URLs in the query',
  layer: 'firewall',
  description:
    '403 HTML for each request whose query holds http:// or https://, as callback_url and return_url of wc-auth do.',
  parameters: { status: status([403, 406, 501], 403) },
  wrap: (next, options) =>
    instead(next, message =>
      /https?:\/\//i.test(percentDecoded(queryOf(message.target)))
        ? serverPage('apache', options.status)
        : undefined,
    ),
});
