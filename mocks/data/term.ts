import { flag, integer, number, recordSchema, text } from './schema.ts';
import { seededAt, uncategorizedId } from './seeded.ts';
import type { Entry } from './table.ts';

/** A term of a taxonomy: a category, a tag, a brand, a shipping class, or a value of an attribute. */
export interface Term extends Entry {
  readonly id: number;
  readonly date_created: number;
  readonly taxonomy: string;
  readonly name: string;
  readonly slug: string;
  readonly parent: number;
  readonly description: string;
  readonly display: string;
  readonly menu_order: number;
  /** Whether that was ever set: what was not stands before the others. */
  readonly is_ordered: boolean;
}

export const termSchema = recordSchema<Term>({
  id: integer,
  date_created: integer,
  taxonomy: text,
  name: text,
  slug: text,
  parent: number,
  description: text,
  display: text,
  menu_order: number,
  is_ordered: flag,
});

export function emptyTerm(id: number, at: number, taxonomy: string): Term {
  return {
    id,
    date_created: at,
    taxonomy,
    name: '',
    slug: '',
    parent: 0,
    description: '',
    display: 'default',
    menu_order: 0,
    is_ordered: false,
  };
}

/** What an installed WooCommerce has: the category that every product is in unless said otherwise. */
export const uncategorized: Term = {
  ...emptyTerm(uncategorizedId, seededAt - 26, 'product_cat'),
  name: 'Uncategorized',
  slug: 'uncategorized',
};

/** A product attribute, whose values are the terms of the taxonomy `pa_…`. */
export interface Attribute extends Entry {
  readonly id: number;
  readonly date_created: number;
  readonly name: string;
  readonly slug: string;
  readonly type: string;
  readonly order_by: string;
  readonly has_archives: boolean;
}

export const attributeSchema = recordSchema<Attribute>({
  id: integer,
  date_created: integer,
  name: text,
  slug: text,
  type: text,
  order_by: text,
  has_archives: flag,
});

interface PlacedTerm {
  readonly slug: string;
  readonly parent: number;
}

/** `par/chi`: the slugs of those it belongs to and its own, which its page and its links have. */
export function termPath(terms: { get(id: number): PlacedTerm | undefined }, term: PlacedTerm): string {
  const slugs = [term.slug];
  const seen = new Set<PlacedTerm>([term]);
  for (let above = terms.get(term.parent); above && !seen.has(above); above = terms.get(above.parent)) {
    seen.add(above);
    slugs.unshift(above.slug);
  }
  return slugs.join('/');
}
