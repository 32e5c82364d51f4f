import type { Cart } from '../../data/cart.ts';
import type { WpError } from '../../wordpress/error.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { Namespace } from '../resources/managed.ts';
import type { View } from '../resources/view.ts';
import type { Shop } from '../shop.ts';
import { cartCookies, cartFields, cartHash, type Fields } from './fields.ts';
import { cartOf, keepCart } from './session.ts';
import { showCart, showCoupon, showLine } from './show.ts';
import { type CartTotals, totalsOf } from './totals.ts';

/** The cart as a route finds it, and what it shows of it. */
export class CartRequest {
  readonly shop: Shop;
  readonly request: RestRequest;
  readonly view: View;
  cart: Cart;
  #totals: CartTotals | undefined;
  #isChanged = false;

  constructor(shop: Shop, request: RestRequest) {
    this.shop = shop;
    this.request = request;
    const { profile } = shop;
    const namespace = profile.storeApi === 'old-nonce' ? 'wc/store' : 'wc/store/v1';
    this.view = { ...new Namespace(3, profile).view(request), namespace };
    const cart = cartOf(request.context, shop);
    // What has no number any more, and what is nowhere any more, is dropped when the session is read.
    this.cart = { ...cart, lines: cart.lines.filter(line => line.quantity !== 0) };
    this.cart = { ...this.cart, lines: this.totals.lines.map(({ line }) => line) };
  }

  get totals(): CartTotals {
    this.#totals ??= totalsOf(this.shop, this.cart, this.request.context.site.now());
    return this.#totals;
  }

  /** Puts another cart in the place of this one, with the way of shipping that holds then. */
  change(cart: Cart): void {
    this.#isChanged ||= cart.lines !== this.cart.lines;
    this.cart = cart;
    this.#totals = undefined;
    const { chosen, rates } = this.totals;
    this.cart = { ...cart, chosenRate: chosen, offeredRates: rates.map(({ id }) => id) };
    keepCart(this.request.context, this.shop, this.cart);
  }

  shown(): object {
    return showCart(this.shop, this.cart, this.totals, this.view);
  }

  fields(): Fields {
    const { context } = this.request;
    const { profile } = this.shop;
    const hash = cartHash(this.cart, this.totals.total);
    return [...cartFields(context, profile, hash), ...cartCookies(context, profile, hash, this.#isChanged)];
  }

  /** Errors too tell the nonce and the token; where something was otherwise than the client thought, the cart. */
  refused({ code, message, data }: WpError): RestResult {
    const { status } = data;
    const cart = status === 409 ? { cart: this.shown() } : {};
    return { status, headers: this.fields(), data: { code, message, data: { ...data, ...cart } } };
  }

  line(key: string): object | undefined {
    const counted = this.totals.lines.find(({ line }) => line.key === key);
    return counted && showLine(this.shop, counted, this.view);
  }

  coupon(code: string): object | undefined {
    const at = this.totals.coupons.findIndex(({ coupon }) => coupon.code === code);
    return at < 0 ? undefined : showCoupon(this.shop, this.totals, at);
  }
}
