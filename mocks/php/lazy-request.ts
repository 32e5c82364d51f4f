import { type PhpAuth, phpAuth } from './authorization.ts';
import { parseCookies } from './cookies.ts';
import type { UploadedFile } from './multipart.ts';
import { parse_str } from './parse_str.ts';
import { formType, parseFiles, parsePost } from './post.ts';
import type { PhpRequest } from './request.ts';
import type { PhpArray } from './types.ts';

const nothing = new Uint8Array(0);
/** Superglobals are read, never written to: all that are empty can be one. */
const none: PhpArray = new Map();

/** What every SAPI makes of a request in the same way. The superglobals are parsed when a script first asks. */
export abstract class LazyRequest implements PhpRequest {
  readonly method: string;
  readonly uri: string;
  readonly queryString: string;
  readonly #body: Uint8Array;
  #get: PhpArray | undefined;
  #post: PhpArray | undefined;
  #files: readonly UploadedFile[] | undefined;
  #cookie: PhpArray | undefined;
  #auth: PhpAuth | undefined;

  constructor(method: string, uri: string, queryString: string, body: Uint8Array) {
    this.method = method;
    this.uri = uri;
    this.queryString = queryString;
    this.#body = body;
  }

  abstract server(name: string): string | undefined;
  abstract header(name: string): string | undefined;
  /** The Authorization field that the SAPI hands to `php_handle_auth_data()`. */
  protected abstract authorizationField(): string | undefined;

  get get(): PhpArray {
    this.#get ??= this.queryString === '' ? none : parse_str(this.queryString);
    return this.#get;
  }

  get post(): PhpArray {
    this.#post ??=
      this.#body.length === 0 ? none : parsePost(this.method, this.server('CONTENT_TYPE'), this.#body);
    return this.#post;
  }

  get files(): readonly UploadedFile[] {
    this.#files ??= parseFiles(this.method, this.server('CONTENT_TYPE'), this.#body);
    return this.#files;
  }

  get cookie(): PhpArray {
    if (this.#cookie === undefined) {
      const sent = this.header('Cookie');
      this.#cookie = sent === undefined ? none : parseCookies(sent);
    }
    return this.#cookie;
  }

  get rawBody(): Uint8Array {
    if (this.#body.length === 0) return nothing;
    // PHP reads a multipart body itself: nothing is left of it for php://input.
    return formType(this.method, this.server('CONTENT_TYPE')) === 'multipart' ? nothing : this.#body;
  }

  protected get auth(): PhpAuth {
    this.#auth ??= phpAuth(this.authorizationField());
    return this.#auth;
  }
}
