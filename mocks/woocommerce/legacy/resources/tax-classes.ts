import { isEmpty } from '../../../php/compare.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { LegacyError } from '../error.ts';
import {
  creatable,
  deletable,
  type LegacyCall,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { bodyOf, clean } from './collection.ts';
import { canManage, managedCount, mayNot } from './managed.ts';

/** The classes of tax rates, beside the one that needs no name. */
export const taxClassRoutes: readonly LegacyRoute[] = [
  {
    path: '/taxes/classes',
    handlers: [
      { verbs: readable, run: list },
      { verbs: creatable, acceptsData: true, run: create },
    ],
  },
  managedCount('taxes/classes', 'tax_classes', call => call.shop.data.taxClasses.size + 1),
  { path: '/taxes/classes/<slug>', handlers: [{ verbs: deletable, run: remove }] },
];

function list(call: LegacyCall): LegacyResult {
  if (!canManage(call)) return mayNot('read', 'tax_classes', 'tax classes');
  return {
    tax_classes: [
      { slug: 'standard', name: 'Standard rate' },
      ...[...call.shop.data.taxClasses].map(([slug, name]) => ({ slug, name })),
    ],
  };
}

/** `WC_Tax::create_tax_class()`: its errors come with no status that PHP is told, so that 200 stands. */
function create(call: LegacyCall): LegacyResult {
  const sent = bodyOf(call.data, 'tax_class', 'create');
  if (sent instanceof LegacyError) return sent;
  if (!canManage(call)) return mayNot('create', 'tax_class', 'tax classes');
  const name = clean(sent.name);
  if (isEmpty(name))
    return new LegacyError('woocommerce_api_missing_tax_class_name', 'Missing parameter name', 400);
  const { taxClasses } = call.shop.data;
  const refused = (code: string, message: string) => new LegacyError(`woocommerce_api_${code}`, message, 0);
  if ([...taxClasses.values()].includes(name)) return refused('tax_class_exists', 'Tax class already exists');
  const slug = slugify(name);
  if (slug === '') return refused('tax_class_slug_invalid', 'Tax class slug is invalid');
  if (taxClasses.has(slug)) return refused('tax_class_slug_exists', 'Tax class slug already exists');
  call.shop.data.setTaxClass(slug, name);
  call.status = 201;
  return { tax_class: { name, slug } };
}

function remove(call: LegacyCall): LegacyResult {
  if (!canManage(call)) return mayNot('delete', 'tax_class', 'tax classes');
  const slug = slugify(call.text('slug') ?? '');
  const { data } = call.shop;
  if (!data.taxClasses.has(slug))
    return new LegacyError('woocommerce_api_cannot_delete_tax_class', 'Could not delete the tax class', 401);
  data.setTaxClass(slug, undefined);
  return { message: 'Deleted tax_class' };
}
