import { emptyProduct, type Product } from '../../../data/product.ts';
import { isEmpty } from '../../../php/compare.ts';
import type { PhpValue } from '../../../php/types.ts';
import { stringOrEmpty } from '../../../php/types.ts';
import { refusedToCreate, validatePost } from '../access.ts';
import { LegacyError } from '../error.ts';
import { formatDate } from '../format.ts';
import { listings } from '../listings.ts';
import type { Filter } from '../query.ts';
import type { LegacyApi } from '../request.ts';
import { type LegacyCall, type LegacyResult, type LegacyRoute, readable } from '../route.ts';
import { attributeTermRoutes } from './attribute-terms.ts';
import { attributeRoutes } from './attributes.ts';
import {
  bodyOf,
  clean,
  count,
  type LegacyKind,
  listRecords,
  missingParameter,
  readRecord,
  remove,
  show,
  wrongType,
} from './collection.ts';
import { collectionRoutes } from './collection-routes.ts';
import { notSimulated } from './not-simulated.ts';
import { orders } from './orders.ts';
import { changedByBody, withSaleDays, writeVariations } from './product-changes.ts';
import { productRecord } from './product-record.ts';
import { categoryRoutes, readCategoryRoutes, shippingClassRoutes, tagRoutes } from './terms.ts';
import { productMeta, withMeta } from './with-meta.ts';

const products: LegacyKind<Product> = {
  type: 'product',
  plural: 'products',
  table: shop => shop.data.products,
  selection(call, filter) {
    const type = stringOrEmpty(filter.get('type'));
    const types = isEmpty(type) ? undefined : new Set(type.split(','));
    const listed = listings(call.shop.data).products.test;
    const sku = call.request.api === 1 ? '' : stringOrEmpty(filter.get('sku'));
    return {
      belongs:
        types || sku
          ? product =>
              (listed?.(product) ?? true) &&
              (!types || types.has(product.type)) &&
              (!sku || product.sku === sku)
          : listed,
      modified: product => product.date_modified,
      texts: product => [product.name, product.short_description, product.description],
    };
  },
  record: (call, product) =>
    withMeta(call, productRecord(call.shop, call.request, product), 'product_meta', () =>
      productMeta(product),
    ),
};

export function productRoutes(api: LegacyApi): readonly LegacyRoute[] {
  const routes = collectionRoutes(api, 'products', 'product', {
    list: call => listRecords(products, call, typeFilter(call)),
    count: call => count(products, call, typeFilter(call)),
    read: call => readRecord(products, call),
    create,
    edit,
    remove: call =>
      remove(
        products,
        call,
        // Any text but '' and 0 is true to PHP, `false` too.
        force => !isEmpty(force),
      ),
  });
  const reviewsOf = { path: '/products/<id>/reviews', handlers: [{ verbs: readable, run: reviews }] };
  const common = [routes.collection, routes.count, routes.item, reviewsOf];
  if (api === 1) return common;
  return [
    ...common,
    { path: '/products/<id>/orders', handlers: [{ verbs: readable, run: productOrders }] },
    ...termRoutes(api),
    routes.bulk,
  ];
}

/** Categories, tags, shipping classes and attributes: v3 has them all, v2 categories and attributes. */
function termRoutes(api: LegacyApi): readonly LegacyRoute[] {
  if (api === 2) return [...readCategoryRoutes, ...attributeRoutes];
  return [
    ...categoryRoutes,
    ...tagRoutes,
    ...shippingClassRoutes,
    ...attributeRoutes,
    ...attributeTermRoutes,
  ];
}

/** `?type=` is the same as `filter[type]`, and wins. */
function typeFilter(call: LegacyCall): Filter {
  const type = call.arg('type');
  return isEmpty(type) ? new Map() : new Map([['type', stringOrEmpty(type)]]);
}

function reviews(call: LegacyCall): LegacyResult {
  const id = validatePost(call.shop, call.request, call.arg('id'), 'product', 'read');
  if (id instanceof LegacyError) return id;
  const found = call.shop.data.reviews.having('product_id', id).filter(({ status }) => status === 'approved');
  return {
    product_reviews: found.map(review => ({
      id: review.id,
      created_at: formatDate(review.date_created),
      review: review.review,
      rating: String(review.rating),
      reviewer_name: review.reviewer,
      reviewer_email: review.reviewer_email,
      verified: review.verified,
    })),
  };
}

function productOrders(call: LegacyCall): LegacyResult {
  const id = validatePost(call.shop, call.request, call.arg('id'), 'product', 'read');
  if (id instanceof LegacyError) return id;
  const ids = call.shop.data.orderIndex.withProduct(id).listed();
  if (ids.length === 0) return { orders: [] };
  return listRecords(orders, call, new Map([['in', ids.join(',')]]));
}

const productTypes = ['simple', 'grouped', 'external', 'variable'];

async function create(call: LegacyCall, body: unknown): Promise<LegacyResult> {
  const data = bodyOf(body, 'product', 'create');
  if (data instanceof LegacyError) return data;
  const wrong =
    refusedToCreate(call.shop, call.request, 'product') ??
    missingParameter(data, 'product', 'title') ??
    wrongType(data, 'product', productTypes) ??
    takenSku(call, data, 0);
  if (wrong) return wrong;
  const { data: stock } = call.shop;
  const now = call.request.context.site.now();
  const changed = changedByBody(call, emptyProduct(0, now), data);
  if (changed instanceof LegacyError) return changed;
  const id = stock.nextPostId();
  const made = await stock.products.add({ ...withSaleDays(changed, data, now), id });
  const refused = await writeVariations(call, made, data.variations);
  if (refused) {
    stock.products.remove(id);
    return refused;
  }
  call.status = 201;
  return show(products, call, id);
}

async function edit(call: LegacyCall, body: unknown, sent: PhpValue | undefined): Promise<LegacyResult> {
  const data = bodyOf(body, 'product', 'edit');
  if (data instanceof LegacyError) return data;
  const id = validatePost(call.shop, call.request, sent, 'product', 'edit');
  if (id instanceof LegacyError) return id;
  const wrong = wrongType(data, 'product', productTypes) ?? takenSku(call, data, id);
  if (wrong) return wrong;
  const table = call.shop.data.products;
  const before = table.get(id);
  if (!before) return notSimulated();
  const changed = changedByBody(call, before, data);
  if (changed instanceof LegacyError) return changed;
  const refused = await writeVariations(call, changed, data.variations);
  if (refused) return refused;
  await table.replace(withSaleDays(changed, data, call.request.context.site.now()));
  return show(products, call, id);
}

function takenSku(call: LegacyCall, data: Record<string, unknown>, id: number): LegacyError | undefined {
  const sku = clean(data.sku);
  if (sku === '' || !call.shop.data.products.having('sku', sku).some(other => other.id !== id)) {
    return undefined;
  }
  return new LegacyError(
    'woocommerce_api_product_sku_already_exists',
    'The SKU already exists on another product.',
    400,
  );
}
