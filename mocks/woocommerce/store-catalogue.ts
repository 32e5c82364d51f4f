import type { Data } from '../data/data.ts';
import type { Review } from '../data/others.ts';
import type { Product } from '../data/product.ts';
import type { Attribute, Term } from '../data/term.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import { dateText } from '../wordpress/formatting/dates.ts';
import { restUrl } from '../wordpress/home.ts';
import type { RestRequest, RestResult } from '../wordpress/rest/route.ts';
import { avatarUrl } from './resources/customers/representation.ts';
import { linkQuery, listLinks } from './resources/list-links.ts';
import { Namespace } from './resources/managed.ts';
import { shows } from './resources/members.ts';
import { noProduct } from './resources/posts.ts';
import { listProducts } from './resources/products/list.ts';
import { permalink, productOrVariation } from './resources/products/parts.ts';
import { pricesKept } from './resources/products/price.ts';
import {
  type ItemSelection,
  idTests,
  type Params,
  postTests,
  searched,
  select,
  selectAmong,
  type Test,
} from './resources/selection.ts';
import { asInteger, asList, asObject, asText } from './resources/values.ts';
import type { RecordObject, View } from './resources/view.ts';
import type { Shop } from './shop.ts';
import { minorUnits, storeCurrency } from './store-money.ts';
import { approvedReviews, showStoreProduct, termUrl } from './store-product.ts';

type Reading = (request: RestRequest) => RestResult | WpError;

/** What shoppers may read of the catalogue, by path below the Store API's namespace. */
export function catalogueReadings(shop: Shop): [path: string, read: Reading][] {
  const { data, profile } = shop;
  const wc = new Namespace(3, profile);
  const lists = (taxonomy: string): Reading => listedTerms(shop, wc, taxonomy);
  const one = (taxonomy: string, missing: WpError): Reading => {
    return request => {
      const term = data.terms.get(Number(request.urlParams.get('id')));
      if (term?.taxonomy !== taxonomy) return missing;
      return { data: showTerm(data, term, wc.view(request)) };
    };
  };
  return [
    [
      'products',
      request =>
        listed(request, storeProducts(shop, request, perPageOf), id => {
          const product = productOrVariation(data, id);
          return product ? [showStoreProduct(data, product, wc.view(request))] : [];
        }),
    ],
    [
      'products/(?P<id>[\\d]+)',
      request => {
        const product = productOrVariation(data, Number(request.urlParams.get('id')));
        return product ? { data: showStoreProduct(data, product, wc.view(request)) } : noProduct();
      },
    ],
    [
      'products/(?P<slug>[\\S]+)',
      request => {
        const [product] = data.products.having('slug', asText(request.urlParams.get('slug')));
        return product
          ? { data: showStoreProduct(data, product, wc.view(request)) }
          : wpError('woocommerce_rest_product_invalid_slug', 'Invalid product slug.', 404);
      },
    ],
    ['products/attributes', () => ({ data: allAttributes(data).map(one => showAttribute(data, one)) })],
    [
      'products/attributes/(?P<id>[\\d]+)',
      ({ urlParams }) => {
        const attribute = data.attributes.get(Number(urlParams.get('id')));
        return attribute
          ? { data: showAttribute(data, attribute) }
          : wpError('woocommerce_rest_attribute_invalid_id', 'Invalid attribute ID.', 404);
      },
    ],
    [
      'products/attributes/(?P<attribute_id>[\\d]+)/terms',
      request => {
        const attribute = data.attributes.get(Number(request.urlParams.get('attribute_id')));
        return attribute
          ? lists(attribute.slug)(request)
          : wpError('woocommerce_rest_taxonomy_invalid', 'Attribute does not exist.', 404);
      },
    ],
    ['products/categories', lists('product_cat')],
    [
      'products/categories/(?P<id>[\\d]+)',
      one('product_cat', wpError('woocommerce_rest_category_invalid_id', 'Invalid category ID.', 404)),
    ],
    ['products/tags', lists('product_tag')],
    ['products/brands', lists('product_brand')],
    [
      'products/brands/(?P<identifier>[\\w-]+)',
      request => {
        const sent = asText(request.urlParams.get('identifier'));
        const term = /^\d+$/.test(sent)
          ? data.terms.get(Number(sent))
          : data.terms.having('slug', sent).find(({ taxonomy }) => taxonomy === 'product_brand');
        if (term?.taxonomy === 'product_brand') return { data: showTerm(data, term, wc.view(request)) };
        return /^\d+$/.test(sent)
          ? wpError('woocommerce_rest_brand_invalid_id', 'Invalid brand ID.', 404)
          : wpError('woocommerce_rest_brand_invalid_slug', 'Invalid brand slug.', 404);
      },
    ],
    ['products/collection-data', request => ({ data: collectionData(shop, request) })],
    [
      'products/reviews',
      request =>
        listed(request, reviews(data, request.params), id => {
          const review = data.reviews.get(id);
          return review ? [showReview(shop, review, wc.view(request))] : [];
        }),
    ],
  ];
}

/** A list with its totals and links; `per_page=0` is all of it on one page. */
function listed(
  request: RestRequest,
  { ids, total }: ItemSelection,
  show: (id: number) => readonly object[],
): RestResult {
  const { context, params, route } = request;
  const perPage = perPageOf(params);
  const pages = perPage === all ? 1 : Math.ceil(total / perPage);
  const page = asInteger(params.get('page'), 1);
  const link = listLinks(restUrl(context.site, route, context.isTls), linkQuery(request, {}), page, pages);
  return {
    data: ids.flatMap(show),
    headers: [
      ['X-WP-Total', total],
      ['X-WP-TotalPages', pages],
      ...(link === undefined ? [] : [['Link', link] as const]),
    ],
  };
}

/** More than there are of anything. */
const all = Number.MAX_SAFE_INTEGER;

/** As many as `per_page` says; 0 is all. */
function perPageOf(params: Params): number {
  const perPage = params.get('per_page');
  return perPage === 0 ? all : asInteger(perPage, 10);
}

/** What is published, by the parameters that wc/v3 knows too; prices are in cents. */
function storeProducts(
  shop: Shop,
  { params, context }: RestRequest,
  countOf: (params: Params) => number,
): ItemSelection {
  const { data } = shop;
  const now = context.site.now();
  const asked = new Map(params).set('per_page', countOf(params)).set('status', 'publish');
  for (const name of ['min_price', 'max_price']) {
    const bound = asText(params.get(name));
    if (bound !== '') asked.set(name, String(Number.parseFloat(bound) / 100));
  }
  const stock = asList(params.get('stock_status')).map(one => asText(one));
  asked.delete('stock_status');
  if (stock.length === 1) asked.set('stock_status', stock[0]);
  if (params.get('type') !== 'variation') return listProducts(shop, 3, asked, now);
  const tests: Test<Product>[] = [({ status }) => status === 'publish', ...postTests<Product>(params)];
  return selectAmong(data.variations.filter(tests), asked);
}

function allAttributes(data: Data): Attribute[] {
  return data.attributes.filter([], { orderBy: 'name' });
}

function showAttribute(
  data: Data,
  { id, name, slug, type, order_by, has_archives }: Attribute,
): RecordObject {
  const count = data.terms.filter([term => term.taxonomy === slug]).length;
  return { id, name, taxonomy: slug, type, order: order_by, has_archives, count };
}

function listedTerms({ data }: Shop, wc: Namespace, taxonomy: string): Reading {
  return request => {
    const { params } = request;
    const tests: Test<Term>[] = [term => term.taxonomy === taxonomy, ...idTests<Term>(params)];
    if (params.get('hide_empty') === true) tests.push(term => data.termCounts.of(term) > 0);
    const search = searched(params);
    if (search !== undefined)
      tests.push(({ name, slug }) => name.toLowerCase().includes(search) || slug.includes(search));
    const parent = params.get('parent');
    if (typeof parent === 'number') tests.push(term => term.parent === parent);
    const asked = new Map(params);
    // All of them, unless a page is asked for; and no total is told.
    if (asInteger(params.get('per_page')) === 0) asked.set('per_page', all).delete('page');
    if (!params.has('orderby')) asked.set('orderby', 'name');
    if (!params.has('order')) asked.set('order', 'asc');
    const { ids } = select(data.terms, asked, tests, {
      name: term => term.name.toLowerCase(),
      slug: 'slug',
      count: term => data.termCounts.of(term),
    });
    const view = wc.view(request);
    return { data: ids.flatMap(id => data.terms.get(id) ?? []).map(term => showTerm(data, term, view)) };
  };
}

/** Categories and brands have a page with reviews and a picture; tags and values of attributes are words. */
const pages: Readonly<Record<string, string>> = { product_cat: 'product-category', product_brand: 'brand' };

function showTerm(data: Data, term: Term, view: View): RecordObject {
  const { id, name, slug, description, parent, taxonomy } = term;
  const base = pages[taxonomy];
  return {
    id,
    name,
    slug,
    description,
    parent,
    count: data.termCounts.of(term),
    ...(base === undefined
      ? {}
      : {
          image: null,
          review_count: data.productsOf(id).reduce((sum, product) => sum + approvedReviews(data, product), 0),
          permalink: termUrl(data, term, base, view),
        }),
  };
}

/** What the filters beside a list show: each part is worked out when it is asked for, and null otherwise. */
function collectionData(shop: Shop, request: RestRequest): RecordObject {
  const { data, profile } = shop;
  const { params, context } = request;
  const { ids } = storeProducts(shop, request, () => all);
  const found = ids.flatMap(id => data.products.get(id) ?? []);
  const prices = found.flatMap(product => pricesKept(data, product, context.site.now()));
  const minor = (amount: number) => minorUnits(data, amount);
  const stock = ['instock', 'outofstock', 'onbackorder'].map(status => ({
    status,
    count: String(found.filter(product => product.stock_status === status).length),
  }));
  const taxonomies = asList(params.get('calculate_attribute_counts')).map(one =>
    asText(asObject(one).taxonomy),
  );
  return {
    price_range:
      params.get('calculate_price_range') === true
        ? {
            min_price: minor(Math.min(...prices, prices.length === 0 ? 0 : Number.POSITIVE_INFINITY)),
            max_price: minor(Math.max(...prices, 0)),
            ...storeCurrency(data, profile),
          }
        : null,
    attribute_counts: taxonomies.length === 0 ? null : attributeCounts(data, found, taxonomies),
    rating_counts: params.get('calculate_rating_counts') === true ? [] : null,
    stock_status_counts: params.get('calculate_stock_status_counts') === true ? stock : null,
    ...(shows(profile, 'store_product.brands') ? { taxonomy_counts: null } : {}),
  };
}

function attributeCounts(
  data: Data,
  found: readonly Product[],
  taxonomies: readonly string[],
): RecordObject[] {
  return taxonomies.flatMap(taxonomy => {
    const [attribute] = data.attributes.having('slug', taxonomy);
    if (!attribute) return [];
    return data.terms
      .filter([term => term.taxonomy === taxonomy])
      .map(({ id, name }) => ({
        term: id,
        count: found.filter(({ attributes }) =>
          attributes
            .map(one => asObject(one))
            .some(own => own.id === attribute.id && asList(own.options).includes(name)),
        ).length,
      }))
      .filter(({ count }) => count > 0);
  });
}

function reviews(data: Data, params: Params): ItemSelection {
  const tests: Test<Review>[] = [({ status }) => status === 'approved'];
  const products = asText(params.get('product_id'));
  if (products !== '') {
    const wanted = products.split(',').map(Number);
    tests.push(({ product_id }) => wanted.includes(product_id));
  }
  const asked = new Map(params).set('per_page', perPageOf(params));
  return select(data.reviews, asked, tests, { rating: 'rating', product: 'product_id' });
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

function showReview({ data }: Shop, review: Review, view: View): RecordObject {
  const created = dateText(review.date_created);
  const at = new Date(review.date_created * 1000);
  const product = data.products.get(review.product_id);
  const day = `${months[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}`;
  return {
    id: review.id,
    date_created: created,
    formatted_date_created: day,
    date_created_gmt: created,
    product_id: review.product_id,
    product_name: product?.name ?? '',
    product_permalink: product ? permalink(product, view) : '',
    product_image: null,
    reviewer: review.reviewer,
    review: `<p>${review.review}</p>\n`,
    rating: review.rating,
    verified: review.verified,
    reviewer_avatar_urls: Object.fromEntries(
      ['24', '48', '96'].map(size => [size, avatarUrl(review.reviewer_email, view, Number(size))]),
    ),
  };
}
