import { hostOf, instead } from './change.ts';
import { defineFault } from './fault.ts';
import { redirect } from './pages.ts';
import { choice, status } from './parameters.ts';

/** www and the bare domain are two origins: clients drop credentials between them. */
export const redirectWww = defineFault({
  id: 'redirect-www',
  title: 'The host is redirected to its other spelling, with or without www',
  layer: 'web server',
  description:
    '301 to the same URL with www. in front (or without it); followed, the request arrives without credentials: 401 woocommerce_rest_cannot_view.',
  parameters: {
    mode: choice(['add', 'remove'], 'add', 'which spelling is the right one'),
    status: status([301, 302, 307, 308], 301),
  },
  wrap: (next, { mode, ...options }) =>
    instead(next, message => {
      const host = hostOf(message);
      const wanted = mode === 'add' ? host.replace(/^(?!www\.)/i, 'www.') : host.replace(/^www\./i, '');
      if (wanted === host) return undefined;
      return redirect(options.status, `${message.scheme}://${wanted}${message.target}`);
    }),
});
