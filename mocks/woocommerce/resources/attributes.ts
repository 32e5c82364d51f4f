import type { Attribute } from '../../data/term.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import type { RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { contextArg } from './collection-args.ts';
import { crudRoutes } from './crud.ts';
import { permit } from './permissions.ts';
import { Rendered } from './rendered.ts';
import { field, type ItemSchema, shown } from './schema.ts';
import type { Params } from './selection.ts';
import { boolean, slugify, text } from './values.ts';
import { links, type Version, type View } from './view.ts';

const schema: ItemSchema = {
  title: 'product_attribute',
  properties: {
    id: shown('integer'),
    name: field('string'),
    slug: field('string'),
    type: field('string', { default: 'select', enum: ['select'] }),
    order_by: field('string', { default: 'menu_order', enum: ['menu_order', 'name', 'name_num', 'id'] }),
    has_archives: field('boolean', { default: false }),
  },
};

/** `…/products/attributes`: all of them in one list. */
export function attributeRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  return crudRoutes<Attribute>({
    version,
    profile,
    pattern: 'products/attributes',
    base: () => 'products/attributes',
    schema,
    createArgs: { name: { type: 'string', required: true } },
    rendered: new Rendered(data.attributes, (attribute, view: View) => ({
      id: attribute.id,
      name: attribute.name,
      slug: attribute.slug,
      type: attribute.type,
      order_by: attribute.order_by,
      has_archives: attribute.has_archives,
      _links: links(view, 'products/attributes', attribute.id),
    })),
    listArgs: { context: contextArg },
    hasBatch: true,
    canChange: true,
    permit: (request, action, id) =>
      id !== undefined && !data.attributes.has(id)
        ? noAttribute()
        : permit(request.context, 'manage_product_terms', action),
    find: id => data.attributes.get(id),
    missing: noAttribute,
    list: () => {
      const all = data.attributes.filter([], { orderBy: 'name' }).map(one => one.id);
      return { ids: all, total: all.length };
    },
    pages: () => 1,
    create: async (params, request) => {
      const id = data.nextId();
      const empty = {
        id,
        date_created: request.context.site.now(),
        name: '',
        slug: '',
        type: 'select',
        order_by: 'menu_order',
        has_archives: false,
      };
      const attribute = changed(empty, params);
      if (data.attributes.findFirst(query => query.where({ slug: attribute.slug }))) {
        const bare = attribute.slug.replace(/^pa_/, '');
        const message = `Slug "${bare}" is already in use. Change it, please.`;
        return wpError('invalid_product_attribute_slug_already_exists', message, 400);
      }
      return data.attributes.add(attribute);
    },
    change: async (attribute, params) => data.attributes.replace(changed(attribute, params)),
    remove: async (attribute, force) => {
      if (!force) {
        return wpError('woocommerce_rest_trash_not_supported', 'Resource does not support trashing.', 501);
      }
      data.attributes.remove(attribute.id);
      return attribute;
    },
  });
}

function noAttribute(): WpError {
  return wpError('woocommerce_rest_taxonomy_invalid', 'Resource does not exist.', 404);
}

function changed(attribute: Attribute, params: Params): Attribute {
  const name = text(params.get('name'), attribute.name);
  const slug = text(params.get('slug')).replace(/^pa_/, '');
  return {
    ...attribute,
    name,
    slug: slug !== '' ? `pa_${slug}` : attribute.slug || `pa_${slugify(name)}`,
    type: text(params.get('type'), attribute.type),
    order_by: text(params.get('order_by'), attribute.order_by),
    has_archives: params.has('has_archives') ? boolean(params.get('has_archives')) : attribute.has_archives,
  };
}
