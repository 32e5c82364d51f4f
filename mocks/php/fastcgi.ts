import { LazyRequest } from './lazy-request.ts';
import type { PhpRequest } from './request.ts';

/**
 * A request as PHP-FPM hands it to a script.
 *
 * @param params The FastCGI parameters that the web server sent, as byte strings: they are `$_SERVER`.
 * @param body What came as FCGI_STDIN.
 */
export function fastcgiRequest(params: ReadonlyMap<string, string>, body: Uint8Array): PhpRequest {
  return new FastcgiRequest(params, body);
}

class FastcgiRequest extends LazyRequest {
  readonly #params: ReadonlyMap<string, string>;

  constructor(params: ReadonlyMap<string, string>, body: Uint8Array) {
    // PHP-FPM reads as much of the body as CONTENT_LENGTH says, and none without it.
    const length = Number.parseInt(params.get('CONTENT_LENGTH') ?? '', 10) || 0;
    super(
      params.get('REQUEST_METHOD') ?? '',
      params.get('REQUEST_URI') ?? '',
      params.get('QUERY_STRING') ?? '',
      body.subarray(0, Math.max(length, 0)),
    );
    this.#params = params;
  }

  server(name: string): string | undefined {
    // What PHP decodes itself takes the place of a parameter of that name.
    if (name === 'PHP_AUTH_USER') return this.auth.user ?? this.#param(name);
    if (name === 'PHP_AUTH_PW') return this.auth.password ?? this.#param(name);
    if (name === 'PHP_AUTH_DIGEST') return this.auth.digest ?? this.#param(name);
    if (name === 'PHP_SELF') return `${this.#param('SCRIPT_NAME') ?? ''}${this.#param('PATH_INFO') ?? ''}`;
    // httpoxy (CVE-2016-5385): a client's field must not become the variable that names a proxy.
    if (name === 'HTTP_PROXY') return undefined;
    return this.#param(name);
  }

  /** PHP reads the values as C strings. */
  #param(name: string): string | undefined {
    const value = this.#params.get(name);
    const end = value?.indexOf('\0') ?? -1;
    return end < 0 ? value : value?.slice(0, end);
  }

  /** getallheaders() is made of the `HTTP_` parameters here, so that it lacks what the web server kept back. */
  header(name: string): string | undefined {
    const variable = name.toUpperCase().replaceAll('-', '_');
    if (variable === 'CONTENT_TYPE' || variable === 'CONTENT_LENGTH') {
      return this.#params.get(variable) ?? this.#params.get(`HTTP_${variable}`);
    }
    return this.#params.get(`HTTP_${variable}`);
  }

  /** Not `REDIRECT_HTTP_AUTHORIZATION`: that one WordPress looks at. */
  protected override authorizationField(): string | undefined {
    return this.#params.get('HTTP_AUTHORIZATION');
  }
}
