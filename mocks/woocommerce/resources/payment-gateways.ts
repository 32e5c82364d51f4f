import { wpError } from '../../wordpress/error.ts';
import type { RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { changing, Namespace, withLinks } from './managed.ts';
import { asBoolean, asInteger, asText } from './values.ts';
import type { View } from './view.ts';

/** The three that WooCommerce brings and that need no account (basic.ok.039). */
const gateways = [
  ['bacs', 'Direct bank transfer', 'Take payments in person via BACS.'],
  ['cheque', 'Check payments', 'Take payments in person via checks.'],
  ['cod', 'Cash on delivery', 'Let your shoppers pay upon delivery.'],
] as const;

/** `…/payment_gateways` in wc/v2 and v3. */
export function paymentGatewayRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const { data, profile } = shop;
  const wc = new Namespace(version, profile);
  const find = (id: string | undefined) => gateways.find(([one]) => one === id);
  const noGateway = () =>
    wpError('woocommerce_rest_payment_gateway_invalid', 'Resource does not exist.', 404);
  const show = (view: View, gateway: (typeof gateways)[number]) => {
    const [id, title, description] = gateway;
    const changed = data.gateways.get(id);
    const name = changed?.title ?? title;
    const record = {
      id,
      title: name,
      description: changed?.description ?? '',
      order: changed?.order ?? gateways.indexOf(gateway),
      enabled: changed?.enabled ?? false,
      method_title: title,
      method_description: description,
      ...(version === 3 ? { method_supports: ['products'] } : {}),
      settings: {
        title: {
          id: 'title',
          label: 'Title',
          description: '',
          type: 'safe_text',
          value: name,
          default: title,
          tip: '',
          placeholder: '',
        },
      },
    };
    return withLinks(view, 'payment_gateways', id, record, ['GET', ...changing]);
  };
  return [
    wc.route('payment_gateways', [
      wc.list('payment_gateways', view => gateways.map(gateway => show(view, gateway)), { totals: true }),
    ]),
    wc.route('payment_gateways/(?P<id>[\\w-]+)', [
      wc.one(['GET'], 'payment_gateways', 'view', ({ urlParams }, view) => {
        const gateway = find(urlParams.get('id'));
        return gateway ? { data: show(view, gateway) } : noGateway();
      }),
      wc.one(
        changing,
        'payment_gateways',
        'edit',
        ({ urlParams, params }, view) => {
          const gateway = find(urlParams.get('id'));
          if (!gateway) return noGateway();
          const before = data.gateways.get(gateway[0]) ?? {};
          data.gateways.set(gateway[0], {
            ...before,
            ...(params.has('title') ? { title: asText(params.get('title')) } : {}),
            ...(params.has('description') ? { description: asText(params.get('description')) } : {}),
            ...(params.has('order') ? { order: asInteger(params.get('order')) } : {}),
            ...(params.has('enabled') ? { enabled: asBoolean(params.get('enabled')) } : {}),
          });
          return { data: show(view, gateway) };
        },
        {
          title: { type: 'string', required: false },
          description: { type: 'string', required: false },
          order: { type: 'integer', required: false },
          enabled: { type: 'boolean', required: false },
          settings: { type: 'object', required: false },
        },
      ),
    ]),
  ];
}
