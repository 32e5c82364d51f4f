import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import {
  type ItemSelection,
  type Params,
  parentIds,
  postTests,
  type Sorts,
  searched,
  searchWords,
  select,
  selectAmong,
  type Test,
} from '../selection.ts';
import { asInteger, asList, asObject, asText } from '../values.ts';
import type { Version } from '../view.ts';
import { stockStatus } from './parts.ts';
import { idsOnSale, price, pricesKept } from './price.ts';
import { variationTitle } from './variation-name.ts';

/** The page of `…/products` that is asked for. */
export function listProducts(shop: Shop, version: Version, params: Params, now: number): ItemSelection {
  const { data, profile } = shop;
  const tests = [
    ...postTests<Product>(params),
    ...ownTests(data, params, version),
    ...manyTests(params),
    ...saleTests(data, params, now),
    ...termTests(shop, params, version),
  ];
  const type = asText(params.get('type'));
  if (type !== '' && asList(params.get('include_types')).length === 0)
    tests.push(product => product.type === type);
  const parents = parentIds(params, 'parent');
  if (parents) tests.push(product => parents.has(product.parent_id));
  const notParents = parentIds(params, 'parent_exclude');
  if (notParents) tests.push(product => !notParents.has(product.parent_id));
  const found = searchTests(data, version === 3 ? profile : { newerFields: false }, params);
  tests.push(...found.tests);
  const sorts = version === 2 ? firstSorts : sortsAt(data, now);
  const asked = inCatalogOrder(params, version);
  if (!found.withVariations)
    return select(data.products, asked, tests, sorts, asText(params.get('status')) === 'trash');
  return selectAmong([...data.products.filter(tests), ...data.variations.filter(tests)], asked, sorts);
}

/** The page of `…/products/12/variations` that is asked for; without a product, of all variations. */
export function listVariations(
  shop: Shop,
  params: Params,
  parentId: number | undefined,
  now: number,
): ItemSelection {
  const { data, profile } = shop;
  const tests = [
    ...postTests<Product>(params),
    ...ownTests(data, params),
    ...manyTests(params, ofStatus),
    ...saleTests(data, params, now),
    ...skuTests(params),
    ...choiceTests(params),
  ];
  const hasPrice = params.get('has_price');
  if (typeof hasPrice === 'boolean' && versionAtLeast(profile.woocommerce, '8.2'))
    tests.push(one => (price(data, one, now) !== '') === hasPrice);
  tests.push(...variationSearch(data, params));
  const globalIds = profile.newerFields ? asText(params.get('global_unique_id')) : '';
  if (globalIds !== '' && parentId === undefined)
    tests.push(one => globalIds.split(',').includes(one.global_unique_id));
  // That of a variation is its parent's, unless it has its own.
  const taxClass = asText(params.get('tax_class'));
  if (taxClass !== '') tests.push(one => one.tax_class !== '' && one.tax_class === taxClass);
  const all =
    parentId === undefined ? data.variations.filter([]) : data.variations.having('parent_id', parentId);
  return selectAmong(
    all.filter(one => tests.every(test => test(one))),
    params,
    sortsAt(data, now),
  );
}

/** What is searched for among variations: in their titles and descriptions. */
function variationSearch(data: Data, params: Params): Test<Product>[] {
  const words = searchWords(params);
  if (words.length === 0) return [];
  return [one => contains([titleOf(data, one), one.description], words)];
}

/** What products and their variations are asked for alike. */
function ownTests(data: Data, params: Params, version: Version = 3): Test<Product>[] {
  const tests: Test<Product>[] = [];
  const status = asText(params.get('status'), 'any');
  if (status !== 'any' && asList(params.get('include_status')).length === 0)
    tests.push(product => product.status === status);
  const slug = asText(params.get('slug'));
  if (slug !== '') tests.push(product => product.slug === slug);
  const stock = asText(params.get('stock_status'));
  if (stock !== '') tests.push(product => stockStatus(data, product) === stock);
  for (const name of ['featured', 'downloadable', 'virtual'] as const) {
    const wanted = params.get(name);
    // wc/v1 looks for it where it has not been kept since 3.0.
    if (version === 1 && name === 'featured') continue;
    if (typeof wanted === 'boolean') tests.push(product => product[name] === wanted);
  }
  const inStock = params.get('in_stock');
  if (typeof inStock === 'boolean')
    tests.push(product => stockStatus(data, product) === (inStock ? 'instock' : 'outofstock'));
  return tests;
}

function skuTests(params: Params): Test<Product>[] {
  const sent = asText(params.get('sku'));
  // PHP takes '0' for nothing.
  if (sent === '' || sent === '0') return [];
  const skus = new Set([sent, ...sent.split(',')].map(sku => sku.toLowerCase()));
  return [product => skus.has(product.sku.toLowerCase())];
}

/**
 * What is searched for in names and numbers. `search_fields` goes before `search_name_or_sku`, that before `search_sku`,
 * and that before `sku`; with each of them, and with `global_unique_id`, variations are listed among the products.
 */
function searchTests(
  data: Data,
  profile: Pick<Profile, 'newerFields'>,
  params: Params,
): { readonly tests: Test<Product>[]; readonly withVariations: boolean } {
  const words = searchWords(params);
  const tests: Test<Product>[] = [];
  const globalIds = profile.newerFields ? asText(params.get('global_unique_id')) : '';
  if (globalIds !== '' && globalIds !== '0') {
    const wanted = globalIds.split(',').map(one => one.trim());
    tests.push(product => wanted.includes(product.global_unique_id));
  }
  const among = (fields: readonly string[], own: readonly string[]) => ({
    tests: [...tests, (product: Product) => contains(fieldsOf(data, product, fields), own)],
    withVariations: true,
  });
  const fields = asList(params.get('search_fields')).map(one => asText(one));
  if (fields.length > 0 && words.length > 0) return among(fields, words);
  const nameOrSku = searchWords(params, 'search_name_or_sku');
  if (nameOrSku.length > 0) return among(['name', 'sku'], nameOrSku);
  if (words.length > 0) {
    const places = ['name', 'description', 'short_description'];
    tests.push(product => contains(fieldsOf(data, product, places), words));
  }
  const sku = searched(params, 'search_sku');
  if (sku !== undefined) {
    tests.push(product => product.sku.toLowerCase().includes(sku));
    return { tests, withVariations: true };
  }
  const own = skuTests(params);
  return { tests: [...tests, ...own], withVariations: own.length > 0 || globalIds !== '' };
}

function fieldsOf(data: Data, product: Product, names: readonly string[]): string[] {
  return names.flatMap(name => {
    switch (name) {
      case 'name':
        return titleOf(data, product);
      case 'sku':
      case 'global_unique_id':
      case 'description':
      case 'short_description':
        return product[name];
      default:
        return [];
    }
  });
}

function titleOf(data: Data, product: Product): string {
  const title = product.type === 'variation' ? variationTitle(data, product) : product.name;
  return title.toLowerCase();
}

/** Each word has to be in one of the texts. */
function contains(texts: readonly string[], words: readonly string[]): boolean {
  return words.every(word => texts.some(text => text.toLowerCase().includes(word)));
}

type Many = readonly [parameter: string, property: 'status' | 'type', included: boolean];
const ofStatus: readonly Many[] = [
  ['include_status', 'status', true],
  ['exclude_status', 'status', false],
];
const ofType: readonly Many[] = [
  ['include_types', 'type', true],
  ['exclude_types', 'type', false],
];

function manyTests(params: Params, several: readonly Many[] = [...ofStatus, ...ofType]): Test<Product>[] {
  const tests: Test<Product>[] = [];
  for (const [name, property, included] of several) {
    const wanted = asList(params.get(name));
    if (wanted.length === 0 || wanted.includes('any')) continue;
    tests.push(product => wanted.includes(product[property]) === included);
  }
  return tests;
}

function saleTests(data: Data, params: Params, now: number): Test<Product>[] {
  const tests: Test<Product>[] = [];
  const sale = params.get('on_sale');
  if (typeof sale === 'boolean') {
    // PHP adds the list behind the ids that were asked for: as many of its first as there are of these are lost.
    const asked = asList(params.get(sale ? 'include' : 'exclude')).length;
    const onSale = new Set(idsOnSale(data, now).slice(asked));
    tests.push(sale ? product => onSale.has(product.id) : product => !onSale.has(product.id));
  }
  const [least, most] = [bound(params.get('min_price')), bound(params.get('max_price'))];
  if (least !== undefined || most !== undefined) {
    tests.push(product =>
      pricesKept(data, product, now).some(one => one >= (least ?? 0) && one <= (most ?? Infinity)),
    );
  }
  return tests;
}

/** `floatval()` of a bound: what is no number is 0, and '' and '0' are none. */
function bound(value: unknown): number | undefined {
  const text = asText(value);
  return text === '' || text === '0' ? undefined : Number.parseFloat(text) || 0;
}

function termTests(shop: Shop, params: Params, version: Version): Test<Product>[] {
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
      .flatMap(one => (name === 'category' ? withChildren(shop.data, asInteger(one)) : asInteger(one)));
    if (wanted.length > 0) tests.push(product => wanted.some(id => product[property].includes(id)));
  }
  const taxClass = asText(params.get('tax_class'));
  // wc/v1 does not know it.
  if (taxClass !== '' && version > 1) {
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

/** A category is asked for with those below it. */
function withChildren(data: Data, id: number): number[] {
  const all = [id];
  if (id === 0) return all;
  for (const one of all)
    for (const child of data.terms.having('parent', one)) if (!all.includes(child.id)) all.push(child.id);
  return all;
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

/** `attributes[0][attribute]=pa_size&attributes[0][term]=l`: what a variation keeps of the choice. */
function choiceTests(params: Params): Test<Product>[] {
  return asList(params.get('attributes')).flatMap(sent => {
    const { attribute, term, terms } = asObject(sent);
    const wanted = term === undefined ? asList(terms) : [term];
    const slug = asText(attribute);
    if (slug === '' || wanted.length === 0) return [];
    const values = wanted.map(one => asText(one).toLowerCase());
    return (variation: Product) =>
      variation.attributes.some(one => {
        const own = asObject(one);
        const option = asText(own.option);
        return (
          own.slug === slug &&
          values.includes(slug.startsWith('pa_') ? slugify(option) : option.toLowerCase())
        );
      });
  });
}

/** What WordPress itself sorts by; a list of wc/v2 takes other names, and keeps to the date. */
const firstSorts: Sorts<Product> = {
  modified: 'date_modified',
  title: 'name',
  slug: 'slug',
  menu_order: 'menu_order',
};

/** Those of the shop's own pages as well: prices, sales and ratings as its table for look-ups has them. */
function sortsAt(data: Data, now: number): Sorts<Product> {
  return {
    ...firstSorts,
    title: product => titleOf(data, product),
    menu_order: product => [product.menu_order, titleOf(data, product)],
    price: product => Math.min(...pricesKept(data, product, now), Infinity) % Infinity || 0,
    highest_price: product => Math.max(0, ...pricesKept(data, product, now)),
    popularity: 'total_sales',
    rating: product => {
      const ratings = data.reviews
        .having('product_id', product.id)
        .filter(({ status, rating }) => status === 'approved' && rating > 0)
        .map(({ rating }) => rating);
      const sum = ratings.reduce((all, one) => all + one, 0);
      return [sum / (ratings.length || 1), ratings.length];
    },
  };
}

/** What sells best and what is liked best comes first, whatever order is asked for; from the dear end down the highest price counts. */
function inCatalogOrder(params: Params, version: Version): Params {
  const orderby = params.get('orderby');
  if (version === 2) return params;
  if (orderby === 'popularity' || orderby === 'rating') return new Map(params).set('order', 'desc');
  if (orderby === 'price' && params.get('order') !== 'asc')
    return new Map(params).set('orderby', 'highest_price');
  return params;
}
