import type { Data } from '../../data/data.ts';
import { uncategorizedId } from '../../data/seeded.ts';
import type { Term } from '../../data/term.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { absint } from '../../wordpress/absint.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { collated } from '../../wordpress/formatting/collated.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { slugify } from '../../wordpress/formatting/slug.ts';
import { fromBytes, toBytes } from '../../wordpress/formatting/text.ts';
import { isRefusedUrl } from '../../wordpress/http/validate-url.ts';
import type { RestArg, RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import type { Site } from '../../wordpress/site.ts';
import type { Shop } from '../shop.ts';
import { type Args, absoluteInteger, idList, pageArgs } from './collection-args.ts';
import { crudRoutes } from './crud.ts';
import { type Action, permit, termCapability } from './permissions.ts';
import { Rendered } from './rendered.ts';
import { field, type ItemSchema, readonlyField } from './schema.ts';
import { idTests, type Params, searched, selectRows, type Test } from './selection.ts';
import { changedTerm, newTerm, noParent, removeTerm } from './term-changes.ts';
import { asInteger, asList, asObject, asText } from './values.ts';
import { links, type RecordObject, routeUrl, type Version, type View } from './view.ts';

/** A taxonomy of products and the route of its terms. */
interface Taxonomy {
  readonly pattern: string;
  base(params: Params): string;
  /** Undefined where the route names none that there is. */
  taxonomy(params: Params): string | undefined;
  readonly title: string;
  readonly hierarchical: boolean;
}

const fixed = (base: string, taxonomy: string, hierarchical = false): Taxonomy => ({
  pattern: base,
  base: () => base,
  taxonomy: () => taxonomy,
  title: taxonomy,
  hierarchical,
});

const categories = fixed('products/categories', 'product_cat', true);
const tags = fixed('products/tags', 'product_tag');
const shippingClasses = fixed('products/shipping_classes', 'product_shipping_class');
const brands = fixed('products/brands', 'product_brand', true);

/** Categories, tags and shipping classes in every version; brands where WooCommerce has them. */
export function termRoutes(shop: Shop, version: Version): RestRoute[] {
  const taxonomies = [categories, shippingClasses, tags];
  if (version > 1) taxonomies.unshift(brands);
  return taxonomies.flatMap(taxonomy => routesOf(shop, version, taxonomy));
}

/** `…/products/attributes/3/terms`. */
export function attributeTermRoutes(shop: Shop, version: Version): RestRoute[] {
  return routesOf(shop, version, {
    pattern: 'products/attributes/(?P<attribute_id>[\\d]+)/terms',
    base: params => `products/attributes/${params.get('attribute_id')}/terms`,
    taxonomy: params => shop.data.attributes.get(asInteger(params.get('attribute_id')))?.slug,
    title: 'product_attribute_term',
    hierarchical: false,
  });
}

function routesOf(shop: Shop, version: Version, taxonomy: Taxonomy): RestRoute[] {
  const { data, profile } = shop;
  const counts = [data.products];
  return crudRoutes<Term>({
    version,
    profile,
    pattern: taxonomy.pattern,
    base: taxonomy.base,
    schema: schemaOf(taxonomy, version),
    createArgs: { name: { type: 'string', required: true } },
    rendered: new Rendered(data.terms, (term, view: View) => showTerm(shop, taxonomy, term, view), counts),
    listArgs,
    idFirst: taxonomy.title === 'product_attribute_term',
    hasBatch: true,
    pagesByOffset: true,
    canChange: true,
    permit: (request, action, id) => permitTerm(shop, taxonomy, request, action, id),
    find: (id, params) => {
      const term = data.terms.get(id);
      return term?.taxonomy === taxonomy.taxonomy(params) ? term : undefined;
    },
    // The id 0 names none that is looked for before the right, and `get_term()` has a word of its own for it.
    missing: (action, id) => {
      if (id !== 0) return noTerm();
      return action === 'delete'
        ? wpError('woocommerce_rest_cannot_delete', 'The resource cannot be deleted.', 500)
        : { ...wpError('invalid_term', 'Empty Term.', 500), shownData: null };
    },
    list: params => {
      const wanted = taxonomy.taxonomy(params);
      const offset = params.get('offset');
      const tests: Test<Term>[] = [term => term.taxonomy === wanted];
      const product = params.get('product');
      // Of a product's terms all are shown, whatever else is asked for.
      if (typeof product === 'number' && product !== 0) {
        const own = ownTerms(shop, product);
        tests.push(term => own.has(term.id));
      } else tests.push(...askedFor(data, taxonomy.hierarchical ? params : without(params, 'parent')));
      const all = withDefaults(params);
      if (offset !== undefined) all.set('offset', absint(offset));
      const isDown = all.get('order') === 'desc';
      return selectRows(data.terms, all, tests, {
        name: term => collated(term.name),
        slug: 'slug',
        // Of those that are used alike the oldest comes first, whatever order is asked for.
        count: term => [data.termCounts.of(term), isDown ? -term.id : term.id],
        description: 'description',
      });
    },
    create: async (params, request) => {
      refuseEmptySlug(params, request);
      // A batch checks nothing.
      if (typeof params.get('name') === 'object' && params.get('name') !== null)
        throw new FatalError('trim(): Argument #1 ($string) must be of type string, array given');
      const own = taxonomy.taxonomy(params) as string;
      if (!taxonomy.hierarchical && isSent(params, 'parent')) return notHierarchical();
      const known = taxonomy.hierarchical ? params : without(params, 'parent');
      if (hasName(params) && hasWrongParent(data, own, known)) return noParent(400);
      const term = newTerm(data, own, known, request.context.site.now(), taxonomy.hierarchical);
      if (isWpError(term)) return term;
      // The term is there before its image is asked for, and is deleted again where that cannot be had.
      const wrong = taxonomy.hierarchical ? wrongImage(params, request.context.site) : undefined;
      return wrong ?? data.terms.add(term);
    },
    change: async (before, params, request) => {
      refuseEmptySlug(params, request);
      if (!taxonomy.hierarchical && isSent(params, 'parent')) return notHierarchical();
      const known = taxonomy.hierarchical ? params : without(params, 'parent');
      if (hasWrongParent(data, before.taxonomy, known)) return noParent();
      const term = changedTerm(data, before, known);
      if (isWpError(term)) return term;
      const wrong = taxonomy.hierarchical ? wrongImage(params, request.context.site) : undefined;
      return wrong ?? data.terms.replace(term);
    },
    refusedTrash: () =>
      wpError('woocommerce_rest_trash_not_supported', 'Resource does not support trashing.', 501),
    remove: async term => {
      if (term.id === uncategorizedId) {
        const message = 'Default product category cannot be deleted.';
        return wpError('woocommerce_rest_cannot_delete', message, 500);
      }
      await removeTerm(data, term);
      return term;
    },
  });
}

/** `sanitize_title()` is handed the request for what to take where nothing is left of a slug, and PHP dies of that. */
function refuseEmptySlug(params: Params, { route }: RestRequest): void {
  if (route.endsWith('/batch') || !params.has('slug') || slugify(asText(params.get('slug'))) !== '') return;
  throw new FatalError('trim(): Argument #1 ($string) must be of type string, WP_REST_Request given');
}

/** An image is named by its id, or by an address that WordPress has to ask. An id that names none is passed over. */
function wrongImage(params: Params, site: Site): WpError | undefined {
  const { id, src } = asObject(params.get('image'));
  const url = fromBytes(escUrlRaw(toBytes(asText(src))));
  if (asInteger(id) !== 0 || url === '' || !isRefusedUrl(site, url)) return undefined;
  const message = `Error getting remote image ${url}. Error: A valid URL was not provided.`;
  return wpError('woocommerce_rest_invalid_remote_image_url', message, 400);
}

function isSent(params: Params, name: string): boolean {
  return params.get(name) !== undefined && params.get(name) !== null;
}

function notHierarchical(): WpError {
  const message = 'Can not set resource parent, taxonomy is not hierarchical.';
  return wpError('woocommerce_rest_taxonomy_not_hierarchical', message, 400);
}

function hasName(params: Params): boolean {
  return asText(params.get('name')).trim() !== '';
}

/** The REST API asks for a parent of the same taxonomy, where WordPress takes any term. */
function hasWrongParent(data: Data, taxonomy: string, params: Params): boolean {
  const parent = Math.max(0, asInteger(params.get('parent')));
  return parent !== 0 && data.terms.get(parent)?.taxonomy !== taxonomy;
}

function without(params: Params, name: string): Params {
  return new Map([...params].filter(([one]) => one !== name));
}

function noTerm(): WpError {
  return wpError('woocommerce_rest_term_invalid', 'Resource does not exist.', 404);
}

/** The taxonomy and the term are looked for before the right is asked for. */
function permitTerm(
  shop: Shop,
  taxonomy: Taxonomy,
  request: RestRequest,
  action: Action,
  id?: number,
): true | WpError {
  const own = taxonomy.taxonomy(request.urlParams);
  if (own === undefined) return wpError('woocommerce_rest_taxonomy_invalid', 'Taxonomy does not exist.', 404);
  if (id !== undefined && id !== 0 && shop.data.terms.get(id)?.taxonomy !== own) return noTerm();
  return permit(request.context, termCapability(action), action);
}

function askedFor(data: Data, params: Params): Test<Term>[] {
  const tests: Test<Term>[] = idTests<Term>(params);
  const parent = params.get('parent');
  if (typeof parent === 'number') tests.push(term => term.parent === parent);
  const slug = asText(params.get('slug'));
  if (slug !== '') tests.push(term => term.slug === slug);
  if (params.get('hide_empty') === true) tests.push(term => data.termCounts.of(term) > 0);
  const search = searched(params);
  if (search !== undefined)
    tests.push(({ name, slug }) => name.toLowerCase().includes(search) || slug.includes(search));
  return tests;
}

function withDefaults(params: Params): Map<string, unknown> {
  const all = new Map(params);
  if (!all.has('order')) all.set('order', 'asc');
  if (!all.has('orderby')) all.set('orderby', 'name');
  return all;
}

/** The terms of one product. */
function ownTerms({ data }: Shop, productId: number): ReadonlySet<number> {
  const product = data.products.get(productId);
  if (!product) return new Set();
  const chosen = product.attributes.flatMap(one => {
    const { id, options } = asObject(one);
    const attribute = data.attributes.get(asInteger(id));
    const names = asList(options).map(option => asText(option));
    return attribute
      ? data.terms
          .filter([({ taxonomy, name }) => taxonomy === attribute.slug && names.includes(name)])
          .map(term => term.id)
      : [];
  });
  return new Set([...product.category_ids, ...product.tag_ids, ...product.brand_ids, ...chosen]);
}

function showTerm(shop: Shop, taxonomy: Taxonomy, term: Term, view: View): RecordObject {
  const attribute = shop.data.attributes.having('slug', term.taxonomy)[0];
  const base = attribute ? `products/attributes/${attribute.id}/terms` : taxonomy.base(new Map());
  const up =
    taxonomy.hierarchical && term.parent > 0
      ? { up: [{ href: routeUrl(view, `${base}/${term.parent}`) }] }
      : {};
  return {
    id: term.id,
    name: term.name,
    slug: term.slug,
    ...(taxonomy.hierarchical ? { parent: term.parent } : {}),
    description: term.description,
    ...(taxonomy.hierarchical ? { display: term.display, image: null, menu_order: term.menu_order } : {}),
    ...(attribute ? { menu_order: term.menu_order } : {}),
    count: shop.data.termCounts.of(term),
    _links: links(view, base, term.id, up),
  };
}

function schemaOf(taxonomy: Taxonomy, version: Version): ItemSchema {
  const properties: Record<string, RestArg> = {
    id: readonlyField('integer'),
    name: field('string'),
    slug: field('string'),
  };
  if (taxonomy.hierarchical) properties.parent = field('integer');
  properties.description = field('string');
  if (taxonomy.hierarchical) {
    const display = { default: 'default', enum: ['default', 'products', 'subcategories', 'both'] };
    properties.display = field('string', display);
    properties.image = field('object', {
      properties: {
        id: field('integer'),
        date_created: readonlyField('date-time'),
        ...(version > 1 && { date_created_gmt: readonlyField('date-time') }),
        date_modified: readonlyField('date-time'),
        ...(version > 1 && { date_modified_gmt: readonlyField('date-time') }),
        src: field('string', { format: 'uri' }),
        [version === 3 ? 'name' : 'title']: field('string'),
        alt: field('string'),
      },
    });
  }
  if (taxonomy.hierarchical || taxonomy.title === 'product_attribute_term')
    properties.menu_order = field('integer');
  properties.count = readonlyField('integer');
  return { title: taxonomy.title, properties };
}

const listArgs: Args = {
  ...pageArgs,
  exclude: idList,
  include: idList,
  offset: absoluteInteger,
  order: { type: 'string', default: 'asc', enum: ['asc', 'desc'], required: false },
  orderby: {
    type: 'string',
    default: 'name',
    enum: ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count'],
    required: false,
  },
  hide_empty: { type: 'boolean', default: false, required: false },
  parent: absoluteInteger,
  product: { type: 'integer', default: null, required: false },
  slug: { type: 'string', required: false },
};
