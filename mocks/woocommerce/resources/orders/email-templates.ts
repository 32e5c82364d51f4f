import type { Order } from '../../../data/order.ts';
import type { RecordObject } from '../view.ts';

/** E-mails that can be sent of an order in each status, beside the invoice. */
const byStatus: Readonly<Record<string, readonly [string, string]>> = {
  completed: ['customer_completed_order', 'Completed order'],
  failed: ['customer_failed_order', 'Failed order'],
  'on-hold': ['customer_on_hold_order', 'Order on-hold'],
  processing: ['customer_processing_order', 'Processing order'],
  refunded: ['customer_refunded_order', 'Refunded order'],
};

/** None where there is nobody to send them to, nor of what is in the trash. Embedded in an order, by their ids alone. */
export function emailTemplatesOf(
  { billing, status, refunds, total }: Order,
  isEmbedded: boolean,
): RecordObject[] {
  if (billing.email === '' || ['trash', 'auto-draft'].includes(status)) return [];
  const found = new Map([['customer_invoice', 'Order details']]);
  const back = refunds.reduce((sum, refund) => sum - Number(refund.total), 0);
  if (back > 0 && back < Number(total)) found.set('customer_refunded_order', 'Refunded order');
  const own = byStatus[status];
  if (own) found.set(...own);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, title]) =>
      isEmbedded ? { id } : { id, title, description: `Send the e-mail ${title} to the customer` },
    );
}
