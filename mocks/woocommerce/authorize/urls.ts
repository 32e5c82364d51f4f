import { rawurlencode } from '../../php/urlencode.ts';
import type { Context } from '../../wordpress/context.ts';
import { addQueryArg } from '../../wordpress/formatting/query-args.ts';
import { homeUrl } from '../../wordpress/site.ts';
import type { AuthorizeParameters } from './parameters.ts';

/** `home_url()`: the scheme is the connection's when that is TLS, else home's own. */
export function currentHomeUrl(context: Context, path: string): string {
  const { home } = context.site;
  return homeUrl(home, path, context.isTls ? 'https' : home.scheme);
}

/** `WC_Auth::build_url()`: the next page of the flow with all parameters. Names are left as typed, URLs encoded. */
export function flowUrl(context: Context, request: AuthorizeParameters, route: string): string {
  const front = currentHomeUrl(context, '/');
  // With plain permalinks WooCommerce makes `?wc-auth/v1=authorize` of it, which leads to the front page.
  const page =
    context.site.switches.permalinks === 'plain'
      ? addQueryArg(front, [['wc-auth/v1', route]])
      : `${front}wc-auth/v1/${route}/`;
  return addQueryArg(page, [
    ['app_name', request.appName],
    ['user_id', request.userId],
    ['return_url', rawurlencode(request.returnUrl)],
    ['callback_url', rawurlencode(request.callbackUrl)],
    ['scope', request.scope],
  ]);
}

/** Where the app gets the merchant back: its `return_url` with the outcome. */
export function returnUrl(request: AuthorizeParameters, success: '0' | '1'): string {
  return addQueryArg(request.returnUrl, [
    ['success', success],
    ['user_id', request.userId],
  ]);
}
