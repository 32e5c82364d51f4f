import type { Data } from '../../data/data.ts';
import { wpError } from '../../wordpress/error.ts';
import type { RestArg, RestRoute } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import type { Shop } from '../shop.ts';
import { contextArg } from './collection-args.ts';
import { changing, Namespace, withLinks } from './managed.ts';
import { isWrongSetting, type SettingsField, showSettingsField, wrongSetting } from './settings-fields.ts';
import { asBoolean, asInteger, asObject, asText } from './values.ts';
import { shopUrl, type View } from './view.ts';

interface Gateway {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What its settings have beside the title. */
  readonly fields: readonly SettingsField[];
}

const instructions: SettingsField = {
  id: 'instructions',
  label: 'Instructions',
  type: 'textarea',
  preset: '',
};

/** The three that WooCommerce brings and that need no account (basic.ok.039). */
const gateways: readonly Gateway[] = [
  {
    id: 'bacs',
    title: 'Direct bank transfer',
    description: 'Take payments in person via BACS.',
    fields: [instructions],
  },
  {
    id: 'cheque',
    title: 'Check payments',
    description: 'Take payments in person via checks.',
    fields: [instructions],
  },
  {
    id: 'cod',
    title: 'Cash on delivery',
    description: 'Let your shoppers pay upon delivery.',
    fields: [
      { ...instructions, preset: 'Pay with cash upon delivery.' },
      {
        id: 'enable_for_methods',
        label: 'Enable for shipping methods',
        type: 'multiselect',
        preset: '',
        choices: {},
      },
      {
        id: 'enable_for_virtual',
        label: 'Accept COD if the order is virtual',
        type: 'checkbox',
        preset: 'yes',
      },
    ],
  },
];

/** What a gateway is called until somebody names it; undefined for none. PayPal is known, and nowhere listed. */
export function gatewayTitle(id: string): string | undefined {
  return id === 'paypal' ? 'PayPal' : gateways.find(one => one.id === id)?.title;
}

function fieldsOf({ data, profile }: Shop, { title, fields }: Gateway): readonly SettingsField[] {
  const own = fields.map(field =>
    field.id === 'enable_for_methods' ? { ...field, choices: methodChoices(data, profile) } : field,
  );
  return [{ id: 'title', label: 'Title', type: 'safe_text', preset: title }, ...own];
}

/** `load_shipping_method_options()`: each kind of method, and what there is of it in each zone. */
function methodChoices(data: Data, { woocommerce }: Profile): Record<string, Record<string, string>> {
  const hasPickup = versionAtLeast(woocommerce, '9.2');
  const kinds = [
    ['flat_rate', 'Flat rate'],
    ['free_shipping', 'Free shipping'],
    // The pickup that the blocks bring has the same name, and takes its place.
    [hasPickup ? 'pickup_location' : 'local_pickup', 'Local pickup'],
  ] as const;
  const choices: Record<string, Record<string, string>> = {};
  for (const [id, title] of kinds) {
    choices[title] = { [id]: `Any &quot;${title}&quot; method` };
    for (const zone of data.shippingZones.filter([], { orderBy: 'id' }))
      for (const one of zone.methods) {
        if (one.method_id !== id) continue;
        const own = `${one.settings.title ?? title} (#${one.instance_id})`;
        (choices[title] as Record<string, string>)[`${id}:${one.instance_id}`] =
          `${zone.name} &ndash; ${own}`;
      }
  }
  return choices;
}

function pageOf(id: string, { newerFields }: Profile): string {
  return newerFields ? `path=/offline/${id}` : `section=${id}`;
}

const inPath: RestArg = { type: 'string', validate: 'late' };

/** `…/payment_gateways` in wc/v2 and v3. */
export function paymentGatewayRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const { data, profile } = shop;
  const wc = new Namespace(version, profile);
  // What nobody has sorted comes last.
  const placeOf = ({ id }: Gateway) => data.gateways.get(id)?.order ?? Number.POSITIVE_INFINITY;
  const inOrder = () =>
    gateways.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
  const find = (id: string | undefined) => gateways.find(one => one.id === id);
  const noGateway = () =>
    wpError('woocommerce_rest_payment_gateway_invalid', 'Resource does not exist.', 404);
  const show = (view: View, gateway: Gateway) => {
    const { id, title, description } = gateway;
    const changed = data.gateways.get(id);
    const name = changed?.title ?? title;
    const record = {
      id,
      title: name,
      description: changed?.description ?? '',
      // There is none until somebody sorts them.
      order: changed?.order ?? '',
      enabled: changed?.enabled ?? false,
      method_title: title,
      method_description: description,
      ...(version === 3 ? { method_supports: ['products'] } : {}),
      settings: Object.fromEntries(
        fieldsOf(shop, gateway).map(one => [
          one.id,
          showSettingsField(one, one.id === 'title' ? name : changed?.settings?.[one.id]),
        ]),
      ),
      needs_setup: false,
      post_install_scripts: [],
      settings_url: shopUrl(view, `/wp-admin/admin.php?page=wc-settings&tab=checkout&${pageOf(id, profile)}`),
      connection_url: null,
      setup_help_text: null,
      required_settings_keys: [],
    };
    return withLinks(view, 'payment_gateways', id, record, ['GET', ...changing]);
  };
  return [
    wc.route('payment_gateways', [
      wc.list('payment_gateways', view => inOrder().map(gateway => show(view, gateway)), { totals: true }),
    ]),
    wc.route('payment_gateways/(?P<id>[\\w-]+)', [
      wc.one(
        ['GET'],
        'payment_gateways',
        'view',
        ({ urlParams }, view) => {
          const gateway = find(urlParams.get('id'));
          return gateway ? { data: show(view, gateway) } : noGateway();
        },
        { id: inPath, context: contextArg },
      ),
      wc.one(
        changing,
        'payment_gateways',
        'edit',
        ({ urlParams, params }, view) => {
          const gateway = find(urlParams.get('id'));
          if (!gateway) return noGateway();
          const settings = asObject(params.get('settings'));
          if (fieldsOf(shop, gateway).some(one => isWrongSetting(one, settings[one.id])))
            return wrongSetting();
          const before = data.gateways.get(gateway.id) ?? {};
          data.gateways.set(gateway.id, {
            ...before,
            settings: { ...before.settings, ...settings },
            ...(typeof settings.title === 'string' ? { title: settings.title } : {}),
            ...(params.has('title') ? { title: asText(params.get('title')) } : {}),
            ...(params.has('description') ? { description: asText(params.get('description')) } : {}),
            ...(params.has('order') ? { order: asInteger(params.get('order')) } : {}),
            ...(params.has('enabled') ? { enabled: asBoolean(params.get('enabled')) } : {}),
          });
          return { data: show(view, gateway) };
        },
        {
          id: inPath,
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
