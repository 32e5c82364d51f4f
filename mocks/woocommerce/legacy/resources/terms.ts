/** Categories, tags and shipping classes: they are read in v2 and v3, and written in v3. */

import type { Term } from '../../../data/term.ts';
import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { isWpError } from '../../../wordpress/error.ts';
import { changedTerm, newTerm, removeTerm } from '../../resources/term-changes.ts';
import { LegacyError } from '../error.ts';
import { onlyFields } from '../format.ts';
import type { LegacyCall, LegacyHandler, LegacyRoute } from '../route.ts';
import { readable } from '../route.ts';
import { bodyOf, clean } from './collection.ts';
import { mayNot, writtenRoutes } from './managed.ts';

/** A taxonomy, and how the legacy API speaks of it. */
interface LegacyTaxonomy {
  readonly taxonomy: string;
  readonly path: string;
  /** `product_category`: its name in bodies and error codes. */
  readonly single: string;
  readonly plural: string;
  /** What "Could not edit the …" calls it. */
  readonly short: string;
  readonly isHierarchical: boolean;
  record(call: LegacyCall, term: Term): Record<string, unknown>;
}

const categories: LegacyTaxonomy = {
  taxonomy: 'product_cat',
  path: '/products/categories',
  single: 'product_category',
  plural: 'product_categories',
  short: 'category',
  isHierarchical: true,
  record: (call, term) => ({
    id: term.id,
    name: term.name,
    slug: term.slug,
    parent: term.parent,
    description: term.description,
    display: term.display,
    image: '',
    count: call.shop.data.termCounts.of(term),
  }),
};

const tags: LegacyTaxonomy = {
  taxonomy: 'product_tag',
  path: '/products/tags',
  single: 'product_tag',
  plural: 'product_tags',
  short: 'tag',
  isHierarchical: false,
  record: (call, term) => ({
    id: term.id,
    name: term.name,
    slug: term.slug,
    description: term.description,
    count: call.shop.data.termCounts.of(term),
  }),
};

const shippingClasses: LegacyTaxonomy = {
  taxonomy: 'product_shipping_class',
  path: '/products/shipping_classes',
  single: 'product_shipping_class',
  plural: 'product_shipping_classes',
  short: 'shipping class',
  isHierarchical: false,
  record: (call, term) => ({
    id: term.id,
    name: term.name,
    slug: term.slug,
    parent: term.parent,
    description: term.description,
    count: call.shop.data.termCounts.of(term),
  }),
};

export const readCategoryRoutes: readonly LegacyRoute[] = [
  { path: categories.path, handlers: [{ verbs: readable, run: list(categories) }] },
  { path: `${categories.path}/<id>`, handlers: [{ verbs: readable, run: read(categories) }] },
];

export const categoryRoutes = written(categories);
export const tagRoutes = written(tags);
export const shippingClassRoutes = written(shippingClasses);

function written(kind: LegacyTaxonomy): readonly LegacyRoute[] {
  return writtenRoutes(kind.path, {
    list: list(kind),
    read: read(kind),
    create: create(kind),
    edit: edit(kind),
    remove: remove(kind),
  });
}

export function managesTerms({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'manage_product_terms');
}

function list(kind: LegacyTaxonomy): LegacyHandler['run'] {
  return call => {
    if (!managesTerms(call)) return mayNotRead(kind);
    const { taxonomy } = kind;
    const all = call.shop.data.terms.findMany(query => query.where({ taxonomy }), { orderBy: 'name' });
    return { [kind.plural]: all.map(term => shown(kind, call, term)) };
  };
}

function read(kind: LegacyTaxonomy): LegacyHandler['run'] {
  return call => {
    const term = found(kind, call);
    return term instanceof LegacyError ? term : { [kind.single]: shown(kind, call, term) };
  };
}

function create(kind: LegacyTaxonomy): LegacyHandler['run'] {
  return async call => {
    const sent = bodyOf(call.data, kind.single, 'create');
    if (sent instanceof LegacyError) return sent;
    if (!managesTerms(call)) return mayNot('create', kind.single, plain(kind.plural));
    const { data } = call.shop;
    const params = paramsOf(sent);
    const parent = Math.abs(Math.trunc(Number(sent.parent) || 0));
    const asksForParent = kind.taxonomy !== 'product_tag' && parent !== 0;
    if (asksForParent && data.terms.get(parent)?.taxonomy !== kind.taxonomy) {
      const name = plain(kind.single);
      const message = `${name.charAt(0).toUpperCase()}${name.slice(1)} parent is invalid`;
      return new LegacyError(`woocommerce_api_invalid_${kind.single}_parent`, message, 400);
    }
    const term = newTerm(data, kind.taxonomy, params, call.request.context.site.now(), kind.isHierarchical);
    if (isWpError(term))
      return new LegacyError(`woocommerce_api_cannot_create_${kind.single}`, term.message, 400);
    await data.terms.add(term);
    call.status = 201;
    return { [kind.single]: kind.record(call, term) };
  };
}

function edit(kind: LegacyTaxonomy): LegacyHandler['run'] {
  return async call => {
    // It says another code than the others do.
    const sent = bodyOf(call.data, kind.single, 'edit');
    if (sent instanceof LegacyError)
      return new LegacyError(`woocommerce_api_missing_${kind.single}`, sent.message, sent.status);
    if (!managesTerms(call)) return mayNot('edit', kind.single, plain(kind.plural));
    const before = found(kind, call);
    if (before instanceof LegacyError) return before;
    const term = changedTerm(call.shop.data, before, paramsOf(sent));
    if (isWpError(term))
      return new LegacyError(
        `woocommerce_api_cannot_edit_${kind.single}`,
        `Could not edit the ${kind.short}`,
        400,
      );
    await call.shop.data.terms.replace(term);
    return { [kind.single]: kind.record(call, term) };
  };
}

/** Even the category that every product is in by default goes: only the REST API keeps it. */
function remove(kind: LegacyTaxonomy): LegacyHandler['run'] {
  return async call => {
    if (!managesTerms(call))
      return mayNot(
        'delete',
        kind.single,
        kind === shippingClasses ? plain(kind.plural) : plain(kind.single),
      );
    const { data } = call.shop;
    const term = data.terms.get(absint(call.arg('id')));
    if (term?.taxonomy !== kind.taxonomy)
      return new LegacyError(
        `woocommerce_api_cannot_delete_${kind.single}`,
        `Could not delete the ${kind.short}`,
        401,
      );
    await removeTerm(data, term);
    return { message: `Deleted ${kind.single}` };
  };
}

function found(kind: LegacyTaxonomy, call: LegacyCall): Term | LegacyError {
  const id = absint(call.arg('id'));
  const name = plain(kind.single);
  const code = `woocommerce_api_invalid_${kind.single}_id`;
  if (id === 0) return new LegacyError(code, `Invalid ${name} ID`, 400);
  if (!managesTerms(call)) return mayNotRead(kind);
  const term = call.shop.data.terms.get(id);
  return term?.taxonomy === kind.taxonomy
    ? term
    : new LegacyError(code, `A ${name} with the provided ID could not be found`, 404);
}

/** Only categories know `fields`. */
function shown(kind: LegacyTaxonomy, call: LegacyCall, term: Term): object {
  const all = kind.record(call, term);
  return kind === categories ? onlyFields(all, call.text('fields')) : all;
}

function mayNotRead({ plural }: LegacyTaxonomy): LegacyError {
  return mayNot('read', plural, plain(plural));
}

function plain(name: string): string {
  return name.replaceAll('_', ' ');
}

/** What a body says of a term, as the REST API would have it. */
function paramsOf(sent: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const params = new Map(Object.entries(sent).filter(([, value]) => value !== null));
  if (params.has('display')) params.set('display', clean(params.get('display')) || 'default');
  if (params.has('parent')) params.set('parent', Math.abs(Math.trunc(Number(params.get('parent')) || 0)));
  return params;
}
