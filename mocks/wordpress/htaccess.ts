import { Buffer } from 'node:buffer';
import type { Answer, Message } from '../message.ts';
import type { Site } from './site.ts';

/**
 * What Apache does with a request before PHP: it serves index.php and what lies in WordPress's folder, and sends
 * everything else below home to index.php, unless there are no rewrite rules (plain permalinks).
 * @returns Apache's own answer, or undefined when the request goes on to PHP.
 */
export function htaccess(site: Site, message: Message): Answer | undefined {
  const path = pathOf(message.target);
  if (path === undefined) return badRequest;
  const below = belowHome(site, path);
  if (below === undefined) return notFound;
  if (site.switches.permalinks === 'pretty' || isScript(below)) return undefined;
  return notFound;
}

/** The decoded path; undefined for a target that is no path, or has an encoding that Apache does not take. */
function pathOf(target: string): string | undefined {
  const mark = target.indexOf('?');
  let path = mark < 0 ? target : target.slice(0, mark);
  if (path.startsWith('/') && !path.includes('%')) return path;
  const absolute = /^https?:\/\/[^/]*/i.exec(path);
  if (absolute) path = path.slice(absolute[0].length) || '/';
  if (!path.startsWith('/') || /%(?![0-9a-f]{2})/i.test(path) || /%00/.test(path)) return undefined;
  if (!path.includes('%')) return path;
  return path.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** The path below home; undefined when it lies beside a site in a sub-directory. */
function belowHome({ home }: Site, path: string): string | undefined {
  if (home.path === '') return path;
  if (path === home.path || path.startsWith(`${home.path}/`)) return path.slice(home.path.length) || '/';
  return undefined;
}

/** The files that are there: `/`, index.php with what follows it as PATH_INFO, the log-in and the dashboard. */
function isScript(path: string): boolean {
  return (
    path === '/' ||
    /^\/(index\.php(\/|$)|wp-login\.php$|wp-admin(\/|$)|xmlrpc\.php$|wp-cron\.php$)/.test(path)
  );
}

const notFound = apache(404, 'Not Found', 'The requested URL was not found on this server.');
const badRequest = apache(
  400,
  'Bad Request',
  'Your browser sent a request that this server could not understand.',
);

function apache(status: number, reason: string, sentence: string): Answer {
  return {
    status,
    headers: ['Content-Type', 'text/html; charset=iso-8859-1'],
    body: Buffer.from(
      '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n' +
        `<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n<p>${sentence}</p>\n</body></html>\n`,
    ),
  };
}
