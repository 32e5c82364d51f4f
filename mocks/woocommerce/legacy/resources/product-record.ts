import type { Product } from '../../../data/product.ts';
import { imagesOf } from '../../resources/products/images.ts';
import type { Shop } from '../../shop.ts';
import { decimal, formatDate, shopUrl } from '../format.ts';
import type { LegacyRequest } from '../request.ts';

/** A product as the legacy API shows it. v1 writes prices with two decimals, v2 and v3 as they are. */
export function productRecord(shop: Shop, request: LegacyRequest, product: Product): Record<string, unknown> {
  const { api } = request;
  const price = product.sale_price === '' ? product.regular_price : product.sale_price;
  const money = (amount: string) => (api === 1 ? decimal(amount) : amount);
  const isOnSale = product.sale_price !== '';
  return {
    title: product.name,
    id: product.id,
    created_at: formatDate(product.date_created),
    updated_at: formatDate(product.date_modified),
    type: product.type,
    status: product.status,
    downloadable: product.downloadable,
    virtual: product.virtual,
    permalink: shopUrl(request, `/product/${product.slug}/`),
    sku: product.sku,
    price: money(price),
    regular_price: money(product.regular_price),
    sale_price: isOnSale ? money(product.sale_price) : null,
    price_html: priceHtml(product, price),
    taxable: false,
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    managing_stock: product.manage_stock,
    stock_quantity: product.stock_quantity,
    in_stock: product.stock_status !== 'outofstock',
    backorders_allowed: product.backorders !== 'no',
    backordered: product.stock_status === 'onbackorder',
    sold_individually: product.sold_individually,
    purchaseable: product.status === 'publish' && price !== '',
    featured: product.featured,
    visible: product.status === 'publish' && product.catalog_visibility !== 'hidden',
    catalog_visibility: product.catalog_visibility,
    on_sale: isOnSale,
    ...(api === 1 ? {} : { product_url: product.external_url, button_text: product.button_text }),
    weight: product.weight === '' ? null : decimal(product.weight),
    dimensions: { ...product.dimensions, unit: 'in' },
    shipping_required: !product.virtual,
    shipping_taxable: product.tax_status === 'taxable' || product.tax_status === 'shipping',
    shipping_class: product.shipping_class,
    shipping_class_id: null,
    description: paragraphs(product.description),
    short_description: paragraphs(product.short_description),
    reviews_allowed: product.reviews_allowed,
    average_rating: '0.00',
    rating_count: 0,
    related_ids: relatedIds(shop, product),
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    ...(api === 1 ? {} : { parent_id: product.parent_id }),
    categories: termNames(shop, product.category_ids),
    tags: termNames(shop, product.tag_ids),
    images: images(request, product),
    featured_src: imagesOf(product, request.context)[0]?.src ?? false,
    attributes: product.attributes,
    downloads: product.downloads,
    download_limit: product.download_limit,
    download_expiry: product.download_expiry,
    download_type: 'standard',
    purchase_note: paragraphs(product.purchase_note),
    total_sales: product.total_sales,
    variations: [],
    parent: [],
    ...(api === 3 ? { grouped_products: [], menu_order: product.menu_order } : {}),
  };
}

function priceHtml(product: Product, price: string): string {
  if (price === '') return '';
  if (product.sale_price === '') return amountHtml(price);
  return `<del aria-hidden="true">${amountHtml(product.regular_price)}</del> <ins aria-hidden="true">${amountHtml(price)}</ins>`;
}

function amountHtml(price: string): string {
  return `<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&#36;</span>${decimal(price)}</bdi></span>`;
}

/** `wpautop()` of one paragraph. */
function paragraphs(text: string): string {
  return text === '' ? '' : `<p>${text}</p>\n`;
}

/** Up to five others. WooCommerce draws lots among those of the same category; here the next ones are taken. */
function relatedIds({ data }: Shop, product: Product): readonly number[] {
  if (product.category_ids.length === 0) return [];
  const ids = data.products.ids(0, 6, 'asc').filter(id => id !== product.id);
  return ids.slice(0, 5);
}

function termNames({ data }: Shop, ids: readonly number[]): readonly string[] {
  return ids.map(id => data.terms.get(id)?.name).filter(name => name !== undefined);
}

/** The product's images, or the placeholder, which is as old as the request. */
function images(request: LegacyRequest, product: Product): readonly Record<string, unknown>[] {
  const now = formatDate(request.context.site.now());
  const shown = imagesOf(product, request.context);
  if (shown.length === 0) {
    return [
      {
        id: 0,
        created_at: now,
        updated_at: now,
        src: shopUrl(request, '/wp-content/uploads/woocommerce-placeholder.webp'),
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
