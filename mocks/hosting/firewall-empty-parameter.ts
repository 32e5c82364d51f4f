import { instead, queryOf } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';

/** Rule 243420 of the Comodo set, seen on Plesk. */
export const firewallEmptyParameter = defineFault({
  id: 'firewall-empty-parameter',
  title: 'A firewall refuses parameters without a value',
  layer: 'firewall',
  description: '403 HTML for requests with an empty parameter (?search=); without it they pass.',
  parameters: {},
  wrap: next =>
    instead(next, message =>
      /(^|&)[^=&]+=(&|$)/.test(queryOf(message.target)) ? serverPage('apache', 403) : undefined,
    ),
});
