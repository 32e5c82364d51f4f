import type { Message } from '../message.ts';
import { ModPhpRequest } from './mod_php.ts';
import type { PhpRequest } from './request.ts';

/**
 * A request whose Authorization field PHP-FPM was handed under another name: a rewrite rule has put it into the environment
 * (`E=HTTP_AUTHORIZATION:…`) together with a redirect inside of Apache, which writes `REDIRECT_` before each such name.
 * PHP looks at neither, nor does getallheaders().
 */
export function redirectedRequest(message: Message): PhpRequest {
  return new RedirectedRequest(message);
}

class RedirectedRequest extends ModPhpRequest {
  override header(name: string): string | undefined {
    return name.toLowerCase() === 'authorization' ? undefined : super.header(name);
  }

  override server(name: string): string | undefined {
    return name === 'REDIRECT_HTTP_AUTHORIZATION' ? super.header('Authorization') : super.server(name);
  }
}
