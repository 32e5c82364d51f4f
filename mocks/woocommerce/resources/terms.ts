import type { Data } from '../../data/data.ts';
import { uncategorizedId } from '../../data/seeded.ts';
import { emptyTerm, type Term } from '../../data/term.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { absint } from '../../wordpress/absint.ts';
import { thrown, type WpError, wpError } from '../../wordpress/error.ts';
import { escHtml, escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
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
import { asInteger, asList, asObject, asText, firstFree, slugify } from './values.ts';
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
    schema: schemaOf(taxonomy),
    createArgs: { name: { type: 'string', required: true } },
    rendered: new Rendered(data.terms, (term, view: View) => showTerm(shop, taxonomy, term, view), counts),
    listArgs: listArgs(taxonomy),
    undeclared: taxonomy.hierarchical ? ['offset'] : [],
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
      } else tests.push(...askedFor(data, params));
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
      const name = asText(params.get('name'));
      // A batch checks nothing.
      if (typeof params.get('name') === 'object' && params.get('name') !== null)
        throw new FatalError('trim(): Argument #1 ($string) must be of type string, array given');
      if (name.trim() === '') return noName(400);
      const own = taxonomy.taxonomy(params) as string;
      const parent = taxonomy.hierarchical ? Math.max(0, asInteger(params.get('parent'))) : 0;
      if (parent !== 0 && data.terms.get(parent)?.taxonomy !== own) return noParent(400);
      const same = sameTerm(data, own, parent, params);
      if (same) {
        const message = `A term with the name provided already exists ${taxonomy.hierarchical ? 'with this parent' : 'in this taxonomy'}.`;
        return wpError('term_exists', message, 400, { resource_id: same.id });
      }
      const id = data.nextTermId();
      // The term is there before its image is asked for, and is deleted again where that cannot be had.
      const wrong = taxonomy.hierarchical ? wrongImage(params, request.context.site) : undefined;
      if (wrong) return wrong;
      const empty = emptyTerm(id, request.context.site.now(), own);
      const term = withChanges(empty, params);
      return data.terms.add({ ...term, slug: freeSlug(data, term) });
    },
    change: async (before, params, request) => {
      refuseEmptySlug(params, request);
      const sent = withChanges(before, params);
      if (sent.name === '') return noName();
      const term = { ...sent, parent: isBelow(data, sent.parent, sent.id) ? 0 : sent.parent };
      if (term.parent !== 0 && data.terms.get(term.parent)?.taxonomy !== term.taxonomy) return noParent();
      if (isSlugTaken(data, term, term.slug)) {
        const message = `The slug &#8220;${term.slug}&#8221; is already in use by another term.`;
        return thrown('duplicate_term_slug', message);
      }
      const wrong = taxonomy.hierarchical ? wrongImage(params, request.context.site) : undefined;
      return wrong ?? data.terms.replace(term);
    },
    remove: async (term, force) => {
      if (!force) {
        return wpError('woocommerce_rest_trash_not_supported', 'Resource does not support trashing.', 501);
      }
      if (term.id === uncategorizedId) {
        const message = 'Default product category cannot be deleted.';
        return wpError('woocommerce_rest_cannot_delete', message, 500);
      }
      data.terms.remove(term.id);
      // Children go up to the parent of what is gone.
      for (const child of data.terms.having('parent', term.id))
        await data.terms.replace({ ...child, parent: term.parent });
      return term;
    },
  });
}

/** `sanitize_title()` is handed the request for what to take where nothing is left of a slug, and PHP dies of that. */
function refuseEmptySlug(params: Params, { route }: RestRequest): void {
  if (route.endsWith('/batch') || !params.has('slug') || slugify(asText(params.get('slug'))) !== '') return;
  throw new FatalError('trim(): Argument #1 ($string) must be of type string, WP_REST_Request given');
}

/** `wp_insert_term()`: a name may be there again under a slug of its own, which nobody has. */
function sameTerm(data: Data, taxonomy: string, parent: number, params: Params): Term | undefined {
  const name = keptName(params).toLowerCase();
  const slug = slugify(asText(params.get('slug')));
  const siblings = data.terms.having('parent', parent).filter(term => term.taxonomy === taxonomy);
  const named = siblings.find(term => term.name.toLowerCase() === name);
  if (!named || slug === '' || named.slug === slug) return named;
  return siblings.find(term => term.slug === slug);
}

/** As it is shown: without tags, its special characters as entities. */
function keptName(params: Params): string {
  return fromBytes(escHtml(sanitizeTextField(toBytes(asText(params.get('name'))))));
}

/** WordPress's own error, which only the creation gives a status. */
function noParent(status?: number): WpError {
  const [code, message] = ['missing_parent', 'Parent term does not exist.'];
  return status === undefined ? thrown(code, message) : wpError(code, message, status);
}

/** WordPress's own error as well. */
function noName(status?: number): WpError {
  const [code, message] = ['empty_term_name', 'A name is required for this term.'];
  return status === undefined ? thrown(code, message) : wpError(code, message, status);
}

/** `wp_check_term_hierarchy_for_loops()`: what would be its own parent, or its child's child, has none. */
function isBelow(data: Data, parent: number, id: number): boolean {
  const seen = new Set<number>();
  for (let one = parent; one !== 0 && !seen.has(one); one = data.terms.get(one)?.parent ?? 0) {
    if (one === id) return true;
    seen.add(one);
  }
  return false;
}

/** An image is named by its id, or by an address that WordPress has to ask. An id that names none is passed over. */
function wrongImage(params: Params, site: Site): WpError | undefined {
  const { id, src } = asObject(params.get('image'));
  const url = fromBytes(escUrlRaw(toBytes(asText(src))));
  if (asInteger(id) !== 0 || url === '' || !isRefusedUrl(site, url)) return undefined;
  const message = `Error getting remote image ${url}. Error: A valid URL was not provided.`;
  return wpError('woocommerce_rest_invalid_remote_image_url', message, 400);
}

function isSlugTaken(data: Data, { id, taxonomy }: Term, slug: string): boolean {
  return data.terms.having('slug', slug).some(other => other.taxonomy === taxonomy && other.id !== id);
}

/** `wp_unique_term_slug()`: a number behind a slug that is taken; what has a parent is told apart by its parent. */
function freeSlug(data: Data, term: Term): string {
  if (!isSlugTaken(data, term, term.slug)) return term.slug;
  const parent = term.parent === 0 ? undefined : data.terms.get(term.parent);
  const base = parent ? `${term.slug}-${parent.slug}` : term.slug;
  return firstFree(base, slug => isSlugTaken(data, term, slug));
}

/** As MySQL sorts: without regard to case and accents. */
function collated(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
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

function withChanges(term: Term, params: Params): Term {
  const { slug } = Object.fromEntries(params);
  // A batch checks nothing.
  if (typeof slug === 'object' && slug !== null)
    throw new FatalError('strip_tags(): Argument #1 ($string) must be of type string, array given');
  const name = params.has('name') ? keptName(params) : term.name;
  return {
    ...term,
    name,
    slug: slugify(asText(params.get('slug'))) || term.slug || slugify(name.replace(/&[a-z]+;/g, '')),
    // What is below zero is none.
    parent: Math.max(0, asInteger(params.get('parent'), term.parent)),
    description: asText(params.get('description'), term.description),
    display: asText(params.get('display'), term.display),
    menu_order: asInteger(params.get('menu_order'), term.menu_order),
  };
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
  const up = term.parent > 0 ? { up: [{ href: routeUrl(view, `${base}/${term.parent}`) }] } : {};
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

function schemaOf(taxonomy: Taxonomy): ItemSchema {
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
      properties: { id: field('integer'), src: field('string'), name: field('string'), alt: field('string') },
    });
  }
  if (taxonomy.hierarchical || taxonomy.title === 'product_attribute_term')
    properties.menu_order = field('integer');
  properties.count = readonlyField('integer');
  return { title: taxonomy.title, properties };
}

function listArgs(taxonomy: Taxonomy): Args {
  return {
    ...pageArgs,
    exclude: idList,
    include: idList,
    ...(taxonomy.hierarchical ? {} : { offset: absoluteInteger }),
    order: { type: 'string', default: 'asc', enum: ['asc', 'desc'], required: false },
    orderby: {
      type: 'string',
      default: 'name',
      enum: ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count'],
      required: false,
    },
    hide_empty: { type: 'boolean', default: false, required: false },
    ...(taxonomy.hierarchical ? { parent: absoluteInteger } : {}),
    product: { type: 'integer', required: false },
    slug: { type: 'string', required: false },
  };
}
