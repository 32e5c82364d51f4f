import type { RestArg } from '../../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Profile } from '../../profiles.ts';
import {
  editOnly,
  field,
  type ItemSchema,
  inOrder,
  metaData,
  readonlyField,
  withoutProperties,
  withReadonly,
} from '../schema.ts';

/** A product, as OPTIONS /wc/v3/products shows it. */
const productSchema: ItemSchema = {
  title: 'product',
  properties: {
    id: readonlyField('integer'),
    name: field('string'),
    slug: field('string'),
    permalink: readonlyField('string', { format: 'uri' }),
    date_created: field('date-time'),
    date_created_gmt: field('date-time'),
    date_modified: readonlyField('date-time'),
    date_modified_gmt: readonlyField('date-time'),
    type: field('string', { default: 'simple', enum: ['simple', 'grouped', 'external', 'variable'] }),
    status: field('string', {
      default: 'publish',
      enum: ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'],
    }),
    featured: field('boolean', { default: false }),
    catalog_visibility: field('string', {
      default: 'visible',
      enum: ['visible', 'catalog', 'search', 'hidden'],
    }),
    description: field('string'),
    short_description: field('string'),
    sku: field('string'),
    global_unique_id: field('string'),
    price: readonlyField('string'),
    regular_price: field('string'),
    sale_price: field('string'),
    date_on_sale_from: field('date-time'),
    date_on_sale_from_gmt: field('date-time'),
    date_on_sale_to: field('date-time'),
    date_on_sale_to_gmt: field('date-time'),
    price_html: readonlyField('string'),
    on_sale: readonlyField('boolean'),
    purchasable: readonlyField('boolean'),
    total_sales: readonlyField('integer'),
    virtual: field('boolean', { default: false }),
    downloadable: field('boolean', { default: false }),
    downloads: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('string'),
          name: field('string'),
          file: field('string'),
        },
      },
    }),
    download_limit: field('integer', { default: -1 }),
    download_expiry: field('integer', { default: -1 }),
    external_url: field('string', { format: 'uri' }),
    button_text: field('string'),
    tax_status: field('string', { default: 'taxable', enum: ['taxable', 'shipping', 'none'] }),
    tax_class: field('string'),
    manage_stock: field('boolean', { default: false }),
    stock_quantity: field('integer'),
    stock_status: field('string', { default: 'instock', enum: ['instock', 'outofstock', 'onbackorder'] }),
    backorders: field('string', { default: 'no', enum: ['no', 'notify', 'yes'] }),
    backorders_allowed: readonlyField('boolean'),
    backordered: readonlyField('boolean'),
    low_stock_amount: field(['integer', 'null']),
    sold_individually: field('boolean', { default: false }),
    weight: field('string'),
    dimensions: field('object', {
      properties: {
        length: field('string'),
        width: field('string'),
        height: field('string'),
      },
    }),
    shipping_required: readonlyField('boolean'),
    shipping_taxable: readonlyField('boolean'),
    shipping_class: field('string'),
    shipping_class_id: readonlyField('string'),
    reviews_allowed: field('boolean', { default: true }),
    post_password: field('string'),
    average_rating: readonlyField('string'),
    rating_count: readonlyField('integer'),
    related_ids: readonlyField('array', { items: { type: 'integer' } }),
    upsell_ids: field('array', { items: { type: 'integer' } }),
    cross_sell_ids: field('array', { items: { type: 'integer' } }),
    parent_id: field('integer'),
    purchase_note: field('string'),
    categories: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('integer'),
          name: readonlyField('string'),
          slug: readonlyField('string'),
        },
      },
    }),
    brands: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('integer'),
          name: readonlyField('string'),
          slug: readonlyField('string'),
        },
      },
    }),
    tags: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('integer'),
          name: readonlyField('string'),
          slug: readonlyField('string'),
        },
      },
    }),
    images: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('integer'),
          date_created: readonlyField('date-time'),
          date_created_gmt: readonlyField('date-time'),
          date_modified: readonlyField('date-time'),
          date_modified_gmt: readonlyField('date-time'),
          src: field('string', { format: 'uri' }),
          name: field('string'),
          alt: field('string'),
        },
      },
    }),
    has_options: readonlyField('boolean'),
    attributes: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('integer'),
          name: field('string'),
          position: field('integer'),
          visible: field('boolean', { default: false }),
          variation: field('boolean', { default: false }),
          options: field('array', { items: { type: 'string' } }),
        },
      },
    }),
    default_attributes: field('array', {
      items: {
        type: 'object',
        properties: {
          id: field('integer'),
          name: field('string'),
          option: field('string'),
        },
      },
    }),
    variations: readonlyField('array', { items: { type: 'integer' } }),
    grouped_products: readonlyField('array', { items: { type: 'integer' } }),
    menu_order: field('integer'),
    meta_data: metaData,
    permalink_template: readonlyField('string', { context: editOnly }),
    generated_slug: readonlyField('string', { context: editOnly }),
  },
};

const { stock_status, low_stock_amount, ...before3 } = withReadonly(
  withoutProperties(productSchema, 'brands global_unique_id post_password'),
  'date_created date_created_gmt',
).properties;
const before3Status = field('string', {
  default: 'publish',
  enum: ['draft', 'pending', 'private', 'publish', 'future'],
});
/** Before wc/v3 a product is in stock or not, and its status is one of those that can be seen. */
const productSchemaBefore3: ItemSchema = inStockWas({
  title: 'product',
  properties: {
    ...before3,
    status: before3Status,
    images: placed(before3.images),
    in_stock: field('boolean', { default: true }),
    grouped_products: field('array', { items: { type: 'integer' } }),
  },
});

/** Where `in_stock` stands, behind the quantity. */
function inStockWas(schema: ItemSchema): ItemSchema {
  const names = Object.keys(schema.properties).filter(name => name !== 'in_stock');
  const at = names.indexOf('stock_quantity') + 1;
  return inOrder(schema, [...names.slice(0, at), 'in_stock', ...names.slice(at)].join(' '));
}

/** Images, or the image, that have a place; wc/v3 has them in their order. */
function placed(images: RestArg | undefined, without = ''): RestArg {
  const of = images?.items ?? images;
  const left = new Set(without.split(' '));
  const properties = Object.fromEntries(
    Object.entries({ ...of?.properties, position: field('integer') }).filter(([name]) => !left.has(name)),
  );
  return images?.items ? { ...images, items: { ...images.items, properties } } : { ...images, properties };
}
/** wc/v1 writes variations with their product. */
const productSchemaV1: ItemSchema = inOrder(
  {
    title: 'product',
    properties: {
      ...withoutProperties(
        productSchemaBefore3,
        'date_on_sale_from_gmt date_on_sale_to_gmt grouped_products meta_data',
      ).properties,
      date_on_sale_from: field('string'),
      date_on_sale_to: field('string'),
      download_type: field('string', { default: 'standard', enum: ['standard'] }),
      images: placed(productSchema.properties.images, 'date_created_gmt date_modified_gmt'),
      variations: field('array', { items: { type: 'object' } }),
    },
  },
  'download_limit download_expiry download_type external_url button_text tax_status tax_class manage_stock stock_quantity ' +
    'in_stock backorders sold_individually weight dimensions shipping_class reviews_allowed upsell_ids cross_sell_ids ' +
    'parent_id purchase_note categories tags images attributes default_attributes variations menu_order',
);

/** A product could not be put into the trash by its status until 6.6. */
const productSchema6: ItemSchema = {
  title: 'product',
  properties: { ...productSchema.properties, status: before3Status },
};

export function productSchemaOf(version: 1 | 2 | 3, profile: Profile): ItemSchema {
  return withoutLater(ofVersion(version, profile), profile);
}

/** Brands are since 10.5, global ids since 9.2, passwords since 8.2. */
function withoutLater(schema: ItemSchema, { newerFields, woocommerce }: Profile): ItemSchema {
  const later = [
    ...(newerFields ? [] : ['brands']),
    ...(versionAtLeast(woocommerce, '9.2') ? [] : ['global_unique_id']),
    ...(versionAtLeast(woocommerce, '8.2') ? [] : ['post_password']),
  ];
  return withoutProperties(schema, later.join(' '));
}

function ofVersion(version: 1 | 2 | 3, profile: Profile): ItemSchema {
  if (version !== 3) return version === 1 ? productSchemaV1 : productSchemaBefore3;
  return versionAtLeast(profile.woocommerce, '7.8') ? productSchema : productSchema6;
}

/** What a variation has from its product, and cannot be given; its attributes have one option each. */
const {
  attributes: _attributes,
  images,
  ...ofVariations
} = withReadonly(
  withoutProperties(
    productSchema,
    'type name slug date_created_gmt short_description featured catalog_visibility external_url button_text ' +
      'sold_individually reviews_allowed post_password upsell_ids cross_sell_ids parent_id purchase_note ' +
      'categories brands tags default_attributes',
  ),
  'date_created',
).properties;
const variationSchema: ItemSchema = inOrder(
  {
    title: 'product_variation',
    properties: {
      ...ofVariations,
      status: field('string', { default: 'publish', enum: ['draft', 'pending', 'private', 'publish'] }),
      // Or `parent`.
      manage_stock: field(['boolean', 'string'], { default: false }),
      image: field('object', { properties: images?.items?.properties ?? {} }),
      attributes: field('array', productSchema.properties.default_attributes),
    },
  },
  'description sku global_unique_id regular_price sale_price date_on_sale_from date_on_sale_from_gmt date_on_sale_to ' +
    'date_on_sale_to_gmt status visible virtual downloadable downloads download_limit download_expiry tax_status tax_class ' +
    'manage_stock stock_quantity stock_status backorders low_stock_amount weight dimensions shipping_class image attributes ' +
    'menu_order meta_data',
);

const variationSchemaBefore3: ItemSchema = inOrder(
  {
    title: 'product_variation',
    properties: {
      ...withoutProperties(variationSchema, 'status stock_status low_stock_amount global_unique_id')
        .properties,
      visible: field('boolean', { default: true }),
      in_stock: field('boolean', { default: true }),
      manage_stock: field('mixed', { default: false }),
      image: placed(variationSchema.properties.image),
    },
  },
  'description sku regular_price sale_price date_on_sale_from date_on_sale_from_gmt date_on_sale_to date_on_sale_to_gmt visible ' +
    'virtual downloadable downloads download_limit download_expiry tax_status tax_class manage_stock stock_quantity in_stock ' +
    'backorders weight dimensions shipping_class image attributes menu_order meta_data',
);

const variationSchemaUntil9: ItemSchema = {
  title: 'product_variation',
  properties: { ...variationSchema.properties, manage_stock: field('boolean', { default: false }) },
};

export function variationSchemaOf(version: 2 | 3, profile: Profile): ItemSchema {
  if (version !== 3) return variationSchemaBefore3;
  return withoutLater(profile.newerFields ? variationSchema : variationSchemaUntil9, profile);
}
