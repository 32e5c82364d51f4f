import { hostOf, instead } from './change.ts';
import { defineFault } from './fault.ts';
import { redirect } from './pages.ts';
import { status, text } from './parameters.ts';

/** A server that knows one origin and sends everybody there; careless ones forget the path and the query. */
export const redirectCanonical = defineFault({
  id: 'redirect-canonical',
  title: 'Every other host is redirected to the canonical one',
  layer: 'web server',
  description:
    '301 to the canonical origin for requests under another scheme or host; the credentials do not come along.',
  parameters: {
    to: text('', 'the canonical origin, https://shop.test; the home URL when empty'),
    status: status([301, 302, 307, 308], 301),
  },
  wrap: (next, { to, ...options }, { home }) => {
    const origin = /^https?:\/\/[^/]+/.exec(to === '' ? home : to)?.[0];
    return instead(next, message => {
      if (origin === undefined || origin === `${message.scheme}://${hostOf(message)}`) return undefined;
      return redirect(options.status, origin + message.target);
    });
  },
});
