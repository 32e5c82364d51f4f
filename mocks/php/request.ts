import type { UploadedFile } from './multipart.ts';
import type { PhpArray } from './types.ts';

/** A request as a PHP script sees it: the superglobals, php://input and getallheaders(). */
export interface PhpRequest {
  /** `$_SERVER['REQUEST_METHOD']`, as sent. */
  readonly method: string;
  /** `$_SERVER['REQUEST_URI']`: the target as sent. */
  readonly uri: string;
  /** `$_SERVER['QUERY_STRING']`. */
  readonly queryString: string;
  /** `$_GET`. */
  readonly get: PhpArray;
  /** `$_POST`: form and multipart bodies of a POST, nothing else. */
  readonly post: PhpArray;
  /** `$_FILES`: the files of a multipart body, in the order in which they were sent. */
  readonly files: readonly UploadedFile[];
  /** `$_COOKIE`. */
  readonly cookie: PhpArray;
  /** php://input. */
  readonly rawBody: Uint8Array;
  /** `$_SERVER[name]`: `HTTPS`, `SERVER_PORT`, `HTTP_HOST`, `HTTP_AUTHORIZATION`, `PHP_AUTH_USER` … */
  server(name: string): string | undefined;
  /** A field of getallheaders(), its name compared without case. */
  header(name: string): string | undefined;
}
