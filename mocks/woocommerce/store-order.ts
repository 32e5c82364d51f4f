import type { Order } from '../data/order.ts';
import { absint } from '../wordpress/absint.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import { sanitizeTextField } from '../wordpress/formatting/sanitize.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import { notSimulated } from '../wordpress/rest/not-simulated.ts';
import type { RestRequest } from '../wordpress/rest/route.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import type { Shop } from './shop.ts';

/** What the Store API tells of a single order, to its customer and to who has its key: nothing is done with it here. */
export function orderEndpoints(shop: Shop, namespace: string): [string, SimulatedEndpoint][] {
  return [`GET /${namespace}/order/(?P<id>[\\d]+)`, `POST /${namespace}/checkout/(?P<id>[\\d]+)`].map(
    name => [
      name,
      {
        isSimulated: false,
        permission: request => permitOrder(shop, request),
        callback: ({ method }) => notSimulated(method, name.slice(name.indexOf('/'))),
      },
    ],
  );
}

/** `OrderAuthorizationTrait::is_authorized()` of 9.2 and 10.5, and of 8.2, which asks `pay_for_order` first. */
function permitOrder({ data, profile }: Shop, { context, params }: RestRequest): true | WpError {
  const order = data.orders.get(absint(params.get('id')));
  const isNew = versionAtLeast(profile.woocommerce, '9.0');
  if (order === undefined) return isNew ? noOrder : wrongUser;
  if (order.customer_id > 0) return order.customer_id === context.userId || wrongUser;
  // 8.2 lets any user pay for a guest's order.
  return (
    (!isNew && context.userId > 0) || (wrongKey(order, params) ?? wrongEmail(order, params, isNew) ?? true)
  );
}

function wrongKey(order: Order, params: RestRequest['params']): WpError | undefined {
  return text(params.get('key')) === order.order_key ? undefined : unknownKey;
}

/** From 9.2 on an order without an address needs none, and capitals do not count. */
function wrongEmail({ billing }: Order, params: RestRequest['params'], isNew: boolean): WpError | undefined {
  const sent = text(params.get('billing_email'));
  if (!isNew) return sent !== '' && sent === billing.email ? undefined : unknownEmail;
  if (sent === '' && billing.email !== '') return noEmail;
  return sent.toLowerCase() === billing.email.toLowerCase() ? undefined : unknownEmail;
}

function text(value: unknown): string {
  return typeof value === 'string' ? sanitizeTextField(value) : '';
}

const noOrder = wpError('woocommerce_rest_invalid_order', 'Invalid order ID.', 404);
const wrongUser = wpError(
  'woocommerce_rest_invalid_user',
  'This order belongs to a different customer.',
  403,
);
const unknownKey = wpError('woocommerce_rest_invalid_order', 'Invalid order ID or key provided.', 401);
const noEmail = wpError('woocommerce_rest_invalid_billing_email', 'No billing email provided.', 401);
const unknownEmail = wpError(
  'woocommerce_rest_invalid_billing_email',
  'Invalid billing email provided.',
  401,
);
