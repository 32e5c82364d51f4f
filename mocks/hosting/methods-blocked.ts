import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice, list, status } from './parameters.ts';

/** `AllowMethods`, `<LimitExcept>`, mod_security's tx.allowed_methods, WebDAV on IIS. */
export const methodsBlocked = defineFault({
  id: 'methods-blocked',
  title: 'PUT, PATCH and DELETE are refused',
  layer: 'firewall',
  description:
    '405, 501 or 403 HTML for these methods; GET and POST pass, and so does POST with ?_method=PUT.',
  parameters: {
    methods: list(['PUT', 'PATCH', 'DELETE'], 'the methods that are refused'),
    status: status([405, 501, 403], 405),
    server: choice(['apache', 'nginx'], 'apache', 'whose page it is'),
  },
  wrap: (next, { methods, server, ...options }) =>
    instead(next, message => {
      if (!methods.includes(message.method)) return undefined;
      const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS'].filter(method => !methods.includes(method));
      return serverPage(server, options.status, options.status === 405 ? ['Allow', allowed.join(',')] : []);
    }),
});
