import type { Product } from './product.ts';
import type { Term } from './term.ts';

/** How many products have a term. */
export interface TermCounts {
  of(term: Pick<Term, 'id' | 'taxonomy' | 'slug'>): number;
}

export function countTerms(products: Iterable<Product>): TermCounts {
  const byId = new Map<number, number>();
  const byShippingClass = new Map<string, number>();
  for (const { category_ids, tag_ids, brand_ids, shipping_class } of products) {
    for (const id of new Set([...category_ids, ...tag_ids, ...brand_ids])) countOne(byId, id);
    countOne(byShippingClass, shipping_class);
  }
  return {
    of: ({ id, taxonomy, slug }) =>
      (taxonomy === 'product_shipping_class' ? byShippingClass.get(slug) : byId.get(id)) ?? 0,
  };
}

function countOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
