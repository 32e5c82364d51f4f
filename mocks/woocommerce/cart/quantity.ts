/** `QuantityLimits`: how many of a product a cart may hold. */
import type { Data } from '../../data/data.ts';
import type { Product } from '../../data/product.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { escHtml } from '../../wordpress/formatting/escape.ts';
import type { Profile } from '../profiles.ts';
import { stockOf } from '../resources/products/parts.ts';
import { variationName } from '../resources/products/variation-name.ts';

export interface QuantityLimits {
  readonly minimum: number;
  readonly maximum: number;
  readonly multiple_of: number;
  readonly editable: boolean;
}

export function limitsOf(data: Data, product: Product): QuantityLimits {
  const left = stockLeft(data, product);
  const maximum = product.sold_individually ? 1 : Math.max(1, Math.min(9999, left || 9999));
  return { minimum: 1, maximum, multiple_of: 1, editable: !product.sold_individually };
}

/** How many are in stock, where that is counted and no more can be ordered. */
export function stockLeft(data: Data, product: Product): number | undefined {
  const { from } = product.type === 'variation' ? stockOf(data, product) : { from: product };
  const { manage_stock, stock_quantity, backorders } = from;
  return manage_stock && backorders === 'no' ? (stock_quantity ?? 0) : undefined;
}

/** As orders, carts name a variation by what was chosen. */
export function plainNameOf(data: Data, product: Product): string {
  return storedName(product.type === 'variation' ? variationName(data, product) : product.name);
}

/** As it lies in the database, where an ampersand is an entity. */
export function storedName(name: string): string {
  return name.replace(/&(?!#?\w+;)/g, '&amp;');
}

export function nameOf(data: Data, product: Product): string {
  return escHtml(plainNameOf(data, product));
}

/** Why a line cannot have so many. */
export function wrongQuantity(
  data: Data,
  profile: Profile,
  product: Product,
  quantity: number,
): WpError | undefined {
  const { minimum, maximum, editable } = limitsOf(data, product);
  const name = `&quot;${nameOf(data, product)}&quot;`;
  const refused = (limit: 'minimum' | 'maximum', count: number) =>
    wpError(
      'invalid_quantity',
      profile.newerFields
        ? `The ${limit} quantity of ${name} allowed in the cart is ${count}`
        : `The ${limit} quantity that can be added to the cart is ${count}`,
      400,
    );
  if (!editable && (profile.newerFields ? quantity > maximum : true)) {
    const message = profile.newerFields
      ? `The quantity of ${name} cannot be changed`
      : 'This item is already in the cart and its quantity cannot be edited';
    return wpError('readonly_quantity', message, 400);
  }
  if (quantity < minimum) return refused('minimum', minimum);
  return quantity > maximum ? refused('maximum', maximum) : undefined;
}
