import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { isWpError } from '../../../wordpress/error.ts';
import { collated } from '../../../wordpress/formatting/collated.ts';
import { newTerm } from '../term-changes.ts';
import { asInteger, asList, asObject, asText } from '../values.ts';

/** An option that an attribute of the shop does not have yet becomes a term of it (`WC_Product_Attribute::get_terms()`). */
export async function addTerms(data: Data, { attributes }: Product, now: number): Promise<void> {
  for (const one of attributes) {
    const { id, options } = asObject(one);
    const taxonomy = data.attributes.get(asInteger(id))?.slug;
    if (taxonomy === undefined) continue;
    const known = new Set(data.terms.having('taxonomy', taxonomy).map(({ name }) => collated(name)));
    for (const name of asList(options).map(option => asText(option))) {
      if (known.has(collated(name))) continue;
      const term = newTerm(data, taxonomy, new Map([['name', name]]), now, false);
      if (!isWpError(term)) await data.terms.add(term);
    }
  }
}
