/** Scripts of WordPress that tools look for and this store does nothing in: the answers of a real one, measured on 6.9.1. */
import { Buffer } from 'node:buffer';
import { type Answer, noBody } from '../message.ts';
import type { Context } from './context.ts';
import { nocacheHeaders } from './nocache.ts';
import { homeUrl } from './site.ts';
import { versionAtLeast } from './version.ts';
import { answerXmlRpc, describeXmlRpc } from './xmlrpc.ts';

/** What a script of WordPress answers to a GET of nobody who sends nothing. */
interface ScriptAnswer {
  readonly status: number;
  readonly type?: string;
  /** A path below home. */
  readonly location?: string;
  readonly body?: string;
  /** Whether a cache may keep it. */
  readonly isKept?: boolean;
}

const feed = (path: string): ScriptAnswer => ({
  status: 301,
  type: 'application/octet-stream; charset=UTF-8',
  location: path,
});
const registration: ScriptAnswer = { status: 302, location: '/wp-login.php?action=register', isKept: false };
/** What wp-cron.php says in every version, whatever the others do. */
const kept = 'no-cache, must-revalidate, max-age=0';
/** A script that ends without a word. */
const silent: ScriptAnswer = { status: 200 };

const scripts: Readonly<Record<string, ScriptAnswer>> = {
  'wp-rss2.php': feed('/feed/'),
  'wp-feed.php': feed('/feed/'),
  'wp-atom.php': feed('/feed/atom/'),
  'wp-signup.php': registration,
  'wp-activate.php': registration,
  'wp-register.php': { status: 301, location: '/wp-login.php?action=register' },
  'wp-load.php': silent,
  // Each of these folders has an index.php that says nothing.
  ...Object.fromEntries(
    ['wp-content/', 'wp-content/plugins/', 'wp-content/themes/'].flatMap(folder => [
      [folder, silent],
      [`${folder}index.php`, silent],
    ]),
  ),
  'wp-content/plugins/woocommerce/woocommerce.php': silent,
  // They want what wp-load.php defines; the second is found, and has nothing to show.
  'wp-settings.php': { status: 500 },
  'wp-blog-header.php': { status: 404, isKept: false },
  'wp-config.php': silent,
  'wp-trackback.php': {
    status: 404,
    type: 'text/xml; charset=UTF-8',
    body: '<response><error>1</error></response>',
    isKept: false,
  },
  'wp-links-opml.php': { status: 200, type: 'text/xml; charset=UTF-8', body: '<opml version="1.0"></opml>' },
  'wp-comments-post.php': { status: 405, type: 'text/plain;charset=UTF-8' },
  'wp-mail.php': { status: 403, body: 'Latchkey does not simulate posting by e-mail.', isKept: false },
};

/** The answer of a script that is no part of the API; undefined for any other path. */
export function answerOfStandingScript(context: Context): Answer | undefined {
  const { site, request } = context;
  const { path: home } = site.home;
  const start = home.length + 1;
  // Every request comes by here.
  const isNamed = request.uri.startsWith('wp-', start)
    ? !request.uri.startsWith('json', start + 3)
    : request.uri.startsWith('xmlrpc.php', start);
  if (!isNamed) return undefined;
  const path = request.uri.split('?', 1)[0] as string;
  const script = path.startsWith(`${home}/`) ? path.slice(start) : '';
  if (script === 'wp-cron.php') {
    // What is due has been done: the store runs its tasks by itself. Its fields were none on 6.0.1, and these on 6.4.1.
    const fields = ['Expires', 'Wed, 11 Jan 1984 05:00:00 GMT', 'Cache-Control', kept];
    const headers = [
      ...(versionAtLeast(site.version, '6.4') ? fields : []),
      ...['Content-Type', 'text/html; charset=UTF-8'],
    ];
    return { status: 200, headers, body: noBody };
  }
  if (script === 'xmlrpc.php')
    return request.method === 'POST' ? answerXmlRpc(context) : describeXmlRpc(context);
  return Object.hasOwn(scripts, script) ? scriptAnswer(context, scripts[script] as ScriptAnswer) : undefined;
}

function scriptAnswer(
  { site, request }: Context,
  { status, type = 'text/html; charset=UTF-8', location, body = '', isKept = true }: ScriptAnswer,
): Answer {
  const where = location === undefined ? [] : ['Location', homeUrl(site.home, location)];
  const allow = status === 405 ? ['Allow', 'POST'] : [];
  return {
    status,
    headers: [...(isKept ? [] : nocacheHeaders(site)), ...where, ...allow, 'Content-Type', type],
    body: request.method === 'HEAD' ? noBody : Buffer.from(body),
  };
}
