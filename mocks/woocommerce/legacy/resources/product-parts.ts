import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import type { View } from '../../resources/view.ts';
import type { Shop } from '../../shop.ts';
import type { LegacyRequest } from '../request.ts';

/** As which the REST API's parts of a product are shown here. */
export function legacyView({ profile }: Shop, { context }: LegacyRequest): View {
  return { version: 3, namespace: 'wc/v3', profile, context, edit: false, decimals: 2 };
}

/** `wc_attribute_taxonomy_slug()`: without the `pa_` of a taxonomy. */
export function attributeSlug(slug: string): string {
  return slugify(slug.replace(/^pa_/, ''));
}

export function isTaxed(data: Data, { tax_status }: Product): boolean {
  return tax_status === 'taxable' && data.settings.get('general/woocommerce_calc_taxes') === 'yes';
}
