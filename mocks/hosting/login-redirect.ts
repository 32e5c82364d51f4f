import { headerValue } from '../message.ts';
import { hostOf, instead, pathOf } from './change.ts';
import { defineFault } from './fault.ts';
import { page } from './pages.ts';

/** Force Login, a private site, a store that is "coming soon" at its host. */
export const loginRedirect = defineFault({
  id: 'login-redirect',
  title: 'The whole site is behind the log-in',
  layer: 'plugin',
  description:
    '302 to wp-login.php for every request without a WordPress session, the API too; a client that follows gets 200 HTML.',
  parameters: {},
  wrap: (next, _, { home }) =>
    instead(next, message => {
      if (/\/wp-login\.php$/.test(pathOf(message.target))) return undefined;
      if (/wordpress_logged_in_/.test(headerValue(message.headers, 'Cookie') ?? '')) return undefined;
      const asked = `${message.scheme}://${hostOf(message)}`;
      const login = `${home === '' ? asked : home}/wp-login.php`;
      return page(302, '', [
        'X-Redirect-By',
        'WordPress',
        'Location',
        `${login}?redirect_to=${encodeURIComponent(asked + message.target)}&reauth=1`,
      ]);
    }),
});
