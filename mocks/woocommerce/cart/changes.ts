/** `CartController`: what shoppers do to the lines and coupons of a cart. Each gives the cart as it is then, or why not. */
import { createHash } from 'node:crypto';
import type { Cart, CartLine } from '../../data/cart.ts';
import type { Product } from '../../data/product.ts';
import { strip_tags } from '../../php/strip_tags.ts';
import { absint } from '../../wordpress/absint.ts';
import type { Context } from '../../wordpress/context.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { escHtml } from '../../wordpress/formatting/escape.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import { couponCode } from '../resources/coupon-code.ts';
import { couponsAreOn } from '../resources/coupons-are-on.ts';
import { type CouponTarget, couponRefusal } from '../resources/orders/coupon-refusals.ts';
import { productOrVariation, stockStatus } from '../resources/products/parts.ts';
import { price } from '../resources/products/price.ts';
import { asInteger, asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';
import { limitsOf, nameOf, stockLeft, wrongQuantity } from './quantity.ts';
import { totalsOf } from './totals.ts';
import { chosenVariation } from './variation.ts';

type Params = ReadonlyMap<string, unknown>;

/** `add_to_cart()`, with the key of the line that it comes to. */
export function addItem(
  shop: Shop,
  context: Context,
  cart: Cart,
  params: Params,
): { readonly cart: Cart; readonly key: string } | WpError {
  const { data, profile } = shop;
  const id = params.get('id');
  const meant = productOrVariation(data, absint(id));
  if (!meant || meant.status === 'trash') return noProduct(profile, id);
  const choice = chosenVariation(data, profile, meant, params.get('variation'));
  if (isWpError(choice)) return choice;
  const { product, variation } = choice;
  const isVariation = product.type === 'variation';
  const ids = isVariation ? [product.parent_id, product.id] : [product.id];
  const key = keyOf(ids, variation);
  const sent = params.get('quantity');
  const quantity = product.sold_individually ? 1 : sentQuantity(profile, sent);
  const line = cart.lines.find(one => one.key === key);
  const refused = refusedProduct(shop, context, cart, product, quantity);
  if (refused !== undefined) return refused;
  if (line !== undefined) {
    const all = line.quantity + quantity;
    const wrong = isFirst(profile) ? soldAlone(product) : wrongQuantity(data, profile, product, all);
    return wrong ?? { cart: withQuantity(cart, key, all), key };
  }
  const { minimum, maximum } = limitsOf(data, product);
  const added: CartLine = {
    key,
    product_id: ids[0] as number,
    variation_id: isVariation ? product.id : 0,
    variation,
    quantity: isFirst(profile) ? quantity : Math.max(minimum, Math.min(quantity, maximum)),
  };
  return { cart: { ...cart, lines: [...cart.lines, added] }, key };
}

/** WooCommerce 5.8 has no limits but the stock. */
function isFirst({ storeApi }: Profile): boolean {
  return storeApi === 'old-nonce';
}

/** Who says no number gets one, since 10.5; before, none more. */
function sentQuantity({ newerFields }: Profile, sent: unknown): number {
  if (sent === undefined || sent === null) return newerFields ? 1 : 0;
  return asInteger(sent);
}

function keyOf(ids: readonly number[], variation: CartLine['variation']): string {
  const chosen = variation.map(([name, value]) => `${name.trim()}${value.trim()}`).join('');
  return createHash('md5')
    .update([...ids, ...(chosen === '' ? [] : [chosen])].join('_'))
    .digest('hex');
}

function noProduct({ newerFields }: Profile, sent: unknown): WpError {
  const id = typeof sent === 'object' ? '' : asText(sent);
  const message = newerFields
    ? `Product with ID &quot;${id}&quot; was not found and cannot be added to the cart.`
    : 'This product cannot be added to the cart.';
  return wpError('woocommerce_rest_cart_invalid_product', message, 400);
}

/** `validate_add_to_cart()`. */
function refusedProduct(
  { data, profile }: Shop,
  context: Context,
  cart: Cart,
  product: Product,
  quantity: number,
): WpError | undefined {
  const name = nameOf(data, product);
  const isOpen = product.status === 'publish';
  const isSold = isOpen && !['external', 'grouped', 'variable'].includes(product.type);
  if (!isSold || price(data, product, context.site.now()) === '') {
    const message =
      profile.newerFields && !isOpen
        ? 'This item is not available for purchase.'
        : `&quot;${name}&quot; is not available for purchase.`;
    const code = isFirst(profile) ? 'cart_product_is_not_purchasable' : 'product_not_purchasable';
    return wpError(`woocommerce_rest_${code}`, message, 400);
  }
  if (profile.newerFields && quantity <= 0) {
    const message = `You cannot add &quot;${name}&quot; with a quantity less than or equal to 0 to the cart.`;
    return wpError('woocommerce_rest_product_invalid_quantity', message, 400);
  }
  if (stockStatus(data, product) === 'outofstock') {
    const message = `You cannot add &quot;${name}&quot; to the cart because the product is out of stock.`;
    const code = isFirst(profile) ? 'cart_product_no_stock' : 'product_out_of_stock';
    return wpError(`woocommerce_rest_${code}`, message, 400);
  }
  const left = stockLeft(data, product);
  const has = cart.lines
    .filter(line => (line.variation_id || line.product_id) === product.id)
    .reduce((count, line) => count + line.quantity, 0);
  if (left === undefined || left >= has + quantity) return undefined;
  const message = `You cannot add that amount of &quot;${name}&quot; to the cart because there is not enough stock (${left} remaining).`;
  const code = isFirst(profile) ? 'cart_product_no_stock' : 'product_partially_out_of_stock';
  return wpError(`woocommerce_rest_${code}`, message, 400);
}

function soldAlone(product: Product): WpError | undefined {
  return product.sold_individually
    ? wpError(
        'woocommerce_rest_cart_product_sold_individually',
        `You cannot add another "${product.name}" to your cart.`,
        400,
      )
    : undefined;
}

const noLine = wpError('woocommerce_rest_cart_invalid_key', 'Cart item does not exist.', 409);

/** What is not in the cart: 404 until 6.6. */
export function noSuchLine({ woocommerce }: Profile): WpError {
  return versionAtLeast(woocommerce, '7.8') ? noLine : { ...noLine, data: { status: 404 } };
}

/** `set_cart_item_quantity()`. Who says no number changes nothing, whatever the key. */
export function setQuantity(
  { data, profile }: Shop,
  cart: Cart,
  params: Params,
  key: string,
): Cart | WpError {
  const sent = params.get('quantity');
  if (sent === undefined || sent === null) return cart;
  const line = cart.lines.find(one => one.key === key);
  if (line === undefined) return noSuchLine(profile);
  const product = productOrVariation(data, line.variation_id || line.product_id);
  const quantity = asInteger(sent);
  const wrong =
    product === undefined
      ? undefined
      : isFirst(profile)
        ? quantity > 1 && soldAlone(product)
        : wrongQuantity(data, profile, product, quantity);
  return wrong || withQuantity(cart, key, quantity);
}

function withQuantity(cart: Cart, key: string, quantity: number): Cart {
  const lines = cart.lines.map(line => (line.key === key ? { ...line, quantity } : line));
  return { ...cart, lines: quantity === 0 ? lines.filter(line => line.key !== key) : lines };
}

export function withoutLine(cart: Cart, key: string): Cart {
  return { ...cart, lines: cart.lines.filter(line => line.key !== key) };
}

/** `apply_coupon()`. One for itself alone takes the others away, and lets none come beside it. */
export function applyCoupon(shop: Shop, context: Context, cart: Cart, sent: unknown): Cart | WpError {
  const { data, profile } = shop;
  if (!couponsAreOn(data))
    return wpError('woocommerce_rest_cart_coupon_disabled', 'Coupons are disabled.', 404);
  const code = couponCode(asText(sent));
  const coupon = data.coupons.having('code', code)[0];
  // Until 8.2 words are said as they are.
  const isNew = versionAtLeast(profile.woocommerce, '9.0');
  const mark = isNew ? '&quot;' : '"';
  const refused = (message: string) => wpError('woocommerce_rest_cart_coupon_error', message, 400);
  // No code at all is taken for one that is applied, once there is one.
  if (cart.coupons.includes(code) || (code === '' && cart.coupons.length > 0))
    return refused(`Coupon code ${mark}${code}${mark} has already been applied.`);
  if (coupon === undefined || coupon.status === 'trash')
    return refused(
      profile.newerFields
        ? `Coupon &quot;${code}&quot; cannot be applied because it does not exist.`
        : `Coupon ${mark}${code}${mark} does not exist!`,
    );
  const now = context.site.now();
  const why = couponRefusal(data, profile, coupon, asTarget(shop, cart, now), now);
  if (why !== undefined) return refused(isNew ? escHtml(strip_tags(why)) : strip_tags(why));
  const alone = cart.coupons.find(one => data.coupons.having('code', one)[0]?.individual_use);
  if (alone !== undefined)
    return refused(
      `${mark}${alone}${mark} has already been applied and cannot be used in conjunction with other coupons.`,
    );
  return { ...cart, coupons: [...(coupon.individual_use ? [] : cart.coupons), code] };
}

/** The cart as a coupon looks at it. */
function asTarget(shop: Shop, cart: Cart, now: number): CouponTarget {
  const { lines } = totalsOf(shop, cart, now);
  return {
    line_items: lines.map(({ line, product, subtotal }) => ({
      product_id: line.product_id,
      variation_id: line.variation_id,
      name: nameOf(shop.data, product),
      subtotal: String(subtotal / 100),
    })),
    coupon_lines: [],
  };
}

/** `remove-coupon`. */
export function removeCoupon({ data }: Shop, cart: Cart, sent: unknown): Cart | WpError {
  const code = couponCode(asText(sent));
  if (cart.coupons.includes(code)) return withoutCoupon(cart, code);
  return data.coupons.having('code', code).length > 0
    ? wpError(
        'woocommerce_rest_cart_coupon_invalid_code',
        'Coupon cannot be removed because it is not already applied to the cart.',
        409,
      )
    : wpError('woocommerce_rest_cart_coupon_error', 'Invalid coupon code.', 400);
}

export function withoutCoupon(cart: Cart, code: string): Cart {
  return { ...cart, coupons: cart.coupons.filter(one => one !== code) };
}
