import { postMaxSize } from '../php/ini.ts';

/**
 * Apache's default limits, since that is what the recorded stores ran behind. A line may be a byte longer than the
 * directive says (measured with Apache 2.4.71).
 * https://httpd.apache.org/docs/2.4/mod/core.html
 */
export const limits = {
  /** LimitRequestLine 8190: the bytes of method, target and version with the spaces between them. */
  requestLine: 8191,
  /** LimitRequestFields. */
  fields: 100,
  /** LimitRequestFieldSize 8190: the bytes of one field's line. */
  field: 8191,
  /** The bytes of the largest head that is within the limits, so that no client can make a listener keep more. */
  head: 101 * (8191 + '\r\n'.length),
  /** The body that the store takes, in bytes. This limit is ours: real PHP reads on, and has no `$_POST` then. */
  body: postMaxSize,
} as const;
