import { rawurlencode, urldecode } from '../../php/urlencode.ts';
import type { Context } from '../../wordpress/context.ts';
import { addQueryArg } from '../../wordpress/formatting/query-args.ts';
import { homeUrl } from '../../wordpress/site.ts';
import { clean, type Parameters } from './parameters.ts';

/** `home_url()`: the scheme is the connection's when that is TLS, else home's own. */
export function currentHomeUrl(context: Context, path: string): string {
  const { home } = context.site;
  return homeUrl(home, path, context.isTls ? 'https' : home.scheme);
}

/**
 * `WC_Auth::get_formatted_url()`: decoded once more than PHP has done already, so a URL that was encoded twice
 * is taken too (wc-auth.111) and a `%2B` in it becomes a space; `https://` where no scheme is named (wc-auth.100).
 */
export function formattedUrl(url: string): string {
  const decoded = urldecode(url);
  return decoded.includes('://') ? decoded : `https://${decoded}`;
}

/** `WC_Auth::build_url()`: the next page of the flow with all parameters. Names are left as typed, URLs encoded. */
export function flowUrl(context: Context, parameters: Parameters, route: string): string {
  const front = currentHomeUrl(context, '/');
  // With plain permalinks WooCommerce makes `?wc-auth/v1=authorize` of it, which leads to the front page.
  const page =
    context.site.switches.permalinks === 'plain'
      ? addQueryArg(front, [['wc-auth/v1', route]])
      : `${front}wc-auth/v1/${route}/`;
  return addQueryArg(page, [
    ['app_name', clean(parameters.app_name)],
    ['user_id', clean(parameters.user_id)],
    ['return_url', rawurlencode(formattedUrl(parameters.return_url))],
    ['callback_url', rawurlencode(formattedUrl(parameters.callback_url))],
    ['scope', clean(parameters.scope)],
  ]);
}

/** Where the app gets the merchant back: its `return_url` with the outcome. */
export function returnUrl(parameters: Parameters, success: '0' | '1'): string {
  return addQueryArg(formattedUrl(parameters.return_url), [
    ['success', success],
    ['user_id', clean(parameters.user_id)],
  ]);
}
