/** What `wp_insert_term()`, `wp_update_term()` and `wp_delete_term()` make of a term. */
import type { Data } from '../../data/data.ts';
import { emptyTerm, type Term } from '../../data/term.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { thrown, type WpError, wpError } from '../../wordpress/error.ts';
import { escHtml } from '../../wordpress/formatting/escape.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { firstFree, slugify } from '../../wordpress/formatting/slug.ts';
import { fromBytes, toBytes } from '../../wordpress/formatting/text.ts';
import type { Params } from './selection.ts';
import { asInteger, asText } from './values.ts';

/** The term that is to be added, or why it may not be. */
export function newTerm(
  data: Data,
  taxonomy: string,
  params: Params,
  now: number,
  isHierarchical: boolean,
): Term | WpError {
  if (asText(params.get('name')).trim() === '') return noName(400);
  const parent = Math.max(0, asInteger(params.get('parent')));
  // Any term will do, whatever its taxonomy.
  if (parent !== 0 && !data.terms.has(parent)) return noParent(400);
  const same = sameTerm(data, taxonomy, parent, params);
  if (same) {
    const where = isHierarchical ? 'with this parent' : 'in this taxonomy';
    const message = `A term with the name provided already exists ${where}.`;
    return wpError('term_exists', message, 400, { resource_id: same.id });
  }
  const term = withChanges(emptyTerm(data.nextTermId(), now, taxonomy), params);
  return { ...term, slug: freeSlug(data, term) };
}

/** The term as it is to be, or why it may not be so. */
export function changedTerm(data: Data, before: Term, params: Params): Term | WpError {
  const sent = withChanges(before, params);
  if (sent.name === '') return noName();
  const term = { ...sent, parent: isBelow(data, sent.parent, sent.id) ? 0 : sent.parent };
  if (term.parent !== 0 && !data.terms.has(term.parent)) return noParent();
  if (isSlugTaken(data, term, term.slug)) {
    const message = `The slug &#8220;${term.slug}&#8221; is already in use by another term.`;
    return thrown('duplicate_term_slug', message);
  }
  return term;
}

/** Children go up to the parent of what is gone. */
export async function removeTerm(data: Data, term: Term): Promise<void> {
  data.terms.remove(term.id);
  for (const child of data.terms.having('parent', term.id))
    if (child.taxonomy === term.taxonomy) await data.terms.replace({ ...child, parent: term.parent });
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
export function noParent(status?: number): WpError {
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
    is_ordered: term.is_ordered || (params.get('menu_order') ?? null) !== null,
  };
}
