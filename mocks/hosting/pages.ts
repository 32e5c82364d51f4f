/** The pages that web servers and the things in front of them answer on their own: HTML, never WordPress's JSON. */
import type { Answer } from '../message.ts';

const reasons: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  429: 'Too Many Requests',
  455: 'Security Incident Detected',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** What Apache says below the heading, for the status codes that it has words for. */
const apacheWords: Readonly<Record<number, string>> = {
  401: `This server could not verify that you
are authorized to access the document
requested.  Either you supplied the wrong
credentials (e.g., bad password), or your
browser doesn't understand how to supply
the credentials required.`,
  403: `You don't have permission to access this resource.`,
  404: 'The requested URL was not found on this server.',
  405: 'The requested method is not allowed for this URL.',
  406: 'An appropriate representation of the requested resource could not be found on this server.',
  501: 'The requested method is not supported.',
  503: `The server is temporarily unable to service your
request due to maintenance downtime or capacity
problems. Please try again later.`,
};

export type Server = 'apache' | 'nginx';

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
export function serverPage(server: Server, status: number, headers: readonly string[] = []): Answer {
  const reason = reasons[status] ?? 'Error';
  if (server === 'nginx') {
    const html = `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
    return page(status, html, ['Server', 'nginx', ...headers], 'text/html');
  }
  const title = status === 503 ? 'Service Unavailable' : reason;
  const html = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${apacheWords[status] ?? ''}</p>\n</body></html>\n`;
  return page(status, html, ['Server', 'Apache', ...headers], 'text/html; charset=iso-8859-1');
}

/** A redirect as Nginx answers `return 301 …`. */
export function redirect(status: number, location: string): Answer {
  return serverPage('nginx', status, ['Location', location]);
}

/** A JSON answer that does not come from the REST API. */
export function json(status: number, value: unknown, headers: readonly string[] = []): Answer {
  return page(status, JSON.stringify(value), headers, 'application/json; charset=UTF-8');
}
