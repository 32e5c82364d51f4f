import { wordpressError } from '../answers/error.ts';
import { type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { getPage, type Send } from './ask.ts';
import { readBody } from './body.ts';

/** Opens the page on which a merchant grants a key, without parameters: WooCommerce says then what is missing. */
export function askAuthorizationPage(send: Send, url: string): Promise<HttpExchange> {
  return send(getPage(url));
}

/**
 * Whether WooCommerce's key-granting flow answers: without parameters it says what is missing, by `wp_die()` with 401, on
 * a page or, to who wants it so, in JSON with the code `wp_die`.
 *
 * @returns undefined when it does; else what came in its place.
 */
export function whyNoAuthorizationPage({ answer, failure }: HttpExchange): string | undefined {
  if (!answer) return `the page that grants keys does not answer (${failure?.code ?? 'UNKNOWN'})`;
  const type = joinedHeader(answer.headers, 'content-type') ?? '';
  const isPasswordOfServer = joinedHeader(answer.headers, 'www-authenticate') !== undefined;
  const isPage = /\bhtml\b/i.test(type);
  const isDeath = wordpressError(readBody(answer).json)?.code === 'wp_die';
  if (answer.status === 401 && !isPasswordOfServer && (isPage || isDeath)) return undefined;
  return `the store answers ${answer.status} at /wc-auth/v1/authorize`;
}
