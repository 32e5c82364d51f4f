/** Whose cart it is: `WC_Session_Handler`, and `StoreApi\\SessionHandler` for who comes with a cart token. */
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { noAddress } from '../../data/address.ts';
import type { Cart } from '../../data/cart.ts';
import type { Data } from '../../data/data.ts';
import { hash_equals } from '../../php/hash_equals.ts';
import type { Context } from '../../wordpress/context.ts';
import { cookieNames } from '../../wordpress/cookies.ts';
import { base64url } from '../../wordpress/formatting/base64url.ts';
import type { Profile } from '../profiles.ts';
import { basePlace } from '../resources/orders/tax-rates.ts';
import type { Shop } from '../shop.ts';

/** The shopper of a request, who stays the same in all parts of a batch. */
export class Shopper {
  /** A user's id, or a random name. */
  readonly id: string;
  /** How the session was found. */
  readonly by: 'token' | 'cookie' | 'nothing';

  constructor(id: string, by: Shopper['by']) {
    this.id = id;
    this.by = by;
  }
}

const shoppers = new WeakMap<Context, Shopper>();

/** The cart's session is opened once for each request: by a token, by who is logged in, by a cookie, or anew. */
export function shopperOf(context: Context, profile: Profile): Shopper {
  let shopper = shoppers.get(context);
  if (shopper === undefined) {
    shopper = newShopper(context, profile);
    shoppers.set(context, shopper);
  }
  return shopper;
}

/** A part of a batch finds the session that the parts before have opened. */
export function shareShopper(from: Context, to: Context): void {
  const shopper = shoppers.get(from);
  if (shopper !== undefined) shoppers.set(to, shopper);
}

function newShopper(context: Context, profile: Profile): Shopper {
  const token = takesTokens(profile) ? tokenOwner(context) : undefined;
  if (token !== undefined) return new Shopper(token, 'token');
  const inCookie = cookieOwner(context);
  if (context.userId > 0)
    return new Shopper(String(context.userId), inCookie === String(context.userId) ? 'cookie' : 'nothing');
  if (inCookie !== undefined && !/^\d+$/.test(inCookie)) return new Shopper(inCookie, 'cookie');
  return new Shopper(`t_${Buffer.from(context.site.randomBytes(16)).toString('hex').slice(2)}`, 'nothing');
}

/** The cart as it was left. Whoever logs in finds what is in it beside what was put into another before. */
export function cartOf(context: Context, { data, profile }: Shop): Cart {
  const { id } = shopperOf(context, profile);
  const own = data.carts.get(id) ?? newCart(data, context);
  const before = context.userId > 0 ? cookieOwner(context) : undefined;
  const guest = before === undefined || before === id ? undefined : data.carts.get(before);
  if (before === undefined || guest === undefined) return own;
  const keys = new Set(guest.lines.map(({ key }) => key));
  const lines = [...own.lines.filter(({ key }) => !keys.has(key)), ...guest.lines];
  const merged = { ...own, lines, coupons: [...new Set([...own.coupons, ...guest.coupons])] };
  data.carts.delete(before);
  data.carts.set(id, merged);
  return merged;
}

export function keepCart(context: Context, { data, profile }: Shop, cart: Cart): void {
  data.carts.set(shopperOf(context, profile).id, cart);
}

/** Of a shopper nothing is known but where the shop is; of a user the profile. */
function newCart(data: Data, { userId, site }: Context): Cart {
  const { country, state } = basePlace(data);
  const { billing, shipping } = data.customers.get(userId) ?? { billing: noAddress, shipping: noAddress };
  const placed = (address: Cart['billing']) =>
    address.country === '' ? { ...address, country, state } : address;
  return {
    lines: [],
    coupons: [],
    chosenRate: '',
    offeredRates: [],
    billing: { ...placed(billing), email: billing.email || (site.users.get(userId)?.email ?? '') },
    shipping: placed(shipping),
  };
}

/** From 7.8 on a cart token stands for the session. */
function takesTokens({ storeApi: form }: Pick<Profile, 'storeApi'>): boolean {
  return form !== 'old-nonce' && form !== 'nonce';
}

/** A JSON Web Token that stands for the cart's session, good for two days. */
export function cartToken(context: Context, profile: Profile): string {
  const { site } = context;
  const now = site.now();
  const payload = {
    user_id: shopperOf(context, profile).id,
    exp: now + 172_800,
    iss: profile.storeApi === 'cart-token' ? 'store-api' : 'wc/store/v1',
    iat: now,
  };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map(part => base64url(Buffer.from(JSON.stringify(part))))
    .join('.');
  return `${signed}.${tokenSignature(site, signed)}`;
}

/** Whom a token names that this store has made, as long as it holds. */
export function tokenOwner({ site, request }: Context): string | undefined {
  const [head, payload, signature] = (request.header('Cart-Token') ?? '').split('.');
  if (signature === undefined || signature !== tokenSignature(site, `${head}.${payload}`)) return undefined;
  const { user_id, exp } = JSON.parse(Buffer.from(payload as string, 'base64url').toString());
  return site.now() > exp ? undefined : String(user_id);
}

function tokenSignature(site: Context['site'], signed: string): string {
  const secret = site.sessions.hash('sha256', 'store-api', 'auth');
  return base64url(createHmac('sha256', secret).update(signed).digest());
}

/** The name of the session's cookie. */
export function sessionCookie({ site }: Context): string {
  return `wp_woocommerce_session_${cookieNames(site).hash}`;
}

/** Seconds that a session lasts: two days, of a user a week. */
export function sessionLength({ userId }: Context): number {
  return userId > 0 ? 604_800 : 172_800;
}

/** What the session's cookie holds: the shopper, when it ends, when it is renewed, and a hash of the first two. */
export function sessionCookieValue(context: Context, { storeApi }: Profile, id: string): string {
  const now = context.site.now();
  const [ends, renewed] = [now + sessionLength(context), now + 86_400];
  const mark = storeApi === 'cart-token' ? '|' : '||';
  return [id, ends, renewed, cookieHash(context, `${id}|${ends}`)].join(mark);
}

function cookieOwner(context: Context): string | undefined {
  const sent = context.request.cookie.get(sessionCookie(context));
  if (typeof sent !== 'string') return undefined;
  const [id, ends, , hash = ''] = sent.split(/\|\|?/);
  const isRight =
    hash_equals(cookieHash(context, `${id}|${ends}`), hash) && Number(ends) > context.site.now();
  return isRight ? id : undefined;
}

function cookieHash({ site }: Context, text: string): string {
  return createHmac('md5', site.sessions.hash('md5', text, 'auth'))
    .update(text)
    .digest('hex');
}
