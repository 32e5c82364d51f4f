/** The forms of a request target (RFC 9112 section 3.2), as Apache's `ap_parse_uri()` takes them. */
export interface RequestTarget {
  /** The path as sent, without the query; `*` for the server as a whole. */
  readonly path: string;
  /** The host that it names: absolute-form, and authority-form with CONNECT. */
  readonly host: string | undefined;
}

/** No space, no control character, and no fragment. */
const forbiddenInTarget = /[\x00-\x20\x7f#]/;
const absoluteForm = /^https?:(?:\/\/([^/?]*))?([^?]*)/i;
const authorityForm = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+):\d+$/;
/** A URL's authority: no user, a port of any size, and even no host. */
const authority = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]*)(?::\d*)?$/;

/** Takes a target apart; undefined for what is none. */
export function parseTarget(method: string, target: string): RequestTarget | undefined {
  if (forbiddenInTarget.test(target)) return undefined;
  if (method === 'CONNECT') return authorityForm.test(target) ? { path: '/', host: target } : undefined;
  if (target.startsWith('/') || target.startsWith('*') || target.startsWith('?')) {
    const path = withoutQuery(target) || '/';
    return path.startsWith('*') && path !== '*' ? undefined : { path, host: undefined };
  }
  const absolute = absoluteForm.exec(target);
  if (!absolute) return undefined;
  const [, host, path] = absolute;
  if (host !== undefined && !authority.test(host)) return undefined;
  if (path !== '' && !path?.startsWith('/')) return undefined;
  return { path: path || '/', host };
}

function withoutQuery(target: string): string {
  const mark = target.indexOf('?');
  return mark < 0 ? target : target.slice(0, mark);
}
