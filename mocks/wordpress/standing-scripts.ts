/** Scripts of WordPress that tools look for and this store does nothing in: the answers of a real one, measured on 6.9.1. */
import { Buffer } from 'node:buffer';
import { type Answer, noBody } from '../message.ts';
import type { Context } from './context.ts';
import { nocacheHeaders } from './nocache.ts';

/** The answer of xmlrpc.php or wp-cron.php; undefined for any other path. */
export function answerOfStandingScript({ site, request }: Context): Answer | undefined {
  const { path: home } = site.home;
  const start = home.length + 1;
  // Every request comes by here.
  if (!request.uri.startsWith('xmlrpc.php', start) && !request.uri.startsWith('wp-cron.php', start))
    return undefined;
  const path = request.uri.split('?', 1)[0] as string;
  const script = path.startsWith(`${home}/`) ? path.slice(start) : '';
  if (script === 'wp-cron.php') {
    // What is due has been done: the store runs its tasks by itself.
    const headers = [...nocacheHeaders(site), 'Content-Type', 'text/html; charset=UTF-8'];
    return { status: 200, headers, body: noBody };
  }
  if (script !== 'xmlrpc.php') return undefined;
  const isPost = request.method === 'POST';
  return {
    status: isPost ? 501 : 405,
    headers: [...(isPost ? [] : ['Allow', 'POST']), 'Content-Type', 'text/plain;charset=UTF-8'],
    body:
      request.method === 'HEAD'
        ? noBody
        : Buffer.from(
            isPost ? 'Latchkey does not simulate XML-RPC.' : 'XML-RPC server accepts POST requests only.',
          ),
  };
}
