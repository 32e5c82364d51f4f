import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import { asObject } from '../values.ts';
import type { RecordObject, View } from '../view.ts';
import { withInherited } from './inherited.ts';
import {
  categories,
  dayText,
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
  shownAttributes,
  size,
  stockOf,
  stockStatus,
  terms,
  variations,
} from './parts.ts';
import { onSale, price } from './price.ts';
import { priceHtml } from './price-html.ts';
import { variationQuery } from './variation-name.ts';

/** A product as wc/v1 shows it, with its variations whole. */
export function showV1(data: Data, product: Product, view: View): RecordObject {
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    permalink: permalink(product, view),
    date_created: dateText(product.date_created),
    date_modified: dateText(product.date_modified),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalog_visibility,
    description: prose(product.description, { edit: false }),
    short_description: prose(product.short_description, { edit: false }),
    sku: product.sku,
    price: price(data, product, now(view)),
    regular_price: product.regular_price,
    sale_price: product.sale_price === '0' ? '' : product.sale_price,
    date_on_sale_from: dayText(product.date_on_sale_from),
    date_on_sale_to: dayText(product.date_on_sale_to),
    price_html: priceHtml(data, product, view),
    on_sale: onSale(data, product, now(view)),
    purchasable: isPurchasable(data, product, view),
    total_sales: product.total_sales,
    ...delivery(product),
    download_type: 'standard',
    external_url: product.external_url,
    button_text: product.button_text,
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    manage_stock: product.manage_stock && product.type !== 'external',
    stock_quantity: product.stock_quantity,
    in_stock: stockStatus(data, product) === 'instock',
    backorders: product.backorders,
    backorders_allowed: product.backorders !== 'no',
    backordered: product.stock_status === 'onbackorder',
    sold_individually: product.sold_individually,
    ...size(data, product),
    reviews_allowed: product.reviews_allowed,
    ...rating(data, product, view),
    related_ids: related(data, product),
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    parent_id: product.parent_id,
    purchase_note: prose(product.purchase_note, { edit: false }),
    categories: categories(data, product.category_ids),
    tags: terms(data, product.tag_ids),
    images: images(product, view),
    attributes: attributesV1(data, product),
    default_attributes: defaultAttributes(data, product, view),
    variations: variations(data, product).flatMap(id => {
      const variation = data.variations.get(id);
      return variation ? [showVariationV1(data, variation, view)] : [];
    }),
    grouped_products: product.grouped_products,
    menu_order: product.menu_order,
    ...(view.profile.newerFields ? { brands: terms(data, product.brand_ids) } : {}),
    _links: productLinks(product, view),
  };
}

/** wc/v1 tells no slugs. */
function attributesV1(data: Data, product: Product): RecordObject[] {
  return shownAttributes(data, product).map(one => {
    const { slug: _, ...rest } = asObject(one);
    return rest;
  });
}

function showVariationV1(data: Data, kept: Product, view: View): RecordObject {
  const variation = withInherited(data, kept);
  const { from: stock, isParents } = stockOf(data, variation);
  return {
    id: variation.id,
    date_created: dateText(variation.date_created),
    date_modified: dateText(variation.date_modified),
    permalink: `${parentLink(data, variation, view)}${variationQuery(variation)}`,
    sku: variation.sku,
    price: price(data, variation, now(view)),
    regular_price: variation.regular_price,
    sale_price: variation.sale_price,
    date_on_sale_from: dayText(variation.date_on_sale_from),
    date_on_sale_to: dayText(variation.date_on_sale_to),
    on_sale: onSale(data, variation, now(view)),
    purchasable: isPurchasable(data, variation, view),
    visible: variation.status === 'publish',
    virtual: variation.virtual,
    downloadable: variation.downloadable,
    downloads: variation.downloads,
    download_limit: variation.download_limit,
    download_expiry: variation.download_expiry,
    tax_status: variation.tax_status,
    tax_class: variation.tax_class,
    manage_stock: isParents ? 'parent' : variation.manage_stock,
    stock_quantity: isParents ? (stock.stock_quantity ?? 0) : stock.stock_quantity,
    in_stock: stock.stock_status === 'instock',
    backorders: stock.backorders,
    backorders_allowed: stock.backorders !== 'no',
    backordered: stock.stock_status === 'onbackorder',
    weight: variation.weight,
    dimensions: variation.dimensions,
    shipping_class: variation.shipping_class,
    shipping_class_id: shippingClassId(data, variation),
    image: images(variation, view),
    attributes: attributesV1(data, variation),
  };
}
