import type { Product } from './product.ts';
import type { Term } from './term.ts';

/** How many published products have a term. */
export interface TermCounts {
  of(term: Pick<Term, 'id' | 'taxonomy' | 'slug' | 'name'>): number;
}

export function countTerms(products: Iterable<Product>): TermCounts {
  const byId = new Map<number, number>();
  const byShippingClass = new Map<string, number>();
  const byValue = new Map<string, number>();
  for (const { status, category_ids, tag_ids, brand_ids, shipping_class, attributes } of products) {
    if (status !== 'publish') continue;
    for (const id of new Set([...category_ids, ...tag_ids, ...brand_ids])) countOne(byId, id);
    countOne(byShippingClass, shipping_class);
    for (const one of attributes) for (const value of valuesOf(one)) countOne(byValue, value);
  }
  const counted = ({ id, taxonomy, slug, name }: Parameters<TermCounts['of']>[0]) => {
    if (taxonomy === 'product_shipping_class') return byShippingClass.get(slug);
    return taxonomy.startsWith('pa_') ? byValue.get(`${taxonomy} ${name}`) : byId.get(id);
  };
  return { of: term => counted(term) ?? 0 };
}

/** An attribute's values that a product has, each with the name of the taxonomy. */
function valuesOf(attribute: unknown): string[] {
  const { id, slug, options } = attribute as { id?: number; slug?: string; options?: readonly unknown[] };
  return id ? (options ?? []).map(value => `${slug} ${value}`) : [];
}

function countOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
