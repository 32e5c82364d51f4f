import { emptyProduct, type Product } from './product.ts';
import { firstProductId, seededAt, uncategorizedId } from './seeded.ts';
import type { Seed } from './table.ts';

export const productCount = 12;

export function seededProductId(index: number): number {
  return firstProductId + index;
}

/** `Product 1` costs 6, `Product 12` costs 17. */
export function productPrice(index: number): number {
  return index + 6;
}

/** The twelve products of the recorded stores, `Product 1` to `Product 12`. */
export function seededProducts(): Seed<Product> {
  return {
    ids: Array.from({ length: productCount }, (_, index) => seededProductId(index)),
    make: id => product(id, id - firstProductId),
  };
}

function product(id: number, index: number): Product {
  const price = String(productPrice(index));
  const number = index + 1;
  return {
    // They were made a second before the orders.
    ...emptyProduct(id, seededAt - 1),
    name: `Product ${number}`,
    slug: `product-${number}`,
    sku: `SKU-${number}`,
    regular_price: price,
    // The fifteen buyers went through the products from the second one on.
    total_sales: index >= 1 && index <= 3 ? 2 : 1,
    category_ids: [uncategorizedId],
  };
}
