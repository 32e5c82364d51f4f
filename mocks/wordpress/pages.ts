import { Buffer } from 'node:buffer';
import type { Answer } from '../message.ts';
import { currentUserCan, isUserLoggedIn } from './capabilities.ts';
import type { Context } from './context.ts';
import { restUrl } from './home.ts';
import { nocacheHeaders } from './nocache.ts';
import type { Site } from './site.ts';

const htmlType = ['Content-Type', 'text/html; charset=UTF-8'];

/** `wp_maintenance()`: a `.maintenance` file stops every request before WordPress has loaded. */
export function maintenancePage(site: Site): Answer {
  return {
    status: 503,
    headers: ['Retry-After', '600', ...nocacheHeaders(site), ...htmlType],
    body: document(
      'Maintenance',
      '<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>',
    ),
  };
}

/** The theme's page for what is not there. */
export function notFoundPage(context: Context): Answer {
  const { site } = context;
  const title = `Page not found &#8211; ${escaped(site.title)}`;
  return {
    status: 404,
    headers: [...cacheHeaders(context, true), ...restLink(context), ...htmlType],
    body: document(title, hidesShop(context) ? comingSoon : '<h1>Nothing here</h1>'),
  };
}

/** The front page. It names the REST API's root, by which a client finds it. */
export function frontPage(context: Context): Answer {
  const title = escaped(context.site.title);
  return {
    status: 200,
    headers: [...cacheHeaders(context, false), ...restLink(context), ...htmlType],
    body: document(title, hidesShop(context) ? comingSoon : `<h1>${title}</h1>`),
  };
}

const comingSoon = '<h1>Pardon our dust! We’re working on something amazing — check back soon!</h1>';

/** WooCommerce's coming-soon mode covers every page, but not for those who run the shop; the REST API goes on. */
function hidesShop(context: Context): boolean {
  return context.site.switches.comingSoon && !currentUserCan(context, 'manage_woocommerce');
}

function cacheHeaders(context: Context, isNotFound: boolean): readonly string[] {
  const loggedIn = isUserLoggedIn(context);
  const nocache = isNotFound || loggedIn ? nocacheHeaders(context.site, loggedIn) : [];
  if (!hidesShop(context)) return nocache;
  return [...nocache.slice(0, 2), 'Cache-Control', 'max-age=60'];
}

/** `rest_output_link_header()`. */
export function restLink({ site, isTls }: Context): readonly string[] {
  return ['Link', `<${restUrl(site, '/', isTls)}>; rel="https://api.w.org/"`];
}

function escaped(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function document(title: string, main: string): Buffer {
  return Buffer.from(
    `<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<meta charset="UTF-8">\n<title>${title}</title>\n</head>\n` +
      `<body>\n<main>\n${main}\n</main>\n</body>\n</html>\n`,
  );
}
