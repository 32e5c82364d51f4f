import { instead, pathOf } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice } from './parameters.ts';

/** Real files and folders of a WordPress, which are found without rewriting. */
const isFile = (path: string) => /\.php$|\/wp-(admin|content|includes)(\/|$)/.test(path);

/** mod_rewrite is off, AllowOverride is None, or `try_files` has no `/index.php`: only real files are found. */
export const noRewrite = defineFault({
  id: 'no-rewrite',
  title: 'The web server passes nothing on to index.php',
  layer: 'web server',
  description:
    '404 HTML for /wp-json/, /wc-auth/ and /wc-api/, although the front page names /wp-json/ in its Link header; /?rest_route=/ answers JSON.',
  parameters: { server: choice(['apache', 'nginx'], 'apache', 'whose page it is') },
  wrap: (next, { server }, { home }) => {
    const front = /^https?:\/\/[^/]+(.*?)\/?$/.exec(home)?.[1] ?? '';
    return instead(next, message => {
      const path = pathOf(message.target);
      return path === front || path === `${front}/` || isFile(path) ? undefined : serverPage(server, 404);
    });
  },
});
