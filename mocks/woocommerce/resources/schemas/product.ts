import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Profile } from '../../profiles.ts';
import { shows } from '../members.ts';
import {
  editOnly,
  field,
  type ItemSchema,
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
/** Before wc/v3 a product is in stock or not, and its status is one of those that can be seen. */
const productSchemaBefore3: ItemSchema = {
  title: 'product',
  properties: {
    ...before3,
    status: field('string', {
      default: 'publish',
      enum: ['draft', 'pending', 'private', 'publish', 'future'],
    }),
    in_stock: field('boolean', { default: true }),
  },
};
/** wc/v1 writes variations with their product. */
const productSchemaV1: ItemSchema = {
  title: 'product',
  properties: {
    ...withoutProperties(productSchemaBefore3, 'date_on_sale_from_gmt date_on_sale_to_gmt meta_data')
      .properties,
    date_on_sale_from: field('string'),
    date_on_sale_to: field('string'),
    download_type: field('string', { default: 'standard', enum: ['standard'] }),
    variations: field('array', { items: { type: 'object' } }),
  },
};

const withoutTrash = ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft'];
/** A product could not be put into the trash by its status in 5.8. */
const productSchema5: ItemSchema = {
  title: 'product',
  properties: {
    ...productSchema.properties,
    status: field('string', { default: 'publish', enum: withoutTrash }),
  },
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
  return shows(profile, 'coupon.status') ? productSchema : productSchema5;
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
const variationSchema: ItemSchema = {
  title: 'product_variation',
  properties: {
    ...ofVariations,
    status: field('string', { default: 'publish', enum: ['draft', 'pending', 'private', 'publish'] }),
    // Or `parent`.
    manage_stock: field(['boolean', 'string'], { default: false }),
    image: field('object', { properties: images?.items?.properties ?? {} }),
    attributes: field('array', productSchema.properties.default_attributes),
  },
};

const variationSchemaBefore3: ItemSchema = {
  title: 'product_variation',
  properties: {
    ...withoutProperties(variationSchema, 'status stock_status low_stock_amount global_unique_id').properties,
    visible: field('boolean', { default: true }),
    in_stock: field('boolean', { default: true }),
    manage_stock: field('mixed', { default: false }),
  },
};

const variationSchemaUntil9: ItemSchema = {
  title: 'product_variation',
  properties: { ...variationSchema.properties, manage_stock: field('boolean', { default: false }) },
};

export function variationSchemaOf(version: 2 | 3, profile: Profile): ItemSchema {
  if (version !== 3) return variationSchemaBefore3;
  return withoutLater(profile.newerFields ? variationSchema : variationSchemaUntil9, profile);
}
