import type { Data } from '../../data/data.ts';
import type { Attribute } from '../../data/term.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { slugify } from '../../wordpress/formatting/slug.ts';
import type { RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { contextArg } from './collection-args.ts';
import { crudRoutes } from './crud.ts';
import { type Action, permit, type Refusal } from './permissions.ts';
import { Rendered } from './rendered.ts';
import { field, type ItemSchema, readonlyField } from './schema.ts';
import type { Params } from './selection.ts';
import { asBoolean, asText } from './values.ts';
import { links, type Version, type View } from './view.ts';

const schema: ItemSchema = {
  title: 'product_attribute',
  properties: {
    id: readonlyField('integer'),
    name: field('string'),
    slug: field('string'),
    type: field('string', { default: 'select', enum: ['select'] }),
    order_by: field('string', { default: 'menu_order', enum: ['menu_order', 'name', 'name_num', 'id'] }),
    has_archives: field('boolean', { default: false }),
  },
};

/** Requests that have deleted one: until it is answered WordPress takes it to be there, and says what may be done with it. */
const goneNow = new WeakSet<object>();

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
    forcesDeletion: true,
    canChange: true,
    permit: (request, action, id) =>
      id !== undefined && !data.attributes.has(id) && !goneNow.has(request.context)
        ? noAttribute()
        : permit(request.context, 'manage_product_terms', refusalOf(action)),
    find: id => data.attributes.get(id),
    missing: noAttribute,
    list: () => {
      const all = data.attributes.filter([], { orderBy: 'name' }).map(one => one.id);
      return { ids: all, total: all.length };
    },
    pages: () => 1,
    create: async (params, request) => {
      const id = data.nextIdIn('attributes');
      const empty = {
        id,
        date_created: request.context.site.now(),
        name: '',
        slug: '',
        type: 'select',
        order_by: 'menu_order',
        has_archives: false,
      };
      const attribute = withChanges(empty, params);
      return wrongSlug(data, attribute, 'create') ?? data.attributes.add(attribute);
    },
    change: async (before, params) => {
      const attribute = withChanges(before, params);
      const wrong = wrongSlug(data, attribute, 'edit');
      if (wrong) return wrong;
      // Its terms are those of a taxonomy that has its slug for a name.
      if (attribute.slug !== before.slug) {
        for (const term of data.terms.filter([one => one.taxonomy === before.slug]))
          await data.terms.replace({ ...term, taxonomy: attribute.slug });
      }
      return data.attributes.replace(attribute);
    },
    remove: async (attribute, force, request) => {
      if (!force) {
        return wpError('woocommerce_rest_trash_not_supported', 'Resource does not support trashing.', 501);
      }
      data.attributes.remove(attribute.id);
      goneNow.add(request.context);
      return attribute;
    },
  });
}

function noAttribute(): WpError {
  return wpError('woocommerce_rest_taxonomy_invalid', 'Resource does not exist.', 404);
}

/** Names of query variables, which no taxonomy may have (`wc_check_if_attribute_name_is_reserved()`). */
const reserved = new Set(
  'attachment attachment_id author author_name calendar cat category category__and category__in category__not_in category_name comments_per_page comments_popup cpage day debug error exact feed hour link_category m minute monthnum more name nav_menu nopaging offset order orderby p page page_id paged pagename pb perm post post__in post__not_in post_format post_mime_type post_status post_tag post_type posts posts_per_archive_page posts_per_page preview robots s search second sentence showposts static subpost subpost_id tag tag__and tag__in tag__not_in tag_id tag_slug__and tag_slug__in taxonomy tb term type w withcomments withoutcomments year'.split(
    ' ',
  ),
);

export function isReservedSlug(bare: string): boolean {
  return reserved.has(bare);
}

/** Why an attribute may not have its name or its slug, without the `pa_` that every one begins with. */
function wrongSlug(
  data: Data,
  { id, name, slug }: Attribute,
  action: 'create' | 'edit',
): WpError | undefined {
  const bare = slug.replace(/^pa_/, '');
  const refused = (why: string) =>
    wpError(`woocommerce_rest_cannot_${action}`, `Slug "${bare}" is ${why}`, 400);
  if (name === '')
    return wpError(`woocommerce_rest_cannot_${action}`, 'Please, provide an attribute name.', 400);
  if (bare.length > 28) return refused('too long (28 characters max). Shorten it, please.');
  if (isReservedSlug(bare)) return refused('not allowed because it is a reserved term. Change it, please.');
  const other = data.attributes.having('slug', slug).find(each => each.id !== id);
  return other ? refused('already in use. Change it, please.') : undefined;
}

/** Whatever is changed, the slug is made of the name again where none is sent. */
function withChanges(attribute: Attribute, params: Params): Attribute {
  // A name that is sent empty is the one it had, once it has one.
  const sent = asText(params.get('name'), attribute.name);
  const name = sent === '' ? attribute.name : sent;
  const slug = slugify(asText(params.get('slug'))).replace(/^pa_/, '');
  return {
    ...attribute,
    name,
    slug: `pa_${slug || slugify(name)}`,
    type: asText(params.get('type'), attribute.type),
    order_by: asText(params.get('order_by'), attribute.order_by),
    has_archives: params.has('has_archives') ? asBoolean(params.get('has_archives')) : attribute.has_archives,
  };
}

/** The controller of attributes has words of its own for two of them (5.8 to 10.5). */
function refusalOf(action: Action): Refusal {
  if (action === 'edit') return 'update';
  return action === 'create' ? 'attribute' : action;
}
