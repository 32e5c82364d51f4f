/** Attributes of products, v2 and v3. */
import type { Attribute } from '../../../data/term.ts';
import { absint } from '../../../wordpress/absint.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { isReservedSlug } from '../../resources/attributes.ts';
import { LegacyError } from '../error.ts';
import type { LegacyCall, LegacyResult, LegacyRoute } from '../route.ts';
import { bodyOf, clean } from './collection.ts';
import { isSet, mayNot, writtenRoutes } from './managed.ts';
import { managesTerms } from './terms.ts';

export const attributeRoutes: readonly LegacyRoute[] = writtenRoutes('/products/attributes', {
  list,
  read,
  create,
  edit,
  remove,
});

function list(call: LegacyCall): LegacyResult {
  if (!managesTerms(call)) return mayNotRead('product_attributes');
  const all = call.shop.data.attributes.filter([], { orderBy: 'name' });
  return { product_attributes: all.map(record) };
}

function read(call: LegacyCall): LegacyResult {
  const attribute = found(call);
  return attribute instanceof LegacyError ? attribute : { product_attribute: record(attribute) };
}

async function create(call: LegacyCall): Promise<LegacyResult> {
  const sent = bodyOf(call.data, 'product_attribute', 'create');
  if (sent instanceof LegacyError) return sent;
  if (!managesTerms(call)) return mayNot('create', 'product_attribute', 'product attributes');
  const { data } = call.shop;
  const empty: Attribute = {
    id: data.nextIdIn('attributes'),
    date_created: call.request.context.site.now(),
    name: '',
    slug: '',
    type: 'select',
    order_by: 'menu_order',
    has_archives: false,
  };
  const attribute = withChanges(empty, sent);
  const wrong = wrongAttribute(call, attribute, true);
  if (wrong) return wrong;
  await data.attributes.add(attribute);
  call.status = 201;
  return { product_attribute: record(attribute) };
}

/** Its terms stay behind under the name that it had: the taxonomy is not renamed here. */
async function edit(call: LegacyCall): Promise<LegacyResult> {
  const sent = bodyOf(call.data, 'product_attribute', 'edit');
  if (sent instanceof LegacyError) return sent;
  if (!managesTerms(call)) return mayNot('edit', 'product_attribute', 'product attributes');
  const before = found(call);
  if (before instanceof LegacyError) return before;
  const attribute = withChanges(before, sent);
  const wrong = wrongAttribute(call, attribute, false);
  if (wrong) return wrong;
  await call.shop.data.attributes.replace(attribute);
  return { product_attribute: record(attribute) };
}

function remove(call: LegacyCall): LegacyResult {
  if (!managesTerms(call)) return mayNot('delete', 'product_attribute', 'product attributes');
  const { data } = call.shop;
  const attribute = data.attributes.get(absint(call.arg('id')));
  if (!attribute) return noAttribute();
  data.attributes.remove(attribute.id);
  for (const term of data.terms.filter([({ taxonomy }) => taxonomy === attribute.slug]))
    data.terms.remove(term.id);
  return { message: 'Deleted product_attribute' };
}

function found(call: LegacyCall): Attribute | LegacyError {
  const id = absint(call.arg('id'));
  if (id === 0)
    return new LegacyError(
      'woocommerce_api_invalid_product_attribute_id',
      'Invalid product attribute ID',
      400,
    );
  // v2 takes the code of the categories.
  const code = call.request.api === 2 ? 'product_categories' : 'product_attributes';
  if (!managesTerms(call)) return mayNotRead(code);
  return call.shop.data.attributes.get(id) ?? noAttribute();
}

function mayNotRead(code: string): LegacyError {
  return mayNot('read', code, 'product attributes');
}

export function noAttribute(): LegacyError {
  return new LegacyError(
    'woocommerce_api_invalid_product_attribute_id',
    'A product attribute with the provided ID could not be found',
    404,
  );
}

function record({ id, name, slug, type, order_by, has_archives }: Attribute): object {
  return { id, name, slug, type, order_by, has_archives };
}

function withChanges(before: Attribute, sent: Readonly<Record<string, unknown>>): Attribute {
  const text = (name: 'name' | 'type' | 'order_by') => (isSet(sent[name]) ? clean(sent[name]) : before[name]);
  const name = isSet(sent.name) ? text('name') : before.name;
  const slugSent = isSet(sent.slug) ? slugify(clean(sent.slug)).replace(/^pa_/, '') : undefined;
  return {
    ...before,
    name,
    slug: slugSent === undefined ? before.slug || `pa_${slugify(name)}` : `pa_${slugSent}`,
    type: text('type'),
    order_by: text('order_by'),
    has_archives: isSet(sent.has_archives) ? sent.has_archives === true : before.has_archives,
  };
}

const orders = ['menu_order', 'name', 'name_num', 'id'];

/** `validate_attribute_data()`. */
function wrongAttribute(
  call: LegacyCall,
  { id, name, slug, type, order_by }: Attribute,
  isNew: boolean,
): LegacyError | undefined {
  const bare = slug.replace(/^pa_/, '');
  const refused = (code: string, message: string) => new LegacyError(`woocommerce_api_${code}`, message, 400);
  const wrongSlug = (why: string, text: string) =>
    refused(`invalid_product_attribute_slug_${why}`, `Slug "${bare}" is ${text}`);
  if (name === '' || name === '0') return refused('missing_product_attribute_name', 'Missing parameter name');
  if (bare.length > 28) return wrongSlug('too_long', 'too long (28 characters max). Shorten it, please.');
  if (isReservedSlug(bare))
    return wrongSlug('reserved_name', 'not allowed because it is a reserved term. Change it, please.');
  if (isNew && call.shop.data.attributes.having('slug', slug).some(other => other.id !== id))
    return wrongSlug('already_exists', 'already in use. Change it, please.');
  if (type !== 'select') {
    const message =
      'Invalid product attribute type - the product attribute type must be any of these: select';
    return refused('invalid_product_attribute_type', message);
  }
  if (orders.includes(order_by)) return undefined;
  return refused(
    'invalid_product_attribute_order_by',
    `Invalid product attribute order_by type - the product attribute order_by type must be any of these: ${orders.join(', ')}`,
  );
}
