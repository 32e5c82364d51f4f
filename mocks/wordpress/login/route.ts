import type { Answer } from '../../message.ts';
import type { Context } from '../context.ts';
import { handleAdmin, handleLogin } from './index.ts';

/** Scripts of WordPress that the web server finds as files, so no rewrite rule stands before them. */
export function answerOfScript(context: Context): Answer | undefined {
  const { site, request } = context;
  const { path: home } = site.home;
  const start = home.length + 1;
  if (!request.uri.startsWith('wp-login.php', start) && !request.uri.startsWith('wp-admin', start))
    return undefined;
  const path = request.uri.split('?', 1)[0] as string;
  if (!path.startsWith(`${home}/`)) return undefined;
  const script = path.slice(start);
  if (script === 'wp-login.php' || script.startsWith('wp-login.php/')) return handleLogin(context);
  if (script === 'wp-admin' || script.startsWith('wp-admin/')) return handleAdmin(context);
  return undefined;
}
