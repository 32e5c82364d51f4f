import type { Data } from '../data/data.ts';
import { absint } from '../wordpress/absint.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import type { RestRequest } from '../wordpress/rest/route.ts';

/**
 * With what a change of an empty cart is refused, behind its nonce; undefined for one that a real store does. Codes and
 * words are those of 10.5.
 */
export function refusalOfEmptyCart(
  data: Data,
  pattern: string,
  { method, params }: RestRequest,
): WpError | undefined {
  switch (pattern.slice(pattern.indexOf('/cart/') + '/cart/'.length)) {
    case 'add-item':
      return unknownProduct(data, params.get('id'));
    case 'items':
      return method === 'POST' ? unknownProduct(data, params.get('id')) : undefined;
    case 'apply-coupon':
      return unknownCoupon(data, params.get('code'));
    case 'coupons':
      return method === 'POST' ? unknownCoupon(data, params.get('code')) : undefined;
    case 'remove-coupon':
      return wpError('woocommerce_rest_cart_coupon_error', 'Invalid coupon code.', 400);
    case 'remove-item':
      return wpError('woocommerce_rest_cart_invalid_key', 'Cart item no longer exists or is invalid.', 409);
    case 'update-item':
    case 'items/(?P<key>[\\w-]{32})':
      return wpError('woocommerce_rest_cart_invalid_key', 'Cart item does not exist.', 409);
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

function unknownProduct(data: Data, sent: unknown): WpError | undefined {
  if (data.products.get(absint(sent)) !== undefined) return undefined;
  const message = `Product with ID &quot;${shown(sent)}&quot; was not found and cannot be added to the cart.`;
  return wpError('woocommerce_rest_cart_invalid_product', message, 400);
}

function unknownCoupon(data: Data, sent: unknown): WpError | undefined {
  const code = shown(sent).toLowerCase();
  if (data.coupons.having('code', code).length > 0) return undefined;
  const message = `Coupon &quot;${code}&quot; cannot be applied because it does not exist.`;
  return wpError('woocommerce_rest_cart_coupon_error', message, 400);
}

function shown(sent: unknown): string {
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : '';
}
