/** What an answer about a cart tells in its header: the nonce, the token, and the cookies of the session. */
import { createHash } from 'node:crypto';
import type { Cart } from '../../data/cart.ts';
import type { Context } from '../../wordpress/context.ts';
import { type Cookie, cookieNames, setCookie } from '../../wordpress/cookies.ts';
import { createNonce } from '../../wordpress/nonce.ts';
import type { RestResult } from '../../wordpress/rest/route.ts';
import type { Profile } from '../profiles.ts';
import { cartToken, sessionCookie, sessionCookieValue, sessionLength, shopperOf } from './session.ts';

export type Fields = NonNullable<RestResult['headers']>;

export function cartFields(context: Context, profile: Profile, cartHash: string): Fields {
  const { storeApi: form } = profile;
  const nonce = createNonce(context, 'wc_store_api');
  if (form === 'old-nonce') return nonceFields(context, profile);
  const oldNonce: Fields = form === 'cart-token' ? [] : [['X-WC-Store-API-Nonce', nonce]];
  const token: Fields = form === 'nonce' ? [] : [['Cart-Token', cartToken(context, profile)]];
  const hash: Fields = form === 'cart-token' ? [['Cart-Hash', cartHash]] : [];
  return [...nonceFields(context, profile), ...token, ...oldNonce, ...hash];
}

/** What a batch tells of itself. */
export function nonceFields(context: Context, { storeApi: form }: Profile): Fields {
  const nonce = createNonce(context, 'wc_store_api');
  const names =
    form === 'old-nonce'
      ? ['X-WC-Store-API-Nonce', 'X-WC-Store-API-Nonce-Timestamp', 'X-WC-Store-API-User']
      : ['Nonce', 'Nonce-Timestamp', 'User-ID'];
  const values = [nonce, context.site.now(), context.userId];
  return names.map((name, at) => [name, values[at] as string | number] as const);
}

/** `WC_Cart::get_cart_hash()`: another one whenever something in it, or its price, is. */
export function cartHash({ lines }: Cart, total: number): string {
  return lines.length === 0
    ? ''
    : createHash('md5')
        .update(JSON.stringify([lines, total]))
        .digest('hex');
}

/**
 * `WC_Cart_Session::set_cart_cookies()`: what the browser does not have yet.
 * @param isChanged whether there is something else in the cart now: only then is who has a token told
 */
export function cartCookies(context: Context, profile: Profile, hash: string, isChanged: boolean): Fields {
  const { request, site, isTls } = context;
  const now = site.now();
  const { path } = cookieNames(site);
  const send = (cookie: Pick<Cookie, 'name' | 'value' | 'secure' | 'httpOnly' | 'expires'>): Fields => {
    const [name, value] = setCookie({ path, now, ...cookie });
    return [[name as string, value as string]];
  };
  const open = { secure: false, httpOnly: false };
  if (hash === '')
    return ['woocommerce_items_in_cart', 'woocommerce_cart_hash'].flatMap(name =>
      request.cookie.has(name) ? send({ name, value: '0', expires: now - 3600, ...open }) : [],
    );
  const due = (name: string, value: string) =>
    request.cookie.get(name) === value ? [] : send({ name, value, ...open });
  const shopper = shopperOf(context, profile);
  if (shopper.by === 'token' && !isChanged) return [];
  const session = {
    name: sessionCookie(context),
    value: sessionCookieValue(context, profile, shopper.id),
    expires: now + sessionLength(context),
    secure: isTls && site.home.scheme === 'https',
    httpOnly: true,
  };
  return [
    ...due('woocommerce_items_in_cart', '1'),
    ...due('woocommerce_cart_hash', hash),
    ...(shopper.by === 'nothing' ? send(session) : []),
  ];
}
