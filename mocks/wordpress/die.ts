import type { Answer } from '../message.ts';
import type { PhpRequest } from '../php/request.ts';
import type { Context } from './context.ts';
import { type Html, html } from './html.ts';
import { nocacheHeaders } from './nocache.ts';
import { page } from './page.ts';
import { encodeJson } from './rest/json.ts';
import { isJsonMediaType } from './rest/params.ts';

/** What `wp_die()` looks at: the site, and in which form the client wants to hear it. */
export type Dying = Pick<Context, 'site' | 'request'>;

/** What is said, and in which headers, beside those that keep the answer out of caches. */
export interface Death {
  readonly title: string;
  readonly message: Html;
  readonly status: number;
  /** `wp_die` when left out. */
  readonly code?: string;
  readonly headers?: readonly string[];
  /** The page's content, where that is more than the message. */
  readonly main?: Html;
}

/**
 * `wp_die()`: a message and nothing else, on a page, or in JSON to clients that send or accept it (seen on 5.8, 8.2 and
 * 10.5: `Accept: application/json, … ;q=0.5` is enough).
 */
export function die({ site, request }: Dying, death: Death): Answer {
  const { message, status, headers = nocacheHeaders(site) } = death;
  if (!isJsonRequest(request)) return page(death.title, death.main ?? messagePage(message), status, headers);
  // `esc_html()` writes an apostrophe by its number.
  const markup = message.markup.replaceAll('&apos;', '&#039;');
  const error = { code: death.code ?? 'wp_die', message: markup, data: { status }, additional_errors: [] };
  return {
    status,
    headers: [...headers, 'Content-Type', 'application/json; charset=UTF-8'],
    body: new TextEncoder().encode(encodeJson(error)),
  };
}

/**
 * The message is the page's heading for those who hear it; it is no `h1`, because a real store has none there
 * (wc-auth.003).
 */
export function messagePage(message: Html): Html {
  return html`<div class="card"><p class="message" role="heading" aria-level="1">${message}</p></div>`;
}

/** `wp_is_json_request()`. */
function isJsonRequest(request: PhpRequest): boolean {
  return (
    isJsonMediaType(request.header('Accept') ?? '') || isJsonMediaType(request.server('CONTENT_TYPE') ?? '')
  );
}
