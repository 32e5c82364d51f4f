import type { Data } from '../../../data/data.ts';
import { emptyProduct, type Product } from '../../../data/product.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestArg, RestRoute } from '../../../wordpress/rest/route.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { type Args, parentArgs, postArgs, stringList } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import type { Action } from '../permissions.ts';
import { missingPost, permitPost, trashPost } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { productSchemaOf, variationSchemaOf } from '../schemas/product.ts';
import {
  type ItemSelection,
  ids,
  type Params,
  postTests,
  type Sorts,
  searched,
  select,
  type Test,
} from '../selection.ts';
import { asBoolean, asInteger, asList, asObject, asText } from '../values.ts';
import type { Version, View } from '../view.ts';
import { changedProduct } from './changes.ts';
import { onSale, price } from './price.ts';
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
    rendered: new Rendered(data.products, (product, view: View) => showProduct(data, product, view), [
      data.terms,
      data.reviews,
      data.variations,
    ]),
    listArgs: listArgs(version, profile),
    undeclared: ['tax_class', 'global_unique_id'],
    hasBatch: true,
    canChange: true,
    permit: (request, action, id) =>
      permitPost(
        request,
        'product',
        action,
        id === undefined ? undefined : data.products.has(id) || data.variations.has(id),
      ),
    find: id => data.products.get(id) ?? data.variations.get(id),
    missing: action => missingPost('product', action, version),
    list: (params, request) => listProducts(shop, params, request.context.site.now()),
    create: async (params, request) => {
      const product = changedProduct(data, emptyProduct(0, request.context.site.now()), params, request);
      if (isWpError(product)) return product;
      const id = data.nextPostId();
      return data.products.add({ ...product, id });
    },
    change: async (before, params, request) => {
      if (before.type === 'variation') return useVariations();
      const product = changedProduct(data, before, params, request);
      return isWpError(product) ? product : data.products.replace(product);
    },
    remove: async (product, force, request) => {
      if (product.type === 'variation') return useVariations();
      if (force)
        for (const { id } of data.variations.having('parent_id', product.id)) data.variations.remove(id);
      return trashPost(data, request.context.site.now(), data.products, 'product', product, force);
    },
  });
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

/** The orders that products can be listed in, as OPTIONS shows them, repetitions and all (options-v3-products). */
const orders = [
  'popularity',
  'rating',
  'post__in',
  'price',
  'sales',
  'menu_order',
  'random',
  'popularity',
  'rating',
  'menu_order',
  'price',
  'popularity',
  'rating',
];

/** Until 9.2 by price, rating, sales and place in the menu, and in wc/v3 alone. */
function ordersOf(version: Version, { newerFields }: Profile): readonly string[] {
  if (version === 1) return [];
  if (newerFields) return orders;
  return version === 3 ? ['price', 'popularity', 'rating', 'menu_order'] : [];
}

function listArgs(version: Version, profile: Profile): Args {
  const newest: Args = {
    search_sku: string,
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
    ...parentArgs,
    ...(version === 3 ? { brand: string } : {}),
    slug: string,
    status: {
      default: 'any',
      type: 'string',
      enum: statuses.filter(one => version === 3 || one !== 'trash'),
      required: false,
    },
    type: { type: 'string', enum: types, required: false },
    sku: string,
    featured: flag,
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
    ...(version === 3
      ? {
          stock_status: { type: 'string', enum: stockStatuses, required: false },
          include_meta: stringList,
          exclude_meta: stringList,
          ...(profile.newerFields ? newest : {}),
        }
      : {}),
  };
}

/** What products and their variations are asked for alike. */
function ownTests(params: Params): Test<Product>[] {
  const tests: Test<Product>[] = [];
  const status = asText(params.get('status'), 'any');
  if (status !== 'any') tests.push(product => product.status === status);
  for (const name of ['slug', 'stock_status'] as const) {
    const wanted = asText(params.get(name));
    if (wanted !== '') tests.push(product => product[name] === wanted);
  }
  for (const name of ['featured', 'downloadable', 'virtual'] as const) {
    const wanted = params.get(name);
    if (typeof wanted === 'boolean') tests.push(product => product[name] === wanted);
  }
  const inStock = params.get('in_stock');
  if (typeof inStock === 'boolean') tests.push(product => (product.stock_status === 'instock') === inStock);
  const skus = asText(params.get('sku'))
    .split(',')
    .map(sku => sku.trim())
    .filter(sku => sku !== '');
  if (skus.length > 0) tests.push(product => skus.includes(product.sku));
  return tests;
}

function listProducts(shop: Shop, params: Params, now: number): ItemSelection {
  const tests: Test<Product>[] = [...postTests<Product>(params), ...ownTests(params)];
  const status = asText(params.get('status'), 'any');
  const type = asText(params.get('type'));
  if (type !== '') tests.push(product => product.type === type);
  tests.push(...manyTests(params), ...priceTests(shop.data, params, now), ...termTests(shop, params));
  const parents = ids(params, 'parent');
  if (parents) tests.push(product => parents.has(product.parent_id));
  const notParents = ids(params, 'parent_exclude');
  if (notParents) tests.push(product => !notParents.has(product.parent_id));
  const globalIds = asText(params.get('global_unique_id'))
    .split(',')
    .filter(one => one !== '');
  if (globalIds.length > 0 && shop.profile.newerFields) {
    tests.push(product => globalIds.includes(product.global_unique_id));
  }
  const search = searched(params);
  if (search !== undefined)
    tests.push(product => contains([product.name, product.description, product.short_description], search));
  const sku = searched(params, 'search_sku');
  if (sku !== undefined) tests.push(product => contains([product.sku], sku));
  const nameOrSku = searched(params, 'search_name_or_sku');
  if (nameOrSku !== undefined) tests.push(product => contains([product.name, product.sku], nameOrSku));
  return select(shop.data.products, params, tests, sortsAt(shop.data, now), status === 'trash');
}

const sortsAt = (data: Data, now: number): Sorts<Product> => ({
  modified: 'date_modified',
  title: 'name',
  slug: 'slug',
  menu_order: 'menu_order',
  price: product => Number(price(data, product, now)),
  popularity: 'total_sales',
  sales: 'total_sales',
});

function contains(texts: readonly string[], search: string): boolean {
  return texts.some(one => one.toLowerCase().includes(search));
}

function manyTests(params: Params): Test<Product>[] {
  const tests: Test<Product>[] = [];
  const several = [
    ['include_status', 'status', true],
    ['exclude_status', 'status', false],
    ['include_types', 'type', true],
    ['exclude_types', 'type', false],
  ] as const;
  for (const [name, property, included] of several) {
    const wanted = asList(params.get(name));
    if (wanted.length === 0 || wanted.includes('any')) continue;
    tests.push(product => wanted.includes(product[property]) === included);
  }
  return tests;
}

function priceTests(data: Data, params: Params, now: number): Test<Product>[] {
  const tests: Test<Product>[] = [];
  if (params.has('on_sale')) {
    const wanted = asBoolean(params.get('on_sale'));
    tests.push(product => onSale(data, product, now) === wanted);
  }
  // What has no price has none that is low or high. What is no number is 0.
  const least = asText(params.get('min_price'));
  if (least !== '')
    tests.push(product => priceIs(product, value => value >= (Number.parseFloat(least) || 0)));
  const most = asText(params.get('max_price'));
  if (most !== '') tests.push(product => priceIs(product, value => value <= (Number.parseFloat(most) || 0)));
  return tests;

  function priceIs(product: Product, holds: (value: number) => boolean): boolean {
    const own = price(data, product, now);
    return own !== '' && holds(Number(own));
  }
}

function termTests(shop: Shop, params: Params): Test<Product>[] {
  const tests: Test<Product>[] = [];
  const lists = [
    ['category', 'category_ids'],
    ['tag', 'tag_ids'],
    ['brand', 'brand_ids'],
  ] as const;
  for (const [name, property] of lists) {
    const wanted = asText(params.get(name))
      .split(',')
      .filter(one => one !== '')
      .map(one => asInteger(one));
    if (wanted.length > 0) tests.push(product => wanted.some(id => product[property].includes(id)));
  }
  const taxClass = asText(params.get('tax_class'));
  if (taxClass !== '') {
    tests.push(product => product.tax_class === (taxClass === 'standard' ? '' : taxClass));
  }
  const withAttribute = attributeTest(shop.data, params);
  if (withAttribute) tests.push(withAttribute);
  const shippingClass = asText(params.get('shipping_class'));
  if (shippingClass !== '') {
    const slug = shop.data.terms.get(asInteger(shippingClass))?.slug;
    tests.push(product => slug !== undefined && product.shipping_class === slug);
  }
  return tests;
}

/** `attribute=pa_size&attribute_term=12`; an attribute that is not there is asked for by nobody. */
function attributeTest({ attributes, terms }: Data, params: Params): Test<Product> | undefined {
  const [attribute] = attributes.having('slug', asText(params.get('attribute')));
  const wanted = asText(params.get('attribute_term'))
    .split(',')
    .filter(one => one !== '')
    .map(one => terms.get(asInteger(one)));
  if (!attribute || wanted.length === 0) return undefined;
  const names = wanted.flatMap(term => (term?.taxonomy === attribute.slug ? [term.name] : []));
  return ({ attributes: own }) =>
    own
      .map(one => asObject(one))
      .some(({ id, options }) => {
        return id === attribute.id && asList(options).some(one => names.includes(asText(one)));
      });
}

/** `…/products/12/variations` in wc/v2 and v3. */
export function variationRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const { data, profile } = shop;
  const parentOf = (params: Params) => asInteger(params.get('product_id'));
  const find = (id: number, params: Params) => {
    const variation = data.variations.get(id);
    // Until 8.2 the parent in the path is looked at by nobody who only reads or deletes.
    if (!profile.missingIsNotFound) return variation;
    return variation?.parent_id === parentOf(params) ? variation : undefined;
  };
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
    listArgs: {
      ...listArgs(version, profile),
      orderby: postArgs(version, ['menu_order']).orderby as RestArg,
      ...(version === 3 ? { has_price: flag } : {}),
    },
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
    list: (params, { context }) => {
      const parent = parentOf(params);
      const now = context.site.now();
      const tests = [
        (one: Product) => one.parent_id === parent,
        ...ownTests(params),
        ...priceTests(data, params, now),
        ...postTests<Product>(params),
      ];
      const hasPrice = params.get('has_price');
      if (typeof hasPrice === 'boolean') tests.push(one => (price(data, one, now) !== '') === hasPrice);
      // That of a variation is its parent's, unless it has its own.
      const taxClass = asText(params.get('tax_class'));
      if (taxClass !== '') tests.push(one => one.tax_class !== '' && one.tax_class === taxClass);
      return select(data.variations, params, tests, sortsAt(data, now));
    },
    create: async (params, request) => {
      const parent = data.products.get(parentOf(params));
      if (!parent && profile.missingIsNotFound)
        throw new FatalError('Call to a member function get_attributes() on false');
      const now = request.context.site.now();
      const empty = { ...emptyProduct(0, now), type: 'variation', name: parent?.name ?? '' };
      const made = changedProduct(data, empty, params, request);
      if (isWpError(made)) return made;
      return data.variations.add({
        ...made,
        id: data.nextPostId(),
        type: 'variation',
        parent_id: parentOf(params),
      });
    },
    change: async (before, params, request) => {
      if (before.parent_id !== parentOf(params)) {
        const message = 'Parent product does not match current variation.';
        return wpError('woocommerce_rest_cannot_edit', message, 403);
      }
      const changed = changedProduct(data, before, params, request);
      return isWpError(changed)
        ? changed
        : data.variations.replace({ ...changed, type: 'variation', parent_id: before.parent_id });
    },
    undeleted: (id, params) => ({ id, product_id: parentOf(params), force: true }),
    remove: (variation, force, request) =>
      trashPost(data, request.context.site.now(), data.variations, 'product', variation, force),
  });
}
