import { base64_decode } from '../php/base64.ts';
import type { PhpRequest } from '../php/request.ts';

/** Nothing may stand behind the credentials (measured with WordPress 6.9.1). */
const basicCredentials = /^Basic ([a-z\d+/]*={0,2})$/i;

/**
 * `wp_populate_basic_auth_from_authorization_header()`, WordPress 5.6 and later: where the web server has not filled
 * `PHP_AUTH_USER` and `PHP_AUTH_PW`, they are taken from `HTTP_AUTHORIZATION` or, after a rewrite,
 * `REDIRECT_HTTP_AUTHORIZATION`. mod_php fills them itself, so that the request is given back as it is.
 */
export function withBasicAuth(request: PhpRequest): PhpRequest {
  if (request.server('PHP_AUTH_USER') !== undefined || request.server('PHP_AUTH_PW') !== undefined)
    return request;
  const header = request.server('HTTP_AUTHORIZATION') ?? request.server('REDIRECT_HTTP_AUTHORIZATION');
  const match = header === undefined ? null : basicCredentials.exec(header);
  if (!match) return request;
  const credentials = base64_decode(match[1] as string);
  const colon = credentials.indexOf(':');
  if (colon < 0) return request;
  return new WithBasicAuth(request, credentials.slice(0, colon), credentials.slice(colon + 1));
}

class WithBasicAuth implements PhpRequest {
  readonly #request: PhpRequest;
  readonly #user: string;
  readonly #password: string;

  constructor(request: PhpRequest, user: string, password: string) {
    this.#request = request;
    this.#user = user;
    this.#password = password;
  }

  get method() {
    return this.#request.method;
  }
  get uri() {
    return this.#request.uri;
  }
  get queryString() {
    return this.#request.queryString;
  }
  get get() {
    return this.#request.get;
  }
  get post() {
    return this.#request.post;
  }
  get files() {
    return this.#request.files;
  }
  get cookie() {
    return this.#request.cookie;
  }
  get rawBody() {
    return this.#request.rawBody;
  }
  server(name: string): string | undefined {
    if (name === 'PHP_AUTH_USER') return this.#user;
    if (name === 'PHP_AUTH_PW') return this.#password;
    return this.#request.server(name);
  }
  header(name: string): string | undefined {
    return this.#request.header(name);
  }
}
