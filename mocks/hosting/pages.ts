/** The pages that web servers and the things in front of them answer on their own: HTML, never WordPress's JSON. */
import type { Answer, Message } from '../message.ts';
import { refusalPage } from '../web-server/pages.ts';
import { reasonPhrase } from '../web-server/reasons.ts';

/** Nginx's own reasons where they are others than Apache's. */
const nginxReasons: Readonly<Record<number, string>> = {
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The reasons of statuses that hosts have made up. */
const hostReasons: Readonly<Record<number, string>> = { 455: 'Security Incident Detected' };

type PageStyle = 'apache' | 'nginx';

export function page(
  status: number,
  html: string,
  headers: readonly string[] = [],
  contentType = 'text/html; charset=UTF-8',
): Answer {
  return {
    status,
    headers: [...headers, 'Content-Type', contentType],
    body: new TextEncoder().encode(html),
  };
}

/** An error page of Apache or Nginx, as they come from their packages. */
export function serverPage(
  server: PageStyle,
  status: number,
  { method }: Pick<Message, 'method'>,
  headers: readonly string[] = [],
): Answer {
  return server === 'nginx' ? nginxPage(status, headers) : apachePage(status, method, headers);
}

function apachePage(status: number, method: string, headers: readonly string[]): Answer {
  return refusalPage(status, method, ['Server', 'Apache', ...headers], hostReasons[status]);
}

export function nginxPage(status: number, headers: readonly string[] = []): Answer {
  const reason = nginxReasons[status] ?? hostReasons[status] ?? reasonPhrase(status);
  const html = `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return page(status, html, ['Server', 'nginx', ...headers], 'text/html');
}

/** A redirect as Nginx answers `return 301 …`. */
export function redirect(status: number, location: string): Answer {
  return nginxPage(status, ['Location', location]);
}

/** A JSON answer that does not come from the REST API. */
export function json(status: number, value: unknown, headers: readonly string[] = []): Answer {
  return page(status, JSON.stringify(value), headers, 'application/json; charset=UTF-8');
}
