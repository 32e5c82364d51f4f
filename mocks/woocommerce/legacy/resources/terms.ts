import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { LegacyError } from '../error.ts';
import { onlyFields } from '../format.ts';
import type { LegacyCall, LegacyResult } from '../route.ts';

/** The terms of a taxonomy, or one of them when the route names it. */
export function terms(
  call: LegacyCall,
  taxonomy: string,
  name: string,
  record: (call: LegacyCall, id: number) => Record<string, unknown>,
): LegacyResult {
  const plural = name === 'product_category' ? 'product_categories' : name;
  if (!currentUserCan(call.request.context, 'manage_product_terms')) {
    return new LegacyError(
      `woocommerce_api_user_cannot_read_${plural}`,
      `You do not have permission to read ${plural.replaceAll('_', ' ')}`,
      401,
    );
  }
  const fields = call.text('fields');
  if (name === plural) {
    const found = call.shop.data.terms.findMany(query => query.where({ taxonomy }), { orderBy: 'name' });
    return { [name]: found.map(term => onlyFields(record(call, term.id), fields)) };
  }
  const id = absint(call.arg('id'));
  if (call.shop.data.terms.get(id)?.taxonomy !== taxonomy) {
    return new LegacyError(
      'woocommerce_api_invalid_product_category_id',
      'A product category with the provided ID could not be found',
      404,
    );
  }
  return { [name]: onlyFields(record(call, id), fields) };
}

export function categoryRecord(call: LegacyCall, id: number): Record<string, unknown> {
  const { data } = call.shop;
  const term = data.terms.get(id);
  return {
    id,
    name: term?.name ?? '',
    slug: term?.slug ?? '',
    parent: term?.parent ?? 0,
    description: term?.description ?? '',
    display: term?.display ?? 'default',
    image: '',
    count: term ? data.termCounts.of(term) : 0,
  };
}
