/** The values of an attribute, v3 only: they can be read. */
import type { Attribute, Term } from '../../../data/term.ts';
import { absint } from '../../../wordpress/absint.ts';
import { LegacyError } from '../error.ts';
import type { LegacyCall, LegacyHandler, LegacyResult, LegacyRoute } from '../route.ts';
import { noAttribute } from './attributes.ts';
import { bodyOf } from './collection.ts';
import { mayNot, writtenRoutes } from './managed.ts';
import { managesTerms } from './terms.ts';

export const attributeTermRoutes: readonly LegacyRoute[] = writtenRoutes(
  '/products/attributes/<attribute_id>/terms',
  { list, read, create: write('create'), edit: write('edit'), remove: write('delete') },
);

function list(call: LegacyCall): LegacyResult {
  const attribute = attributeOf(call);
  if (attribute instanceof LegacyError) return attribute;
  const { slug: taxonomy } = attribute;
  const all = call.shop.data.terms.findMany(query => query.where({ taxonomy }), { orderBy: 'name' });
  return {
    product_attribute_terms: all.map(term => ({
      id: term.id,
      slug: term.slug,
      name: term.name,
      count: call.shop.data.termCounts.of(term),
    })),
  };
}

function read(call: LegacyCall): LegacyResult {
  if (absint(call.arg('id')) === 0)
    return new LegacyError(
      'woocommerce_api_invalid_product_attribute_term_id',
      'Invalid product attribute ID',
      400,
    );
  const attribute = attributeOf(call);
  if (attribute instanceof LegacyError) return attribute;
  const term = termOf(call, attribute);
  return term ? shown(call, term) : noTerm();
}

/**
 * None is ever written: `wc_attribute_taxonomy_name_by_id()` looks for a number, and is handed the text of the path where the
 * others make a number of it first.
 */
function write(doing: 'create' | 'edit' | 'delete'): LegacyHandler['run'] {
  return call => {
    if (doing !== 'delete') {
      const sent = bodyOf(call.data, 'product_attribute_term', doing);
      if (sent instanceof LegacyError) return sent;
    }
    if (managesTerms(call)) return noAttribute();
    return doing === 'delete'
      ? mayNot(doing, 'product_attribute_term', 'product attribute terms')
      : mayNot(doing, 'product_attribute', 'product attributes');
  };
}

/** The right is asked for before the attribute. */
function attributeOf(call: LegacyCall): Attribute | LegacyError {
  if (!managesTerms(call)) return mayNot('read', 'product_attribute_terms', 'product attribute terms');
  return call.shop.data.attributes.get(absint(call.arg('attribute_id'))) ?? noAttribute();
}

function termOf(call: LegacyCall, attribute: Attribute): Term | undefined {
  const term = call.shop.data.terms.get(absint(call.arg('id')));
  return term?.taxonomy === attribute.slug ? term : undefined;
}

function noTerm(): LegacyError {
  return new LegacyError(
    'woocommerce_api_invalid_product_attribute_term_id',
    'A product attribute term with the provided ID could not be found',
    404,
  );
}

function shown(call: LegacyCall, { id, name, slug, taxonomy }: Term): LegacyResult {
  const count = call.shop.data.termCounts.of({ id, name, slug, taxonomy });
  return { product_attribute_term: { id, name, slug, count } };
}
