/** Pages of a site that are no part of the API: what a real one answers with, and a plain word in the place of what it shows. */
import { Buffer } from 'node:buffer';
import { type Answer, noBody } from '../message.ts';
import { isEmpty } from '../php/compare.ts';
import type { Context } from './context.ts';
import { notFoundPage, restLink } from './pages.ts';
import { homeUrl, type Site } from './site.ts';

const html_ = 'text/html; charset=UTF-8';

interface SitePage {
  readonly type: string;
  readonly body: string;
  readonly status?: number;
}

const feedTypes: Readonly<Record<string, string>> = {
  feed: 'application/rss+xml',
  rss2: 'application/rss+xml',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  rdf: 'application/rdf+xml',
};

/** Below the path of home, without slashes: the pages that WordPress and WooCommerce make when they are set up. */
const shownPages = new Set([
  'shop',
  'cart',
  'my-account',
  'sample-page',
  'hello-world',
  'category/uncategorized',
]);

/** What a path names; undefined for what is not there. */
export function answerOfSitePage(context: Context, path: string): Answer | undefined {
  const { site, request } = context;
  const feed = feedOf(context, path);
  const named = path === '' ? namedByQuery(context) : undefined;
  if (named === 'nothing') return notFoundPage(context);
  if (named !== undefined) return moved(site, 301, named);
  if (feed === 'unknown')
    return shown(context, { type: 'text/xml; charset=UTF-8', body: noFeed, status: 404 });
  if (feed !== undefined)
    return shown(context, { type: `${feedTypes[feed]}; charset=UTF-8`, body: feedBody(feed, site.title) });
  if (path === 'robots.txt') return shown(context, { type: 'text/plain; charset=utf-8', body: robots });
  if (path === 'favicon.ico') return moved(site, 302, '/wp-includes/images/w-logo-blue-white-bg.png');
  if (path === 'sitemap.xml') return moved(site, 301, '/wp-sitemap.xml');
  if (path === 'wp-sitemap.xml') return xml(context, sitemap);
  if (isSitemap.test(path)) return xml(context, urls);
  if (path === 'wp-sitemap.xsl' || path === 'wp-sitemap-index.xsl') return xml(context, stylesheet);
  const shortcut = shortcuts[request.uri.replace(/\/$/, '').slice(site.home.path.length)];
  if (shortcut !== undefined) return moved(site, 302, shortcut);
  if (path === 'checkout') return moved(site, 302, '/cart/');
  if (!shownPages.has(path) && !isAuthor(site, path)) return undefined;
  return shownPage(context, path);
}

/** A page that is there, at its address with a slash at the end. */
export function shownPage(context: Context, path: string): Answer {
  const { site, request } = context;
  const mark = request.uri.indexOf('?');
  const sent = mark < 0 ? request.uri : request.uri.slice(0, mark);
  if (!sent.endsWith('/')) return moved(site, 301, `/${path}/${mark < 0 ? '' : request.uri.slice(mark)}`);
  const { status, headers, body } = shown(context, {
    type: html_,
    body: `<!DOCTYPE html>\n<html lang="en-US">\n<title>${path}</title>\n<p>Latchkey does not simulate this page.</p>\n</html>\n`,
  });
  return { status, headers: [...restLink(context), ...headers], body };
}

/** The feed of a page, in RSS 2.0. */
export function feedOfPage(context: Context): Answer {
  return shown(context, {
    type: `${feedTypes.feed}; charset=UTF-8`,
    body: feedBody('feed', context.site.title),
  });
}

/** An address of its own for what was named in another way. */
export function movedTo(site: Site, path: string, status = 301): Answer {
  return moved(site, status, path);
}

function xml(context: Context, body: string): Answer {
  return shown(context, { type: 'application/xml; charset=UTF-8', body });
}

/** `wp_redirect_admin_locations()`. */
const shortcuts: Readonly<Record<string, string>> = {
  '/login': '/wp-login.php',
  '/login.php': '/wp-login.php',
  '/admin': '/wp-admin/',
  '/dashboard': '/wp-admin/',
};

/** Of what a fresh WordPress with WooCommerce has: the first page of each. */
const isSitemap =
  /^wp-sitemap-(?:posts-(?:post|page|product)|taxonomies-(?:category|product_cat)|users)-1\.xml$/;

function feedOf({ site, request }: Context, path: string): string | undefined {
  if (path === 'hello-world/feed') return 'feed';
  const [, , named] = /^((?:comments|shop)\/)?feed(?:\/([a-z0-9]+))?$/.exec(path) ?? [];
  if (/^(?:(?:comments|shop)\/)?feed(?:\/|$)/.test(path))
    return named === undefined || named in feedTypes ? (named ?? 'feed') : undefined;
  const asked = path === '' && site.switches.permalinks === 'pretty' ? request.get.get('feed') : undefined;
  if (isEmpty(asked) || typeof asked !== 'string') return undefined;
  return asked in feedTypes ? asked : 'unknown';
}

/** `redirect_canonical()`: a post, a page or an author named by the number has an address of its own. */
function namedByQuery({ site, request }: Context): string | undefined {
  if (site.switches.permalinks === 'plain' || request.method === 'POST') return undefined;
  const number = (name: string) => {
    const value = request.get.get(name);
    return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
  };
  if (number('p') === 1 || request.get.get('name') === 'hello-world') return '/hello-world/';
  if (number('page_id') === 2 || number('p') === 2) return '/sample-page/';
  if (number('cat') === 1) return '/category/uncategorized/';
  if (request.get.get('sitemap') === 'index') return '/wp-sitemap.xml';
  const author = site.users.get(number('author') ?? 0);
  if (author) return `/author/${author.login}/`;
  const text = (name: string) => {
    const value = request.get.get(name);
    return typeof value === 'string' && value !== '' && !shownPages.has(value);
  };
  const asksForMissing = numbers.some(name => (number(name) ?? 0) > 0) || texts.some(text);
  return asksForMissing || (number('paged') ?? 0) > 1 ? 'nothing' : undefined;
}

/** Variables of a query that find nothing else in a site of one post and a few pages. */
const numbers = ['p', 'page_id', 'm', 'attachment_id', 'cat', 'author'];
const texts = ['name', 'pagename', 'tag'];

function isAuthor(site: Site, path: string): boolean {
  const name = /^author\/([^/]+)$/.exec(path)?.[1];
  return name !== undefined && site.users.find(name) !== undefined;
}

function shown({ request }: Context, { type, body, status = 200 }: SitePage): Answer {
  return {
    status,
    headers: ['Content-Type', type],
    body: request.method === 'HEAD' ? noBody : Buffer.from(body),
  };
}

function moved(site: Site, status: number, path: string): Answer {
  return { status, headers: ['Location', homeUrl(site.home, path), 'Content-Type', html_], body: noBody };
}

function feedBody(feed: string, title: string): string {
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (feed === 'atom')
    return `${head}<feed xmlns="http://www.w3.org/2005/Atom"><title>${text}</title></feed>\n`;
  if (feed === 'rdf')
    return `${head}<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>${text}</title></channel></rdf:RDF>\n`;
  return `${head}<rss version="${feed === 'rss' ? '0.92' : '2.0'}"><channel><title>${text}</title></channel></rss>\n`;
}

const noFeed =
  '<?xml version="1.0" encoding="UTF-8"?>\n<error><code>wp_die</code><message>This is not a valid feed template.</message></error>\n';
const robots = 'User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n';
const urls =
  '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>\n';
const stylesheet =
  '<?xml version="1.0" encoding="UTF-8"?>\n<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"></xsl:stylesheet>\n';
const sitemap =
  '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></sitemapindex>\n';
