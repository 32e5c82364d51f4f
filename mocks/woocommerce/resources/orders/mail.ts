import type { Order } from '../../../data/order.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestRequest, RestResult } from '../../../wordpress/rest/route.ts';
import type { Shop } from '../../shop.ts';
import { asBoolean, asText } from '../values.ts';

/**
 * Sends an order's buyer a mail, which notes of the order tell. An address that is named is the order's from then on: where it
 * has one, it has to be said that it is to be changed.
 */
export async function sendMail(
  { data }: Shop,
  order: Order,
  what: string,
  { params, context }: RestRequest,
): Promise<RestResult | WpError> {
  const before = order.billing.email;
  const email = asText(params.get('email')) || before;
  if (before !== '' && before !== email && !asBoolean(params.get('force_email_update'))) {
    const message = 'Order already has a billing email.';
    return wpError('woocommerce_rest_order_billing_email_exists', message, 400);
  }
  if (email === '')
    return wpError('woocommerce_rest_missing_email', 'Order does not have an email address.', 400);
  const told = [`${what} sent to ${email}.`];
  if (email !== before) {
    told.unshift(`Billing email updated to ${email}.`);
    await data.orders.replace({ ...order, billing: { ...order.billing, email } });
  }
  const author = context.site.users.get(context.userId)?.login ?? '';
  for (const note of told)
    await data.orderNotes.add({
      id: data.nextId(),
      date_created: context.site.now(),
      order_id: order.id,
      author,
      note,
      customer_note: false,
      is_trashed: false,
    });
  return { data: { message: told.join(' ') } };
}
