/** What a shopper has chosen of a product with variations: `CartController::parse_variation_data()`. */
import type { Data } from '../../data/data.ts';
import type { Product } from '../../data/product.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { slugify } from '../../wordpress/formatting/slug.ts';
import type { Profile } from '../profiles.ts';
import { variationsOf } from '../resources/products/price.ts';
import { asBoolean, asInteger, asList, asObject, asText } from '../resources/values.ts';

/** An attribute in which variations differ. */
interface VariedAttribute {
  /** `attribute_pa_color` */
  readonly name: string;
  readonly label: string;
  readonly isTaxonomy: boolean;
  /** What can be chosen, as a cart keeps it. */
  readonly values: readonly string[];
}

/** What is put into the cart: the product itself or the variation that was meant, and what was chosen. */
export interface Choice {
  readonly product: Product;
  readonly variation: readonly (readonly [name: string, value: string])[];
}

export function chosenVariation(
  data: Data,
  profile: Profile,
  product: Product,
  sent: unknown,
): Choice | WpError {
  if (product.type !== 'variable' && product.type !== 'variation') return { product, variation: [] };
  const parent = product.type === 'variable' ? product : data.products.get(product.parent_id);
  if (parent === undefined || parent.status === 'trash') return noParent;
  const attributes = variedAttributes(data, parent);
  const given = givenValues(profile, attributes, sent);
  const meant = product.type === 'variation' ? product : matching(data, product, given);
  if (meant === undefined)
    return profile.newerFields && [...given.values()].filter(Boolean).length < attributes.length
      ? wpError('woocommerce_rest_missing_attributes', 'Missing attributes for variable product.', 400)
      : wpError('woocommerce_rest_variation_id_from_variation_data', 'No matching variation found.', 400);
  const expected = expectedValues(meant);
  const missing: string[] = [];
  for (const { name, label, values } of attributes) {
    const value = given.get(name);
    const wanted = expected.get(name) ?? '';
    if (value !== undefined) {
      if (value === wanted || (wanted === '' && values.includes(value))) continue;
      const message = `Invalid value posted for ${label}. Allowed values: ${values.join(', ')}`;
      return wpError('woocommerce_rest_invalid_variation_data', message, 400);
    }
    if (wanted === '') missing.push(label);
    // Until 6.6 a variation that is named by its id has nothing chosen.
    else if (profile.storeApi !== 'old-nonce' && profile.storeApi !== 'nonce') given.set(name, wanted);
  }
  if (missing.length > 0) return missingData(missing);
  const inOrder = [...given].sort(([a], [b]) => (a < b ? -1 : 1));
  return { product: meant, variation: profile.storeApi === 'nonce' ? [...given] : inOrder };
}

const noParent = wpError(
  'woocommerce_rest_cart_invalid_parent_product',
  'This product cannot be added to the cart.',
  400,
);

function missingData(labels: readonly string[]): WpError {
  const all = new Intl.ListFormat('en-GB').format(labels);
  const what = labels.length === 1 ? 'is a required field' : 'are required fields';
  const message = `Missing variation data for variable product. ${all} ${what}`;
  return wpError('woocommerce_rest_missing_variation_data', message, 400);
}

function variedAttributes(data: Data, { attributes }: Product): VariedAttribute[] {
  return attributes
    .map(one => asObject(one))
    .filter(({ variation }) => asBoolean(variation))
    .map(({ id, name, options }) => {
      const attribute = data.attributes.get(asInteger(id));
      const label = attribute?.name ?? asText(name);
      return {
        name: `attribute_${attribute?.slug ?? slugify(label)}`,
        label,
        isTaxonomy: attribute !== undefined,
        values: asList(options).map(one => (attribute ? slugify(asText(one)) : asText(one))),
      };
    });
}

/** By label or by name, since 10.5 also by the name that a form has. */
function givenValues(
  { newerFields }: Profile,
  attributes: readonly VariedAttribute[],
  sent: unknown,
): Map<string, string> {
  const values = new Map(
    asList(sent).map(one => {
      const { attribute, value } = asObject(one);
      return [asText(attribute), asText(value)];
    }),
  );
  const given = new Map<string, string>();
  for (const { name, label, isTaxonomy } of attributes) {
    const slug = name.slice('attribute_'.length);
    const names = newerFields ? [name, label, label.toLowerCase(), slug] : [label, isTaxonomy ? slug : label];
    const value = names.map(one => values.get(one)).find(one => one !== undefined);
    if (value !== undefined) given.set(name, isTaxonomy ? slugify(value) : sanitizeTextField(value));
  }
  return given;
}

/** `find_matching_product_variation()`: what a variation leaves open fits anything. */
function matching(data: Data, product: Product, given: ReadonlyMap<string, string>): Product | undefined {
  return variationsOf(data, product).find(one =>
    [...expectedValues(one)].every(([name, value]) => value === '' || value === given.get(name)),
  );
}

function expectedValues({ attributes }: Product): Map<string, string> {
  return new Map(
    attributes.map(one => {
      const { slug, option } = asObject(one);
      const value = asText(option);
      return [`attribute_${asText(slug)}`, asText(slug).startsWith('pa_') ? slugify(value) : value];
    }),
  );
}
