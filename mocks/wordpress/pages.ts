import { Buffer } from 'node:buffer';
import type { Answer } from '../message.ts';
import { isUserLoggedIn } from './capabilities.ts';
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
  const { site, isTls } = context;
  return {
    status: 404,
    headers: [...nocacheHeaders(site, isUserLoggedIn(context)), ...restLink(site, isTls), ...htmlType],
    body: document(`Page not found &#8211; ${text(site.title)}`, '<h1>Nothing here</h1>'),
  };
}

/** The front page. It names the REST API's root, by which a client finds it. */
export function frontPage(context: Context): Answer {
  const { site, isTls } = context;
  const loggedIn = isUserLoggedIn(context);
  const nocache = loggedIn ? nocacheHeaders(site, true) : [];
  const title = text(site.title);
  if (site.switches.comingSoon) {
    return {
      status: 200,
      headers: [...nocache, ...restLink(site, isTls), ...htmlType],
      body: document(
        title,
        '<h1>Pardon our dust! We’re working on something amazing — check back soon!</h1>',
      ),
    };
  }
  return {
    status: 200,
    headers: [...nocache, ...restLink(site, isTls), ...htmlType],
    body: document(title, `<h1>${title}</h1>`),
  };
}

/** `rest_output_link_header()`. */
function restLink(site: Site, isTls: boolean): readonly string[] {
  return ['Link', `<${restUrl(site, '/', isTls)}>; rel="https://api.w.org/"`];
}

function text(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function document(title: string, main: string): Buffer {
  return Buffer.from(
    `<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<meta charset="UTF-8">\n<title>${title}</title>\n</head>\n` +
      `<body>\n<main>\n${main}\n</main>\n</body>\n</html>\n`,
  );
}
