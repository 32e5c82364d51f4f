import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';

/** A variation with what it has of its product as long as it has none of its own (`WC_Product_Variation::get_sku()` …). */
export function withInherited(data: Data, variation: Product): Product {
  const parent = variation.type === 'variation' ? data.products.get(variation.parent_id) : undefined;
  if (!parent) return variation;
  const { length, width, height } = variation.dimensions;
  return {
    ...variation,
    sku: own(variation.sku) || parent.sku,
    weight: own(variation.weight) || parent.weight,
    dimensions: {
      length: own(length) || parent.dimensions.length,
      width: own(width) || parent.dimensions.width,
      height: own(height) || parent.dimensions.height,
    },
    tax_status: parent.tax_status,
    tax_class: variation.tax_class || parent.tax_class,
    shipping_class: variation.shipping_class || parent.shipping_class,
  };
}

/** PHP takes `0` for empty. */
function own(text: string): string {
  return text === '0' ? '' : text;
}
