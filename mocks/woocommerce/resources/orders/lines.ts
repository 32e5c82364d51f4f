import type { Data } from '../../../data/data.ts';
import type { LineItem, OtherLine } from '../../../data/order.ts';
import type { Product } from '../../../data/product.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../../wordpress/error.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { changedMeta } from '../meta.ts';
import { withInherited } from '../products/inherited.ts';
import { productOrVariation } from '../products/parts.ts';
import { price } from '../products/price.ts';
import { variationChoices, variationMeta, variationName } from '../products/variation-name.ts';
import { asInteger, asList, asMoney, asObject, asText } from '../values.ts';
import type { Version } from '../view.ts';
import { basePlace, pricesIncludeTax, ratesAt, withoutTaxes } from './tax-rates.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Lines with an id are changed, those without are added, and those set to null are taken out. */
function changedLines<T extends { readonly id: number }>(
  { newerFields }: Profile,
  version: Version,
  before: readonly T[],
  sent: unknown,
  isTakenOut: (fields: Fields) => boolean,
  make: (old: T | undefined, fields: Fields) => T | WpError,
): T[] | WpError {
  const lines = new Map(before.map(line => [line.id, line]));
  for (const one of asList(sent)) {
    // A batch checks nothing: what is no line is passed over.
    if (typeof one !== 'object' || one === null) continue;
    const fields = asObject(one);
    const id = asInteger(fields.id);
    // `item_is_null()`: a new line that takes something out is passed over; wc/v3 of 10.5 dies of one without an id.
    if (id === 0 && (fields.quantity === 0 || nullable.some(name => fields[name] === null))) {
      if (newerFields && version === 3 && fields.id === undefined)
        throw new FatalError('remove_item(): Argument #3 ($item_id) must be of type int, null given');
      continue;
    }
    const old = lines.get(id);
    // What is to be taken out was looked for by nobody before 10.5.
    if (id !== 0 && !old && !newerFields && isTakenOut(fields)) continue;
    if (id !== 0 && !old) return foreignItem();
    if (old && isTakenOut(fields)) {
      lines.delete(old.id);
      continue;
    }
    const line = make(old, fields);
    if (isWpError(line)) return line;
    lines.set(line.id, line);
  }
  return [...lines.values()];
}

const nullable = ['product_id', 'method_id', 'method_title', 'name', 'code'];

function foreignItem(): WpError {
  const message = 'Order item ID provided is not associated with order.';
  return wpError('woocommerce_rest_invalid_item_id', message, 400);
}

export function lineItems(
  shop: Shop,
  now: number,
  before: readonly LineItem[],
  sent: unknown,
  version: Version,
): LineItem[] | WpError {
  const isTakenOut = (fields: Fields) => fields.product_id === null || fields.quantity === 0;
  // A line has no meta data of its own in wc/v1.
  return changedLines(shop.profile, version, before, sent, isTakenOut, (old, { meta_data, ...fields }) =>
    lineItem(shop, now, old, version > 1 ? { ...fields, meta_data } : fields),
  );
}

function lineItem(
  { data }: Shop,
  now: number,
  old: LineItem | undefined,
  fields: Fields,
): LineItem | WpError {
  // PHP takes 0 for empty.
  const isNamed = ['product_id', 'variation_id', 'sku'].some(
    name => !['', '0'].includes(asText(fields[name])),
  );
  if (!old && !isNamed) {
    const message = 'Product ID or SKU is required.';
    return wpError('woocommerce_rest_required_product_reference', message, 400);
  }
  const product = productOf(data, old, fields);
  const quantity = 'quantity' in fields ? asInteger(fields.quantity) : (old?.quantity ?? 1);
  const wrong = wrongTaxClass(data, 'product', fields);
  if (wrong) return wrong;
  const amount = product ? netPrice(data, product, now) : (old?.price ?? 0);
  const subtotal = 'subtotal' in fields ? asMoney(fields.subtotal) : asMoney(String(amount * quantity));
  const total = 'total' in fields ? asMoney(fields.total) : subtotal;
  const isVariation = product?.type === 'variation';
  return {
    id: old?.id ?? data.nextId(),
    name: asText(fields.name, product ? nameOf(data, product) : (old?.name ?? '')),
    product_id: product?.parent_id || product?.id || 0,
    variation_id: isVariation ? product.id : 0,
    quantity,
    tax_class: asText(fields.tax_class, old?.tax_class ?? (product ? taxClassOf(data, product) : '')),
    subtotal,
    total,
    taxes: old?.taxes ?? [],
    sku: product ? withInherited(data, product).sku : '',
    global_unique_id: product?.global_unique_id ?? '',
    parent_name: isVariation ? (data.products.get(product.parent_id)?.name ?? null) : null,
    choices: isVariation ? variationChoices(product) : (old?.choices ?? []),
    price: quantity === 0 ? 0 : Number(total) / quantity,
    meta_data: changedMeta(
      data,
      old?.meta_data ?? (isVariation ? variationMeta(data, product) : []),
      fields.meta_data,
    ),
  };
}

/** `WC_Order_Item_Product::set_tax_class()`, and a fee's. */
function wrongTaxClass(data: Data, kind: 'product' | 'fee', { tax_class }: Fields): WpError | undefined {
  const isKnown = asText(tax_class) === '' || data.taxClasses.has(asText(tax_class));
  return isKnown ? undefined : wpError(`order_item_${kind}_invalid_tax_class`, 'Invalid tax class', 400);
}

/** `wc_get_price_excluding_tax()`. */
export function netPrice(data: Data, product: Product, now: number): number {
  const amount = Number(price(data, product, now));
  if (!pricesIncludeTax(data) || product.tax_status !== 'taxable') return amount;
  return withoutTaxes(amount, ratesAt(data, basePlace(data), taxClassOf(data, product)));
}

/** A variation without a class of its own has its product's. */
export function taxClassOf(data: Data, { type, tax_class, parent_id }: Product): string {
  return tax_class === '' && type === 'variation'
    ? (data.products.get(parent_id)?.tax_class ?? '')
    : tax_class;
}

function nameOf(data: Data, product: Product): string {
  return product.type === 'variation' ? variationName(data, product) : product.name;
}

/** `get_product_id()`: a SKU goes before the ids, a variation before its product; what nobody has names no product. */
function productOf(data: Data, old: LineItem | undefined, fields: Fields): Product | undefined {
  const sku = asText(fields.sku);
  if (sku !== '' && sku !== '0') {
    const found = data.products.having('sku', sku)[0] ?? data.variations.having('sku', sku)[0];
    if (found || !old) return found;
  }
  const variation = asInteger(fields.variation_id);
  if (variation !== 0) return productOrVariation(data, variation);
  const product = asInteger(fields.product_id);
  if (product !== 0) return productOrVariation(data, product);
  return old && productOrVariation(data, old.variation_id || old.product_id);
}

/** What a new line of each kind cannot do without. */
const required = {
  shipping: ['method_id', 'woocommerce_rest_invalid_shipping_item', 'Shipping method ID is required.'],
  fee: ['name', 'woocommerce_rest_invalid_fee_item', 'Fee name is required.'],
} as const;

export function otherLines(
  { data, profile }: Shop,
  kind: 'shipping' | 'fee',
  before: readonly OtherLine[],
  sent: unknown,
  version: Version,
): OtherLine[] | WpError {
  const nameField = kind === 'shipping' ? 'method_title' : 'name';
  const [needed, code, message] = required[kind];
  const isTakenOut = (fields: Fields) => fields[nameField] === null || fields[needed] === null;
  return changedLines(profile, version, before, sent, isTakenOut, (old, fields) => {
    // What may be anything is not checked: a list is a name until 9.2, and PHP dies of it since.
    const isList = typeof fields[nameField] === 'object' && fields[nameField] !== null;
    if (isList && profile.newerFields) throw new FatalError('Array to string conversion');
    if (!old && !isList && asText(fields[needed]) === '') return wpError(code, message, 400);
    const wrong = kind === 'fee' ? wrongTaxClass(data, kind, fields) : undefined;
    if (wrong) return wrong;
    return {
      id: old?.id ?? data.nextId(),
      name: asText(fields[nameField], old?.name ?? (kind === 'shipping' ? 'Shipping' : '')),
      method_id: asText(fields.method_id, old?.method_id),
      instance_id: asText(fields.instance_id, old?.instance_id),
      tax_class: asText(fields.tax_class, old?.tax_class),
      tax_status: asText(fields.tax_status, old?.tax_status ?? 'taxable'),
      total: asMoney(fields.total ?? old?.total),
      taxes: old?.taxes ?? [],
      meta_data:
        version > 1 ? changedMeta(data, old?.meta_data ?? [], fields.meta_data) : (old?.meta_data ?? []),
    };
  });
}
