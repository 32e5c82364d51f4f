import { headerValue } from '../message.ts';
import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';

/** Rule 920450 of the OWASP core rule set blocks this header at its lowest level. */
export const firewallOverrideHeader = defineFault({
  id: 'firewall-override-header',
  title: 'A firewall refuses X-HTTP-Method-Override',
  layer: 'firewall',
  description: '403 HTML for requests with X-HTTP-Method-Override; the same override as ?_method=PUT passes.',
  parameters: {},
  wrap: next =>
    instead(next, message =>
      headerValue(message.headers, 'X-HTTP-Method-Override') === undefined
        ? undefined
        : serverPage('apache', 403),
    ),
});
