import { addslashes } from '../php/slashes.ts';
import type { Context } from './context.ts';
import { escHtml } from './formatting/escape.ts';
import { addQueryArg, removeQueryArg } from './formatting/query-args.ts';
import { type Html, hrefOf, html } from './html.ts';
import { createNonce } from './nonce.ts';

/** `wp_nonce_url()`: the URL with a nonce, its query encoded anew, escaped for a page already. */
export function nonceUrl(context: Context, url: string, action: string, name = '_wpnonce'): string {
  return escHtml(addQueryArg(url.replaceAll('&amp;', '&'), [[name, createNonce(context, action)]]));
}

/** `wp_referer_field()`: where the form was shown, for the way back. */
export function refererField(context: Context): Html {
  // WordPress adds slashes to REQUEST_URI as it does to every input.
  const referer = removeQueryArg(addslashes(context.request.uri), '_wp_http_referer');
  return html`<input type="hidden" name="_wp_http_referer" value="${hrefOf(referer)}">`;
}
