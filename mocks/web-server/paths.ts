import type { Answer } from '../message.ts';
import { badRequest, notFound } from './pages.ts';

/** What Apache has to unescape, or to look at twice. */
const troublesome = /%|\/\.\.?(?:\/|$)/;

/**
 * The decoded path, or Apache's refusal of one that has an encoding that is none, hides a slash or a NUL
 * (AllowEncodedSlashes is off), or climbs above the root.
 */
export function decodePath(path: string): string | Answer {
  if (!troublesome.test(path)) return path;
  if (/%(?![0-9a-f]{2})/i.test(path)) return badRequest;
  // Dots are looked at before the rest is decoded: a hidden slash ends no segment, and may go with the one it is in.
  const normal = withoutDots(path.replace(unreserved, decode));
  if (normal === undefined) return badRequest;
  return /%(?:00|2f)/i.test(normal) ? notFound : normal.replace(/%[0-9a-f]{2}/gi, decode);
}

/** RFC 3986 section 2.3, percent-encoded: letters, digits, hyphen, period, underscore, tilde. */
const unreserved = /%(?:2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi;

function decode(encoded: string): string {
  return String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
}

/** `ap_normalize_path()`: without `.` and `..`; undefined where they lead out of the root. */
function withoutDots(path: string): string | undefined {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '.' || segment === '..') {
      if (segment === '..' && kept.length <= 1) return undefined;
      if (segment === '..') kept.pop();
      if (isLast) kept.push('');
    } else if (segment !== '' || index === 0 || isLast) kept.push(segment);
  }
  return kept.join('/');
}
