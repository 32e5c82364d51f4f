import type { Data } from '../../../data/data.ts';
import { emptyProduct, type Product } from '../../../data/product.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestArg, RestRequest, RestRoute } from '../../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { type Args, filterArg, lateArgs, metaArgs, parentArgs, postArgs } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import type { Action } from '../permissions.ts';
import { missingPost, permitPost, trashPost } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { productSchemaOf, variationSchemaOf } from '../schemas/product.ts';
import type { Params } from '../selection.ts';
import { asInteger, asList, asObject } from '../values.ts';
import type { Version, View } from '../view.ts';
import { addTerms } from './attribute-terms.ts';
import { removeWhatBelongsTo } from './belongings.ts';
import { changedProduct, movedVariation } from './changes.ts';
import { listProducts, listVariations } from './list.ts';
import { productOrVariation } from './parts.ts';
import { showProduct, showVariation } from './representation.ts';

/** `…/products` in each version. */
export function productRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  return crudRoutes<Product>({
    version,
    profile,
    pattern: 'products',
    base: () => 'products',
    schema: productSchemaOf(version, profile),
    rendered: new Rendered(
      withVariations(data),
      (product: Product, view: View) => showProduct(data, product, view),
      [data.terms, data.reviews],
    ),
    ...(version > 1 && { shallow: 'all' as const }),
    listArgs: listArgs(version, profile),
    undeclared: ['tax_class', 'global_unique_id', ...(version === 1 ? ['parent', 'parent_exclude'] : [])],
    hasBatch: true,
    canChange: true,
    permit: (request, action, id) =>
      permitPost(
        request,
        'product',
        action,
        id === undefined ? undefined : data.products.has(id) || data.variations.has(id),
      ),
    find: id => productOrVariation(data, id),
    missing: action => missingPost('product', action, version),
    list: (params, request) => listProducts(shop, version, params, request.context.site.now()),
    create: async (params, request) => {
      const product = changedProduct(shop, emptyProduct(0, request.context.site.now()), params, request);
      if (isWpError(product)) return product;
      await addTerms(data, product, request.context.site.now());
      const id = data.nextPostId();
      const made = await data.products.add({ ...product, id });
      return version === 1 ? withVariationsOf(shop, made, params, request) : made;
    },
    change: async (before, params, request) => {
      if (before.type === 'variation') return useVariations();
      const product = changedProduct(shop, before, params, request);
      if (isWpError(product)) return product;
      await addTerms(data, product, request.context.site.now());
      const changed = await data.products.replace(product);
      return version === 1 ? withVariationsOf(shop, changed, params, request) : changed;
    },
    remove: async (product, force, request) => {
      if (product.type === 'variation') return useVariations();
      const now = request.context.site.now();
      const gone = await trashPost(data, now, data.products, 'product', product, force);
      if (!isWpError(gone)) await removeWhatBelongsTo(data, product.id, now, force);
      return gone;
    },
  });
}

/** wc/v1 writes a product's variations with it: those with an id are changed, the others are made. */
async function withVariationsOf(
  shop: Shop,
  product: Product,
  params: Params,
  request: RestRequest,
): Promise<Product | WpError> {
  if (product.type !== 'variable') return product;
  const { data } = shop;
  for (const [position, sent] of asList(params.get('variations')).entries()) {
    const fields = new Map(Object.entries(asObject(sent)));
    const before = data.variations.get(asInteger(fields.get('id')));
    const empty = {
      ...emptyProduct(0, request.context.site.now()),
      type: 'variation',
      parent_id: product.id,
      name: product.name,
    };
    const own = before?.parent_id === product.id ? before : empty;
    const changed = changedProduct(shop, own, fields, request);
    if (isWpError(changed)) return changed;
    const variation = { ...changed, type: 'variation', parent_id: product.id, menu_order: position };
    if (own === before) await data.variations.replace(variation);
    else await data.variations.add({ ...variation, id: data.nextPostId() });
  }
  return product;
}

/** `wc_deferred_product_sync()`: a product is saved with its variations. */
async function touch(data: Data, id: number, date_modified: number): Promise<void> {
  const product = data.products.get(id);
  if (product) await data.products.replace({ ...product, date_modified });
}

/** Lists of products can have variations in them. */
function withVariations(data: Data) {
  return {
    get: (id: number) => productOrVariation(data, id),
    get revision() {
      return data.products.revision + data.variations.revision;
    },
  };
}

/** A variation can be read among the products, and not be changed there. */
function useVariations(): WpError {
  const message =
    'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.';
  return wpError('woocommerce_rest_invalid_product_id', message, 404);
}

const statuses = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'];
const types = ['simple', 'grouped', 'external', 'variable'];
const stockStatuses = ['instock', 'outofstock', 'onbackorder'];
const flag = { type: 'boolean', required: false };
const string = { type: 'string', required: false };

const choices = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      attribute: { type: 'string' },
      term: { type: 'string' },
      terms: { type: 'array', items: { type: 'string' } },
    },
  },
  required: false,
};

/**
 * The orders that products can be listed in, as OPTIONS shows them, repetitions and all (options-v3-products): each
 * controller adds its own to those of the one that it extends, and there are more of these from version to version.
 */
function ordersOf(version: Version, { newerFields, woocommerce }: Profile): readonly string[] {
  if (version === 1) return [];
  const has = (least: string, names: string) => (versionAtLeast(woocommerce, least) ? names.split(' ') : []);
  return [
    ...has('8.2', 'popularity rating'),
    ...(newerFields ? ['post__in', 'price', 'sales', 'menu_order', 'random'] : []),
    ...has('7.8', 'popularity rating'),
    'menu_order',
    ...(version === 3 ? ['price', 'popularity', 'rating'] : []),
  ];
}

/** What lists of products can be asked for. */
export function listArgs(version: Version, profile: Profile): Args {
  const has = (least: string) => versionAtLeast(profile.woocommerce, least);
  const newest: Args = {
    search_name_or_sku: string,
    search_fields: {
      type: 'array',
      items: {
        type: 'string',
        enum: ['name', 'global_unique_id', 'description', 'short_description', 'sku'],
      },
      default: [],
      required: false,
    },
    include_status: { type: 'array', items: { type: 'string', enum: statuses }, required: false },
    exclude_status: { type: 'array', items: { type: 'string', enum: statuses.slice(1) }, required: false },
    include_types: { type: 'array', items: { type: 'string', enum: types }, required: false },
    exclude_types: { type: 'array', items: { type: 'string', enum: types }, required: false },
    downloadable: flag,
    virtual: flag,
    pos_products_only: flag,
  };
  return {
    ...postArgs(version, ordersOf(version, profile)),
    ...parentArgs(version),
    ...filterArg(version),
    ...(version > 1 && profile.newerFields ? { brand: string } : {}),
    slug: string,
    status: {
      default: 'any',
      type: 'string',
      enum: statuses.filter(one => version > 1 || one !== 'trash'),
      required: false,
    },
    type: { type: 'string', enum: types, required: false },
    sku: string,
    ...(version === 1 ? {} : { featured: flag }),
    category: string,
    tag: string,
    shipping_class: string,
    attribute: string,
    attribute_term: string,
    ...(version === 1
      ? {}
      : {
          ...(version === 2 ? { in_stock: flag } : {}),
          on_sale: flag,
          min_price: string,
          max_price: string,
        }),
    ...metaArgs(version, profile),
    ...(version === 3
      ? {
          stock_status: { type: 'string', enum: stockStatuses, required: false },
          ...(has('6.6') ? { search_sku: string } : {}),
          ...(profile.newerFields ? newest : {}),
        }
      : {}),
  };
}

/** What lists of variations are not asked for: what is their product's, and what is looked for among products. */
const ofProducts = new Set(
  'in_stock type featured category tag shipping_class attribute attribute_term brand search_sku search_name_or_sku search_fields include_types exclude_types'.split(
    ' ',
  ),
);

/** What lists of variations can be asked for. */
export function variationArgs(version: 2 | 3, profile: Profile): Args {
  const orderby = postArgs(version, ['menu_order']).orderby as RestArg;
  const { brand: _brand, ...args }: Args = { ...listArgs(version, profile), orderby };
  if (version === 2) return args;
  const of: Args = Object.fromEntries(Object.entries(args).filter(([name]) => !ofProducts.has(name)));
  // Those that came last with the product's are behind the variation's own.
  const names = ['virtual', 'downloadable', 'include_status', 'exclude_status', 'pos_products_only'];
  const last = names.flatMap(name => (of[name] === undefined ? [] : [[name, of[name]] as const]));
  return {
    ...Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name))),
    ...(versionAtLeast(profile.woocommerce, '8.2') ? { has_price: flag } : {}),
    ...(versionAtLeast(profile.woocommerce, '9.2') ? lateArgs({ attributes: choices }) : {}),
    ...Object.fromEntries(last),
  };
}

/** `…/products/12/variations` in wc/v2 and v3. */
export function variationRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const { data, profile } = shop;
  const parentOf = (params: Params) => asInteger(params.get('product_id'));
  const find = (id: number, params: Params, request?: RestRequest) => {
    const variation = data.variations.get(id);
    if (isUnchecked(request)) return variation;
    // Until 8.2 the parent in the path is looked at by nobody who only reads or deletes.
    if (!profile.missingIsNotFound) return variation;
    return variation?.parent_id === parentOf(params) ? variation : undefined;
  };
  // Whose variations are in a batch nobody asks until 9.2.
  const isUnchecked = (request: RestRequest | undefined) =>
    !profile.newerFields && request?.route.endsWith('/batch') === true;
  // 400 for a change until 8.2, 404 from 9.2 on (missing.086 of rights-8.2 and rights-10.5).
  const missing = (action: Action) =>
    missingPost('product_variation', profile.missingIsNotFound ? 'view' : action, version);
  return crudRoutes<Product>({
    version,
    profile,
    pattern: 'products/(?P<product_id>[\\d]+)/variations',
    base: params => `products/${parentOf(params)}/variations`,
    schema: variationSchemaOf(version, profile),
    rendered: new Rendered(data.variations, (variation, view: View) => showVariation(data, variation, view), [
      data.products,
    ]),
    location: 'products/(?P<product_id>[\\d]+)/variations',
    listArgs: variationArgs(version, profile),
    undeclared: ['tax_class'],
    hasBatch: true,
    canChange: true,
    permit: (request, action, id) => {
      let exists = id === undefined ? undefined : find(id, request.urlParams) !== undefined;
      // Newer versions say it at once, so that there is nothing that is allowed either.
      if (exists === false && profile.missingIsNotFound) return missing(action);
      // Older ones ask for the right to whatever post has that id.
      if (exists === false && id !== undefined && (data.products.has(id) || data.orders.has(id)))
        exists = true;
      return permitPost(request, 'product', action, exists);
    },
    find,
    missing,
    list: (params, { context }) => listVariations(shop, params, parentOf(params), context.site.now()),
    create: async (params, request) => {
      const parent = data.products.get(parentOf(params));
      if (!parent && version === 3 && params.has('attributes'))
        return wpError(
          'woocommerce_rest_product_variation_invalid_parent',
          'Cannot set attributes due to invalid parent product.',
          404,
        );
      if (!parent && (profile.missingIsNotFound || params.has('attributes')))
        throw new FatalError('Call to a member function get_attributes() on false');
      const now = request.context.site.now();
      const parent_id = parentOf(params);
      const empty = { ...emptyProduct(0, now), type: 'variation', parent_id, name: parent?.name ?? '' };
      const made = changedProduct(shop, empty, params, request);
      if (isWpError(made)) return made;
      await touch(data, parent_id, now);
      return data.variations.add({
        ...made,
        id: data.nextPostId(),
        type: 'variation',
        parent_id,
      });
    },
    change: async (before, params, request) => {
      if (before.parent_id !== parentOf(params) && !isUnchecked(request)) {
        const message = 'Parent product does not match current variation.';
        return wpError('woocommerce_rest_cannot_edit', message, 403);
      }
      // Where nobody asks it comes to the product of the path, which has other choices.
      const parent_id = parentOf(params);
      const moved = before.parent_id === parent_id ? before : movedVariation(data, before, parent_id);
      const changed = changedProduct(shop, moved, params, request);
      if (isWpError(changed)) return changed;
      await touch(data, parent_id, changed.date_modified);
      return data.variations.replace({ ...changed, type: 'variation', parent_id });
    },
    ...(profile.newerFields && {
      undeleted: (id: number, params: Params) => ({ id, product_id: parentOf(params), force: true }),
    }),
    remove: (variation, force, request) =>
      trashPost(data, request.context.site.now(), data.variations, 'product_variation', variation, force),
  });
}
