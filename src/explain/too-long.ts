import type { Note } from './note.ts';
import type { ReceivedRequest } from './request.ts';

/** Many times what web servers take: who sends more is not asked why. */
const mostInHead = 65_536;

/** What refuses a request for its length before anybody looks at it; undefined for one that is looked at here. */
export function tooLong({ target, headers }: ReceivedRequest): Note | undefined {
  if (target.length > mostInHead) return urlTooLong(target);
  const inHeaders = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  if (inHeaders <= mostInHead) return undefined;
  return {
    id: 'header-fields-too-large',
    says: `The header fields have ${inHeaders} characters: web servers answer 400 or 431 to more than some thousands, and WordPress does not see the request.`,
    fix: 'Send fewer and shorter fields; look for a loop that adds them, and for cookies that pile up.',
    refuses: true,
  };
}

/** Apache takes a request line of 8,190 characters (LimitRequestLine), Nginx one of 8 KB. */
export function urlTooLong(target: string): Note {
  return {
    id: 'url-too-long',
    says: `The URL has ${target.length} characters: web servers answer 414 to more than about 8,000, and WordPress does not see the request.`,
    fix: 'Ask for less at once (include with fewer ids, page by page), or send the parameters in the body of a POST with _method=GET in the query.',
    refuses: true,
  };
}
