import { stockStatus } from '../resources/products/parts.ts';
import type { Shop } from '../shop.ts';
import { nameOf, stockLeft } from './quantity.ts';
import type { CountedLine } from './totals.ts';

/** What is wrong with a cart's lines since they were put there (`get_cart_errors()`). */
export function cartErrors(
  { data, profile }: Shop,
  lines: readonly CountedLine[],
): { readonly code: string; readonly message: string }[] {
  const isFirst = profile.storeApi === 'old-nonce';
  const name = ({ product }: CountedLine) => nameOf(data, product);
  const out = lines.filter(({ product }) => stockStatus(data, product) === 'outofstock');
  const short = lines.filter(({ line, product }) => {
    const left = stockLeft(data, product);
    return !out.some(one => one.line === line) && left !== undefined && left < line.quantity;
  });
  const errors: { code: string; message: string }[] = [];
  if (out.length > 0)
    errors.push({
      code: isFirst ? 'woocommerce-blocks-product-out-of-stock' : 'woocommerce_rest_product_out_of_stock',
      message: `${listed(out.map(name))} ${out.length > 1 ? 'are' : 'is'} out of stock and cannot be purchased. Please remove ${out.length > 1 ? 'them' : 'it'} from your cart.`,
    });
  if (short.length > 0)
    errors.push({
      code: isFirst
        ? 'woocommerce-blocks-product-partially-out-of-stock'
        : 'woocommerce_rest_product_partially_out_of_stock',
      message: `There ${short.length > 1 ? 'are' : 'is'} not enough ${listed(short.map(name))} in stock. Please reduce the ${short.length > 1 ? 'quantities' : 'quantity'} in your cart.`,
    });
  return errors;
}

/** `ArrayUtils::natural_language_join()`. */
function listed(names: readonly string[]): string {
  const quoted = names.map(name => `&#8220;${name}&#8221;`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
