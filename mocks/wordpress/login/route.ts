import type { Answer } from '../../message.ts';
import type { Context } from '../context.ts';
import { handleAdmin, handleLogin } from './index.ts';

/** Scripts of WordPress that the web server finds as files, so no rewrite rule stands before them. */
export function answerOfScript(context: Context): Answer | undefined {
  const { site, request } = context;
  const path = request.uri.split('?', 1)[0] as string;
  if (!path.startsWith(`${site.home.path}/wp-`)) return undefined;
  const script = path.slice(site.home.path.length + 1);
  if (script === 'wp-login.php' || script.startsWith('wp-login.php/')) return handleLogin(context);
  if (script === 'wp-admin' || script.startsWith('wp-admin/')) return handleAdmin(context);
  return undefined;
}
