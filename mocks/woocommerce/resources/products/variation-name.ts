import type { Meta } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem } from '../../../data/order.ts';
import type { Product } from '../../../data/product.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { asBoolean, asObject, asText } from '../values.ts';

interface Choice {
  readonly name: string;
  readonly slug: string;
  readonly option: string;
}

function choices(variation: Product): Choice[] {
  return variation.attributes.map(one => {
    const { name, slug, option } = asObject(one);
    return { name: asText(name), slug: asText(slug), option: asText(option) };
  });
}

/** `wc_get_formatted_variation()` without names: what was chosen, `L, u`. */
export function chosen(variation: Product): string {
  return choices(variation)
    .map(({ option }) => option)
    .filter(option => option !== '')
    .join(', ');
}

/** A variation's name where it stands for itself, as in an order: `Shirt - L, u`. */
export function variationName(data: Data, variation: Product): string {
  const parent = data.products.get(variation.parent_id)?.name ?? '';
  const what = chosen(variation);
  return what === '' ? parent : `${parent} - ${what}`;
}

/**
 * The title of a variation's post, which lists search in: of three attributes and more, and of several of which one's name
 * has two words, nothing is in it.
 */
export function variationTitle(data: Data, variation: Product): string {
  const own = choices(variation);
  const isPlain = own.length < 3 && (own.length < 2 || own.every(({ slug }) => !slug.includes('-')));
  return isPlain ? variationName(data, variation) : (data.products.get(variation.parent_id)?.name ?? '');
}

/** What an order keeps of the choice: the attribute's key with the term's slug, `pa_size` with `l`. */
export function variationMeta(data: Data, variation: Product): Meta[] {
  const made = choices(variation)
    .filter(({ option }) => option !== '')
    .map(choice => ({ id: data.nextId(), key: choice.slug, value: optionValue(choice) }));
  const parent = data.products.get(variation.parent_id)?.attributes.map(one => asObject(one)) ?? [];
  // What can be chosen and was not is kept as nothing.
  const open = parent
    .filter(one => asBoolean(one.variation))
    .map(one => slugify(asText(one.slug)))
    .filter(slug => !made.some(({ key }) => key === slug));
  return [...made, ...open.map(key => ({ id: data.nextId(), key, value: '' }))];
}

/** The same as people read it. */
export function variationChoices(variation: Product): LineItem['choices'] {
  return choices(variation)
    .filter(({ option }) => option !== '')
    .map(({ slug, name, option }) => ({ key: slug, label: name, value: option }));
}

/** `?attribute_pa_size=l&attribute_local=u`, which chooses it on the product's page; '' for any. */
export function variationQuery(variation: Product): string {
  const chosenOnes = choices(variation).filter(({ option }) => option !== '');
  return chosenOnes.length === 0
    ? ''
    : `?${chosenOnes.map(one => `attribute_${one.slug}=${encodeURIComponent(optionValue(one))}`).join('&')}`;
}

function optionValue({ slug, option }: Choice): string {
  return slug.startsWith('pa_') ? slugify(option) : option;
}
