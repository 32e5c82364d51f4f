import type { Message } from '../message.ts';
import { LazyRequest } from './lazy-request.ts';
import type { PhpRequest } from './request.ts';
import { rawurldecode } from './urlencode.ts';

const everyUnderscore = /_/g;

/** A request as Apache with mod_php hands it to a script. */
export function phpRequest(message: Message): PhpRequest {
  return new ModPhpRequest(message);
}

/** What mod_php makes of a message. */
export class ModPhpRequest extends LazyRequest {
  readonly #message: Message;

  constructor(message: Message) {
    const mark = message.target.indexOf('?');
    const query = mark < 0 ? '' : message.target.slice(mark + 1);
    super(message.method, message.target, query, message.body);
    this.#message = message;
  }

  /** Fields of one name joined as `apr_table_compress()` does it. */
  header(name: string): string | undefined {
    const { headers } = this.#message;
    let value: string | undefined;
    for (let i = 0; i < headers.length; i += 2) {
      const sent = headers[i] as string;
      if (sent.length !== name.length) continue;
      if (sent !== name && !isSameName(sent, name)) continue;
      value = value === undefined ? headers[i + 1] : `${value}, ${headers[i + 1]}`;
    }
    return value;
  }

  server(name: string): string | undefined {
    const message = this.#message;
    switch (name) {
      case 'HTTPS':
        return message.scheme === 'https' ? 'on' : undefined;
      case 'REQUEST_METHOD':
        return this.method;
      case 'REQUEST_URI':
        return this.uri;
      case 'QUERY_STRING':
        return this.queryString;
      case 'REQUEST_SCHEME':
        return message.scheme;
      case 'SERVER_PROTOCOL':
        return 'HTTP/1.1';
      case 'GATEWAY_INTERFACE':
        return 'CGI/1.1';
      case 'SCRIPT_NAME':
      case 'PHP_SELF':
        return '/index.php';
      case 'REMOTE_ADDR':
      case 'SERVER_ADDR':
        return '127.0.0.1';
      case 'HTTP_HOST':
        return this.header('Host') ?? message.host;
      case 'SERVER_NAME':
        return hostOf(this.header('Host') ?? message.host).toLowerCase();
      case 'SERVER_PORT':
        // Apache with UseCanonicalName off believes the Host field before its own port.
        return (
          portOf(this.header('Host') ?? '') ??
          portOf(message.host) ??
          (message.scheme === 'https' ? '443' : '80')
        );
      case 'CONTENT_TYPE':
        return this.header('Content-Type');
      case 'CONTENT_LENGTH':
        return (
          this.header('Content-Length') ?? (message.body.length > 0 ? String(message.body.length) : undefined)
        );
      case 'REDIRECT_URL':
        return redirectUrl(message.target);
      case 'PHP_AUTH_USER':
        return this.auth.user;
      case 'PHP_AUTH_PW':
        return this.auth.password;
      case 'PHP_AUTH_DIGEST':
        return this.auth.digest;
      // ap_add_common_vars() keeps these from scripts.
      case 'HTTP_AUTHORIZATION':
      case 'HTTP_PROXY_AUTHORIZATION':
      case 'HTTP_PROXY':
      case 'HTTP_CONTENT_TYPE':
      case 'HTTP_CONTENT_LENGTH':
        return undefined;
      default:
        // A field whose name holds an underscore is not passed on, so each variable has one field.
        return name.startsWith('HTTP_') && !name.includes('-')
          ? this.header(name.slice(5).replace(everyUnderscore, '-'))
          : undefined;
    }
  }

  protected override authorizationField(): string | undefined {
    return this.header('Authorization');
  }
}

/** Whether two names of one length are the same but for case; most differ in their first letter. */
function isSameName(one: string, other: string): boolean {
  return (
    ((one.charCodeAt(0) ^ other.charCodeAt(0)) & 0xdf) === 0 && one.toLowerCase() === other.toLowerCase()
  );
}

/** `example.org:8080`, `[::1]:8080`: a host, and the port where one is named. */
const authorityWithPort = /^(?:\[[^\]]*\]|[^:]*):\d+$/;

function portOf(authority: string): string | undefined {
  return authorityWithPort.test(authority) ? authority.slice(authority.lastIndexOf(':') + 1) : undefined;
}

function hostOf(authority: string): string {
  return authorityWithPort.test(authority) ? authority.slice(0, authority.lastIndexOf(':')) : authority;
}

/**
 * The path that was asked for, decoded, when a rewrite rule has sent it to index.php (WordPress's .htaccess does so
 * with all that is no file); undefined for the files themselves.
 */
function redirectUrl(target: string): string | undefined {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return path === '/' || /\.php(\/|$)/.test(path) ? undefined : rawurldecode(path);
}
