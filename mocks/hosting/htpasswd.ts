import { headerValue } from '../message.ts';
import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice, text } from './parameters.ts';

/** A staging store behind a password of the web server. Its credentials and WooCommerce's want the same header. */
export const htpasswd = defineFault({
  id: 'htpasswd',
  title: 'The web server asks for a password of its own',
  layer: 'web server',
  description:
    '401 HTML with WWW-Authenticate: Basic realm="…" on every path, / too, unless the header holds the staging credentials; the keys then have to go into the query.',
  parameters: {
    user: text('staging', 'the user of the staging store'),
    password: text('staging', 'its password'),
    realm: text('Restricted', 'the realm of the challenge'),
    server: choice(['apache', 'nginx'], 'apache', 'whose page it is'),
  },
  wrap: (next, { user, password, realm, server }) => {
    const wanted = btoa(`${user}:${password}`);
    return instead(next, message => {
      const sent = headerValue(message.headers, 'Authorization') ?? '';
      if (/^basic +(.*)$/i.exec(sent)?.[1]?.trim() === wanted) return undefined;
      return serverPage(server, 401, ['WWW-Authenticate', `Basic realm="${realm}"`]);
    });
  },
});
