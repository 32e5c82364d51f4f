import { hostOf, instead } from './change.ts';
import { defineFault } from './fault.ts';
import { redirect } from './pages.ts';
import { status, text } from './parameters.ts';

/** With `tls-ends-at-proxy` it becomes the endless redirect that it becomes on real servers. */
export const redirectHttps = defineFault({
  id: 'redirect-https',
  title: 'http is redirected to https',
  layer: 'web server',
  description:
    '301 to the https URL. Clients drop Authorization or turn POST into GET on the way, and a signature was made for the old URL.',
  parameters: {
    status: status([301, 302, 307, 308], 301),
    host: text('', 'host and port to redirect to, when it is not the host that was asked'),
  },
  wrap: (next, { host, ...options }) =>
    instead(next, message => {
      if (message.scheme === 'https') return undefined;
      const to = host === '' ? hostOf(message).replace(/:\d+$/, '') : host;
      return redirect(options.status, `https://${to}${message.target}`);
    }),
});
