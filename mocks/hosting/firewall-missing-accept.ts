import { headerValue } from '../message.ts';
import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { status } from './parameters.ts';

/** Rule 920300 of the OWASP core rule set, where a host has made it block. */
export const firewallMissingAccept = defineFault({
  id: 'firewall-missing-accept',
  title: 'A firewall wants an Accept header',
  layer: 'firewall',
  description: '406 HTML for requests without an Accept header; with Accept: */* they pass.',
  parameters: { status: status([403, 406], 406) },
  wrap: (next, options) =>
    instead(next, message =>
      headerValue(message.headers, 'Accept') === undefined ? serverPage('apache', options.status) : undefined,
    ),
});
