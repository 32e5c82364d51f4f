import type { Data } from '../../../data/data.ts';
import { emptyProduct, type Product } from '../../../data/product.ts';
import { asBoolean, asInteger, asList, asObject, asText } from '../values.ts';

interface Option {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly option: string;
}

/** `create_all_product_variations()`: a variation for each combination of options that has none. How many were made. */
export async function generateVariations(data: Data, product: Product, now: number): Promise<number> {
  const made = data.variations
    .having('parent_id', product.id)
    .map(one => keyOf(one.attributes.map(sent => asText(asObject(sent).option))));
  const taken = new Set(made);
  let count = 0;
  for (const options of combinations(product)) {
    if (taken.has(keyOf(options.map(({ option }) => option)))) continue;
    await data.variations.add({
      ...emptyProduct(data.nextPostId(), now),
      type: 'variation',
      parent_id: product.id,
      name: product.name,
      attributes: options,
    });
    count += 1;
  }
  return count;
}

/** Variations that are of no combination, or the second of one, are deleted for good. How many were. */
export function deleteUnmatched(data: Data, product: Product): number {
  const open = new Set(combinations(product).map(options => keyOf(options.map(({ option }) => option))));
  let count = 0;
  for (const one of inMenuOrder(data, product)) {
    if (open.delete(keyOf(one.attributes.map(sent => asText(asObject(sent).option))))) continue;
    data.variations.remove(one.id);
    count += 1;
  }
  return count;
}

/** `sort_all_product_variations()`: they are numbered as they stand, so that those that come later stand before them. */
export async function sortVariations(data: Data, product: Product): Promise<void> {
  for (const [place, one] of inMenuOrder(data, product).entries())
    await data.variations.replace({ ...one, menu_order: place + 1 });
}

function inMenuOrder(data: Data, product: Product): Product[] {
  const all = data.variations.having('parent_id', product.id);
  return all.sort((a, b) => a.menu_order - b.menu_order || a.id - b.id);
}

function keyOf(options: readonly string[]): string {
  return JSON.stringify(options);
}

function combinations(product: Product): readonly (readonly Option[])[] {
  let found: readonly (readonly Option[])[] = [];
  for (const sent of product.attributes) {
    const { id, name, slug, variation, options } = asObject(sent);
    if (!asBoolean(variation)) continue;
    const own = asList(options).map(option => ({
      id: asInteger(id),
      name: asText(name),
      slug: asInteger(id) === 0 ? asText(slug).toLowerCase() : asText(slug),
      option: asText(option),
    }));
    found =
      found.length === 0 ? own.map(one => [one]) : found.flatMap(some => own.map(one => [...some, one]));
  }
  return found;
}
