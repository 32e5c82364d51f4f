import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { type Member, shows } from '../members.ts';
import { links, type RecordObject, routeUrl, shopUrl, type View } from '../view.ts';
import { withInherited } from './inherited.ts';
import {
  attributesOf,
  categories,
  dates,
  defaultAttributes,
  delivery,
  images,
  isPurchasable,
  now,
  parentLink,
  permalink,
  productLinks,
  prose,
  rating,
  related,
  shippingClassId,
  size,
  stockOf,
  stockStatus,
  terms,
  variations,
} from './parts.ts';
import { onSale, price } from './price.ts';
import { priceHtml } from './price-html.ts';
import { chosen, variationQuery } from './variation-name.ts';
import { showV1 } from './version-1.ts';

/** A product as the samples of each version show it; they leave out every `description`. */
export function showProduct(data: Data, kept: Product, view: View): RecordObject {
  const product = view.edit ? kept : withInherited(data, kept);
  if (view.version === 1) return showV1(data, product, view);
  const v3 = view.version === 3;
  const { newerFields } = view.profile;
  const has = (member: Member) => shows(view.profile, member);
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    permalink: permalink(product, view),
    ...dates(product),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalog_visibility,
    description: prose(product.description, view),
    short_description: prose(product.short_description, view),
    sku: product.sku,
    price: price(data, product, now(view)),
    regular_price: product.regular_price,
    sale_price: product.sale_price === '0' ? '' : product.sale_price,
    date_on_sale_from: dateText(product.date_on_sale_from),
    date_on_sale_from_gmt: dateText(product.date_on_sale_from),
    date_on_sale_to: dateText(product.date_on_sale_to),
    date_on_sale_to_gmt: dateText(product.date_on_sale_to),
    on_sale: onSale(data, product, now(view)),
    purchasable: isPurchasable(data, product, view),
    // Of a variation, as it is kept.
    total_sales: product.type === 'variation' ? String(product.total_sales) : product.total_sales,
    ...delivery(product),
    external_url: product.external_url,
    button_text: product.button_text,
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    manage_stock: product.manage_stock && product.type !== 'external',
    stock_quantity: product.stock_quantity,
    ...(v3 ? {} : { in_stock: stockStatus(data, product) === 'instock' }),
    backorders: product.backorders,
    backorders_allowed: product.backorders !== 'no',
    backordered: product.stock_status === 'onbackorder',
    ...(v3 ? { low_stock_amount: product.low_stock_amount } : {}),
    sold_individually: product.sold_individually,
    ...size(data, product),
    reviews_allowed: product.reviews_allowed,
    ...rating(data, product, view),
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    parent_id: product.parent_id,
    purchase_note: prose(product.purchase_note, view),
    categories: categories(data, product.category_ids),
    ...(v3 && newerFields ? { brands: terms(data, product.brand_ids) } : {}),
    tags: terms(data, product.tag_ids),
    images: images(product, view),
    attributes: attributesOf(data, product, view),
    default_attributes: defaultAttributes(data, product, view),
    variations: variations(data, product),
    grouped_products: product.grouped_products,
    menu_order: product.menu_order,
    price_html: priceHtml(data, product, view),
    related_ids: related(data, product),
    meta_data: product.meta_data,
    ...(v3
      ? {
          stock_status: stockStatus(data, product),
          ...(has('product.has_options') ? { has_options: product.type === 'variable' } : {}),
          ...(has('product.post_password') ? { post_password: product.post_password } : {}),
          ...(has('product.global_unique_id') ? { global_unique_id: product.global_unique_id } : {}),
        }
      : newerFields
        ? { brands: terms(data, product.brand_ids) }
        : {}),
    ...(view.edit && v3 && has('product.permalink_template')
      ? {
          permalink_template: shopUrl(view, '/product/%pagename%/'),
          generated_slug: slugify(product.name),
        }
      : {}),
    _links: productLinks(product, view),
  };
}

/** A variation of a product, as wc/v3 shows it. */
export function showVariation(data: Data, kept: Product, view: View): RecordObject {
  const variation = withInherited(data, kept);
  const v3 = view.version === 3;
  const has = (member: Member) => shows(view.profile, member);
  const base = `products/${variation.parent_id}/variations`;
  const { from: stock, isParents } = stockOf(data, variation);
  return {
    id: variation.id,
    ...(v3 && has('variation.type') ? { type: 'variation' } : {}),
    ...dates(variation),
    description: prose(variation.description, { ...view, edit: false }),
    permalink: `${parentLink(data, variation, view)}${variationQuery(variation)}`,
    sku: variation.sku,
    ...(v3 && has('product.global_unique_id') ? { global_unique_id: variation.global_unique_id } : {}),
    price: price(data, variation, now(view)),
    regular_price: variation.regular_price,
    sale_price: variation.sale_price,
    date_on_sale_from: dateText(variation.date_on_sale_from),
    date_on_sale_from_gmt: dateText(variation.date_on_sale_from),
    date_on_sale_to: dateText(variation.date_on_sale_to),
    date_on_sale_to_gmt: dateText(variation.date_on_sale_to),
    on_sale: onSale(data, variation, now(view)),
    ...(v3 ? { status: variation.status } : { visible: variation.status === 'publish' }),
    purchasable: isPurchasable(data, variation, view),
    ...delivery(variation),
    tax_status: variation.tax_status,
    // Whoever edits is told since 9.2 that it is the parent's.
    tax_class:
      kept.tax_class === '' && view.edit && v3 && versionAtLeast(view.profile.woocommerce, '9.2')
        ? 'parent'
        : variation.tax_class,
    manage_stock: isParents ? 'parent' : variation.manage_stock,
    stock_quantity: isParents ? (stock.stock_quantity ?? 0) : stock.stock_quantity,
    ...(v3 ? { stock_status: stock.stock_status } : { in_stock: stock.stock_status === 'instock' }),
    backorders: stock.backorders,
    backorders_allowed: stock.backorders !== 'no',
    backordered: stock.stock_status === 'onbackorder',
    ...(v3 ? { low_stock_amount: variation.low_stock_amount } : {}),
    weight: variation.weight,
    dimensions: variation.dimensions,
    shipping_class: variation.shipping_class,
    shipping_class_id: shippingClassId(data, variation),
    image: images(variation, view)[0] ?? null,
    attributes: attributesOf(data, variation, view),
    menu_order: variation.menu_order,
    meta_data: variation.meta_data,
    ...(v3 && has('variation.type') ? { name: chosen(variation), parent_id: variation.parent_id } : {}),
    // The dashboard was told before clients were.
    ...(view.namespace === 'wc-analytics' && !has('variation.type')
      ? { name: chosen(variation), type: 'variation', parent_id: variation.parent_id }
      : {}),
    _links: links(view, base, variation.id, {
      up: [{ href: routeUrl(view, `products/${variation.parent_id}`) }],
    }),
  };
}
