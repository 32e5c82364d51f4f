import { absint } from '../wordpress/absint.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import { escHtml } from '../wordpress/formatting/escape.ts';
import type { RestRequest } from '../wordpress/rest/route.ts';
import { productOrVariation, stockStatus } from './resources/products/parts.ts';
import { price } from './resources/products/price.ts';
import { asList } from './resources/values.ts';
import type { Shop } from './shop.ts';

/** With what a change of an empty cart is refused, behind its nonce; undefined for one that a real store does. */
export function refusalOfEmptyCart(shop: Shop, pattern: string, request: RestRequest): WpError | undefined {
  const { method, params } = request;
  if (pattern.endsWith('/checkout')) return emptyCheckout(shop, params);
  switch (pattern.slice(pattern.indexOf('/cart/') + '/cart/'.length)) {
    case 'add-item':
      return refusedProduct(shop, request);
    case 'items':
      return method === 'POST' ? refusedProduct(shop, request) : undefined;
    case 'apply-coupon':
      return unknownCoupon(shop, params.get('code'));
    case 'coupons':
      return method === 'POST' ? unknownCoupon(shop, params.get('code')) : undefined;
    case 'remove-coupon':
      return unappliedCoupon(shop, params.get('code'));
    case 'remove-item':
      return wpError('woocommerce_rest_cart_invalid_key', 'Cart item no longer exists or is invalid.', 409);
    case 'update-item':
      // Who says no number changes nothing, whatever the key.
      return params.has('quantity') ? noItem : undefined;
    case 'items/(?P<key>[\\w-]{32})':
      return noItem;
    case 'coupons/(?P<code>[\\w-]+)':
      return wpError('woocommerce_rest_cart_coupon_invalid_code', 'Coupon does not exist in the cart.', 404);
    case 'extensions':
      return params.get('namespace') === undefined || params.get('namespace') === ''
        ? wpError(
            'woocommerce_rest_cart_extensions_error',
            'You must provide a plugin namespace when extending a Store REST endpoint.',
            400,
          )
        : undefined;
    default:
      return undefined;
  }
}

const noItem = wpError('woocommerce_rest_cart_invalid_key', 'Cart item does not exist.', 409);

/** What is not enabled is no way to pay since 10.5, and before anything else is looked at. */
function emptyCheckout({ profile }: Shop, params: RestRequest['params']): WpError {
  const method = params.get('payment_method');
  if (profile.newerFields && typeof method === 'string' && method !== '' && !gateways.has(method))
    return wpError('rest_invalid_param', 'Invalid parameter(s): payment_method', 400);
  return profile.newerFields
    ? wpError('woocommerce_rest_cart_empty', 'Cannot place an order, your cart is empty.', 409)
    : wpError('woocommerce_rest_cart_empty', 'Cannot create order from empty cart.', 400);
}

/** Those that every WooCommerce has. */
const gateways: ReadonlySet<string> = new Set(['bacs', 'cheque', 'cod', 'paypal']);

/** `CartController::add_to_cart()` and what it asks of a product. */
function refusedProduct({ data, profile }: Shop, { params, context }: RestRequest): WpError | undefined {
  const { newerFields } = profile;
  const sent = params.get('id');
  const invalid = (message: string) => wpError('woocommerce_rest_cart_invalid_product', message, 400);
  const product = productOrVariation(data, absint(sent));
  if (!product || product.status === 'trash')
    return invalid(
      newerFields
        ? `Product with ID &quot;${shown(sent)}&quot; was not found and cannot be added to the cart.`
        : 'This product cannot be added to the cart.',
    );
  const variation = asList(params.get('variation'));
  if (product.type === 'variable' && variation.length === 0)
    return newerFields
      ? wpError('woocommerce_rest_missing_attributes', 'Missing attributes for variable product.', 400)
      : wpError('woocommerce_rest_variation_id_from_variation_data', 'No matching variation found.', 400);
  if (product.type === 'variable') return undefined;
  const name = escHtml(product.name);
  const quantity = Number(params.get('quantity') ?? 1);
  const isSold = !['external', 'grouped'].includes(product.type) && product.status === 'publish';
  if (!isSold || price(data, product, context.site.now()) === '') {
    const isOpen = product.status === 'publish';
    const message =
      newerFields && !isOpen
        ? 'This item is not available for purchase.'
        : `&quot;${name}&quot; is not available for purchase.`;
    return wpError('woocommerce_rest_product_not_purchasable', message, 400);
  }
  if (stockStatus(data, product) === 'outofstock') {
    const message = `You cannot add &quot;${name}&quot; to the cart because the product is out of stock.`;
    return wpError('woocommerce_rest_product_out_of_stock', message, 400);
  }
  if (newerFields && quantity <= 0) {
    const message = `You cannot add &quot;${name}&quot; with a quantity less than or equal to 0 to the cart.`;
    return wpError('woocommerce_rest_product_invalid_quantity', message, 400);
  }
  return quantity < 0
    ? wpError('invalid_quantity', 'The minimum quantity that can be added to the cart is 1', 400)
    : undefined;
}

/** Its words are others since 10.5. */
function unknownCoupon({ data, profile }: Shop, sent: unknown): WpError | undefined {
  const code = shown(sent).toLowerCase();
  if (data.coupons.having('code', code).length > 0) return undefined;
  const message = profile.newerFields
    ? `Coupon &quot;${code}&quot; cannot be applied because it does not exist.`
    : `Coupon "${code}" does not exist!`;
  return wpError('woocommerce_rest_cart_coupon_error', message, 400);
}

function unappliedCoupon({ data }: Shop, sent: unknown): WpError {
  return data.coupons.having('code', shown(sent).toLowerCase()).length > 0
    ? wpError(
        'woocommerce_rest_cart_coupon_invalid_code',
        'Coupon cannot be removed because it is not already applied to the cart.',
        409,
      )
    : wpError('woocommerce_rest_cart_coupon_error', 'Invalid coupon code.', 400);
}

function shown(sent: unknown): string {
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : '';
}
