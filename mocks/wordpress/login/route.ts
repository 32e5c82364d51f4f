import type { Context } from '../context.ts';

/** Scripts of WordPress that the web server finds as files, so no rewrite rule stands before them. */
export type LoginScript = 'wp-login.php' | 'wp-admin';

/** The script that a request is for; undefined for any other path. */
export function loginScriptOf({ site, request }: Context): LoginScript | undefined {
  const { path: home } = site.home;
  const start = home.length + 1;
  if (!request.uri.startsWith('wp-login.php', start) && !request.uri.startsWith('wp-admin', start))
    return undefined;
  const path = request.uri.split('?', 1)[0] as string;
  if (!path.startsWith(`${home}/`)) return undefined;
  const script = path.slice(start);
  if (script === 'wp-login.php' || script.startsWith('wp-login.php/')) return 'wp-login.php';
  if (script === 'wp-admin' || script.startsWith('wp-admin/')) return 'wp-admin';
  return undefined;
}
