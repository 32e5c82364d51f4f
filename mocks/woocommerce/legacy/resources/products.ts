import { emptyProduct, type Product } from '../../../data/product.ts';
import { uncategorizedId } from '../../../data/seeded.ts';
import { isEmpty } from '../../../php/compare.ts';
import type { PhpValue } from '../../../php/types.ts';
import { stringOrEmpty } from '../../../php/types.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { slugify } from '../../resources/values.ts';
import { refusedToCreate, validatePost } from '../access.ts';
import { LegacyError } from '../error.ts';
import { formatDate } from '../format.ts';
import { listings } from '../listings.ts';
import type { Filter } from '../query.ts';
import type { LegacyApi } from '../request.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyHandler,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
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
import { productRecord } from './product-record.ts';
import { categoryRecord, terms } from './terms.ts';

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
  record: (call, product) => productRecord(call.shop, call.request, product),
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
        product => ({ ...product, status: 'trash' }),
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
  const plural = (path: string, run: LegacyHandler['run']): LegacyRoute[] => [
    { path, handlers: [{ verbs: readable, run }, ...(api === 3 ? [writes(creatable)] : [])] },
    {
      path: `${path}/<id>`,
      handlers: [
        { verbs: readable, run: path.endsWith('categories') ? category : notSimulated },
        ...(api === 3 ? [writes(editable), { verbs: deletable, run: notSimulated }] : []),
      ],
    },
  ];
  const categories = plural('/products/categories', call =>
    terms(call, 'product_cat', 'product_categories', categoryRecord),
  );
  const oneNotSimulated: LegacyHandler[] = [
    { verbs: readable, run: notSimulated },
    writes(editable),
    { verbs: deletable, run: notSimulated },
  ];
  const attributes: LegacyRoute[] = [
    {
      path: '/products/attributes',
      handlers: [{ verbs: readable, run: attributesOf }, writes(creatable)],
    },
    {
      path: '/products/attributes/<id>',
      handlers: oneNotSimulated,
    },
  ];
  if (api === 2) return [...categories, ...attributes];
  return [
    ...categories,
    ...plural('/products/tags', call => terms(call, 'product_tag', 'product_tags', tagRecord)),
    ...plural('/products/shipping_classes', call =>
      terms(call, 'product_shipping_class', 'product_shipping_classes', categoryRecord),
    ),
    ...attributes,
    {
      path: '/products/attributes/<attribute_id>/terms',
      handlers: [{ verbs: readable, run: notSimulated }, writes(creatable)],
    },
    {
      path: '/products/attributes/<attribute_id>/terms/<id>',
      handlers: oneNotSimulated,
    },
  ];
}

function writes(verbs: LegacyHandler['verbs']): LegacyHandler {
  return { verbs, acceptsData: true, run: notSimulated };
}

function tagRecord(call: LegacyCall, id: number): Record<string, unknown> {
  const { parent: _, display: __, image: ___, ...tag } = categoryRecord(call, id);
  return tag;
}

function category(call: LegacyCall): LegacyResult {
  return terms(call, 'product_cat', 'product_category', categoryRecord);
}

function attributesOf(call: LegacyCall): LegacyResult {
  if (!currentUserCan(call.request.context, 'manage_product_terms')) {
    return new LegacyError(
      'woocommerce_api_user_cannot_read_product_attributes',
      'You do not have permission to read product attributes',
      401,
    );
  }
  return {
    product_attributes: call.shop.data.attributes
      .filter([])
      .map(({ id, name, slug, type, order_by, has_archives }) => ({
        id,
        name,
        slug: `pa_${slug.replace(/^pa_/, '')}`,
        type,
        order_by,
        has_archives,
      })),
  };
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
    refusedToCreate(call.request, 'product') ??
    missingParameter(data, 'product', 'title') ??
    wrongType(data, 'product', productTypes) ??
    takenSku(call, data, 0);
  if (wrong) return wrong;
  const stock = call.shop.data;
  const id = stock.nextPostId();
  const now = call.request.context.site.now();
  const title = clean(data.title);
  await stock.products.add(
    withChanges(
      {
        ...emptyProduct(id, now),
        category_ids: [uncategorizedId],
        slug: slugify(clean(data.name) || title),
      },
      data,
    ),
  );
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
  await table.replace({ ...withChanges(before, data), date_modified: call.request.context.site.now() });
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

/** The product with what a body says of it, as far as this store knows it. */
function withChanges(product: Product, data: Record<string, unknown>): Product {
  const text = (name: string, before: string) => (data[name] === undefined ? before : clean(data[name]));
  const flag = (name: string, before: boolean) => (data[name] === undefined ? before : data[name] === true);
  return {
    ...product,
    name: text('title', product.name),
    status: text('status', product.status),
    type: text('type', product.type),
    sku: text('sku', product.sku),
    regular_price: text('regular_price', product.regular_price),
    sale_price: data.sale_price === null ? '' : text('sale_price', product.sale_price),
    description: text('description', product.description),
    short_description: text('short_description', product.short_description),
    catalog_visibility: text('catalog_visibility', product.catalog_visibility),
    featured: flag('featured', product.featured),
    virtual: flag('virtual', product.virtual),
    downloadable: flag('downloadable', product.downloadable),
    manage_stock: flag('managing_stock', product.manage_stock),
    stock_quantity: data.stock_quantity === undefined ? product.stock_quantity : Number(data.stock_quantity),
    stock_status:
      data.in_stock === undefined ? product.stock_status : data.in_stock === true ? 'instock' : 'outofstock',
    menu_order: data.menu_order === undefined ? product.menu_order : Number(data.menu_order) || 0,
  };
}
