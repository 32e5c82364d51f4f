import type { Shop } from '../shop.ts';
import { isSold } from './low-in-stock.ts';

interface Segment {
  readonly segment_id: number;
  readonly segment_label: string | null;
  readonly subtotals: Readonly<Record<string, number>>;
}

/** What the sums of a report are cut into where that is asked for: nothing has been sold in any part yet. */
export function segmentsOf(
  { data }: Shop,
  by: string,
  zeros: Readonly<Record<string, number>>,
): readonly Segment[] {
  const { gross_sales: _, ...subtotals } = zeros;
  const of = (id: number, label: string | null) => ({ segment_id: id, segment_label: label, subtotals });
  switch (by) {
    case 'product':
      return data.products.filter([isSold], { orderBy: 'id' }).map(({ id, name }) => of(id, name));
    case 'variation':
      return data.variations.filter([isSold], { orderBy: 'id' }).map(({ id, name }) => of(id, name));
    case 'coupon':
      return data.coupons.filter([isSold], { orderBy: 'id' }).map(({ id, code }) => of(id, code));
    case 'category':
      return data.terms
        .filter([term => term.taxonomy === 'product_cat' && data.termCounts.of(term) > 0], { orderBy: 'id' })
        .map(({ id, name }) => of(id, name));
    // Who is new, and who has bought before.
    case 'customer_type':
      return [of(0, null), of(1, null)];
    default:
      return [];
  }
}
