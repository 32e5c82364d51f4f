import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { imagesOf } from '../../resources/products/images.ts';
import {
  isPurchasable,
  permalink,
  productOrVariation,
  prose,
  related,
  stockOf,
  stockStatus,
} from '../../resources/products/parts.ts';
import { onSale, price } from '../../resources/products/price.ts';
import { priceHtml } from '../../resources/products/price-html.ts';
import { variationQuery } from '../../resources/products/variation-name.ts';
import { asBoolean, asInteger, asList, asObject, asText } from '../../resources/values.ts';
import type { View } from '../../resources/view.ts';
import type { Shop } from '../../shop.ts';
import { decimal, formatDate, shopUrl } from '../format.ts';
import type { LegacyApi, LegacyRequest } from '../request.ts';
import { attributeSlug, isTaxed, legacyView } from './product-parts.ts';

/** A product as the legacy API shows it, with what belongs to it. */
export function productRecord(shop: Shop, request: LegacyRequest, product: Product): Record<string, unknown> {
  const { data } = shop;
  const { api } = request;
  const record = productData(shop, request, product);
  if (product.type === 'variable')
    record.variations = data.variations
      .having('parent_id', product.id)
      .filter(({ status }) => status === 'publish' || status === 'private')
      .sort((a, b) => a.menu_order - b.menu_order || a.id - b.id)
      .map(variation => variationData(shop, request, product, variation));
  if (api !== 3) return record;
  const partOf = (id: number) => {
    const other = productOrVariation(data, id);
    return other ? [productData(shop, request, other)] : [];
  };
  if (product.type === 'grouped') record.grouped_products = product.grouped_products.flatMap(partOf);
  if (product.type === 'simple' && product.parent_id > 0) record.parent = partOf(product.parent_id)[0] ?? [];
  return record;
}

/** `get_product_data()`. v1 and v2 write prices with the shop's decimals, v3 as they are. */
function productData(shop: Shop, request: LegacyRequest, product: Product): Record<string, unknown> {
  const { data } = shop;
  const { api } = request;
  const view = legacyView(shop, request);
  const isExternal = product.type === 'external';
  const { weight } = product;
  return {
    title: product.name,
    id: product.id,
    created_at: formatDate(product.date_created),
    updated_at: formatDate(product.date_modified),
    type: product.type,
    status: product.status,
    downloadable: product.downloadable,
    virtual: product.virtual,
    permalink: permalink(product, view),
    sku: product.sku,
    ...prices(data, api, product, view),
    price_html: priceHtml(data, product, view),
    taxable: isTaxed(data, product),
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    managing_stock: product.manage_stock && !isExternal,
    stock_quantity: product.stock_quantity,
    in_stock: stockStatus(data, product) !== 'outofstock',
    backorders_allowed: product.backorders !== 'no',
    backordered: product.stock_status === 'onbackorder',
    sold_individually: product.sold_individually,
    purchaseable: isPurchasable(data, product, view),
    featured: product.featured,
    visible: product.status !== 'trash' && ['visible', 'catalog'].includes(product.catalog_visibility),
    catalog_visibility: product.catalog_visibility,
    on_sale: onSale(data, product, view.context.site.now()),
    ...(api !== 1 && {
      product_url: isExternal ? product.external_url : '',
      button_text: isExternal ? product.button_text : '',
    }),
    weight: weight === '' || weight === '0' ? null : api === 3 ? weight : decimal(weight),
    ...parcel(shop, product),
    shipping_required: !product.virtual && !isExternal,
    shipping_taxable: !product.virtual && !isExternal && product.tax_status !== 'none',
    ...shippingClass(data, product),
    description: prose(product.description, view),
    short_description: prose(product.short_description, view),
    reviews_allowed: product.reviews_allowed,
    ...rating(data, product),
    related_ids: related(data, product),
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    ...(api === 1 ? {} : { parent_id: product.parent_id }),
    categories: termNames(data, product.category_ids),
    tags: termNames(data, product.tag_ids),
    images: images(request, shop, product),
    featured_src: imagesOf(product, request.context)[0]?.src ?? false,
    attributes: attributes(api, product),
    downloads: product.downloadable ? product.downloads : [],
    download_limit: product.download_limit,
    download_expiry: product.download_expiry,
    download_type: 'standard',
    purchase_note: prose(product.purchase_note, view),
    total_sales: product.total_sales,
    variations: [],
    parent: [],
    ...(api === 3 ? { grouped_products: [], menu_order: product.menu_order } : {}),
  };
}

/** `get_variation_data()`: what downloads are limited to is the product's. */
function variationData(shop: Shop, request: LegacyRequest, product: Product, variation: Product): object {
  const { data } = shop;
  const { api } = request;
  const view = legacyView(shop, request);
  const { from: stock } = stockOf(data, variation);
  const { weight } = variation;
  return {
    id: variation.id,
    created_at: formatDate(variation.date_created),
    updated_at: formatDate(variation.date_modified),
    downloadable: variation.downloadable,
    virtual: variation.virtual,
    permalink: `${permalink(product, view)}${variationQuery(variation)}`,
    sku: variation.sku,
    ...prices(data, api, variation, view),
    taxable: isTaxed(data, variation),
    tax_status: variation.tax_status,
    tax_class: variation.tax_class || product.tax_class,
    ...(api === 1 ? {} : { managing_stock: stock.manage_stock }),
    stock_quantity: api === 3 ? stock.stock_quantity : (stock.stock_quantity ?? 0),
    in_stock: stock.stock_status !== 'outofstock',
    ...(api === 3 ? { backorders_allowed: stock.backorders !== 'no' } : {}),
    backordered: stock.stock_status === 'onbackorder',
    purchaseable: isPurchasable(data, variation, view),
    visible: variation.status === 'publish' && price(data, variation, view.context.site.now()) !== '',
    on_sale: onSale(data, variation, view.context.site.now()),
    weight: weight === '' || weight === '0' ? null : api === 3 ? weight : decimal(weight),
    ...parcel(shop, variation),
    ...shippingClass(data, variation),
    image: images(request, shop, variation),
    attributes: variation.attributes.map(one => {
      const { name, slug, option } = asObject(one);
      return { name, ...(api === 1 ? {} : { slug: attributeSlug(asText(slug)) }), option };
    }),
    downloads: variation.downloadable ? variation.downloads : [],
    download_limit: product.download_limit,
    download_expiry: product.download_expiry,
  };
}

function prices(data: Data, api: LegacyApi, product: Product, view: View): object {
  const decimals = asInteger(data.settings.get('general/woocommerce_price_num_decimals'), 2);
  const money = (amount: string) => (api === 3 ? amount : decimal(amount, api === 1 ? 2 : decimals));
  const { sale_price: sale } = product;
  return {
    price: money(price(data, product, view.context.site.now())),
    regular_price: money(product.regular_price),
    sale_price: sale === '' || sale === '0' ? null : money(sale),
  };
}

function parcel({ data, profile }: Shop, { dimensions }: Product): object {
  return {
    dimensions: {
      ...dimensions,
      unit: asText(
        data.settings.get('products/woocommerce_dimension_unit'),
        profile.newerFields ? 'in' : 'cm',
      ),
    },
  };
}

function shippingClass(data: Data, product: Product): object {
  const term = data.terms
    .having('slug', product.shipping_class)
    .find(({ taxonomy }) => taxonomy === 'product_shipping_class');
  return { shipping_class: term?.slug ?? '', shipping_class_id: term?.id ?? null };
}

function rating(data: Data, { id }: Product): object {
  const ratings = data.reviews
    .having('product_id', id)
    .filter(review => review.status === 'approved' && review.rating > 0)
    .map(review => review.rating);
  const sum = ratings.reduce((total, one) => total + one, 0);
  return { average_rating: decimal(sum / (ratings.length || 1)), rating_count: ratings.length };
}

function attributes(api: LegacyApi, product: Product): readonly object[] {
  return product.attributes.map(one => {
    const { name, slug, position, visible, variation, options } = asObject(one);
    return {
      name,
      ...(api === 1 ? {} : { slug: attributeSlug(asText(slug)) }),
      position: asInteger(position),
      visible: asBoolean(visible),
      variation: asBoolean(variation),
      options: asList(options),
    };
  });
}

function termNames(data: Data, ids: readonly number[]): readonly string[] {
  return ids.map(id => data.terms.get(id)?.name).filter(name => name !== undefined);
}

/** The product's images, or the placeholder, which is as old as the request. */
function images(
  request: LegacyRequest,
  { profile }: Shop,
  product: Product,
): readonly Record<string, unknown>[] {
  const now = formatDate(request.context.site.now());
  const shown = imagesOf(product, request.context);
  if (shown.length === 0) {
    return [
      {
        id: 0,
        created_at: now,
        updated_at: now,
        src: shopUrl(
          request,
          `/wp-content/uploads/woocommerce-placeholder.${profile.newerFields ? 'webp' : 'png'}`,
        ),
        title: 'Placeholder',
        alt: 'Placeholder',
        position: 0,
      },
    ];
  }
  return shown.map(({ id, created, modified, src, name, alt }, position) => ({
    id,
    created_at: formatDate(created),
    updated_at: formatDate(modified),
    src,
    title: name,
    alt,
    position,
  }));
}
