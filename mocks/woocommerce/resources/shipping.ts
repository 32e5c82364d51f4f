import type { ShippingZone, ZoneMethod } from '../../data/others.ts';
import type { Term } from '../../data/term.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { listTotals } from '../../wordpress/rest/list-totals.ts';
import type { RestArg, RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import { parseList } from '../../wordpress/rest/schema/values.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Shop } from '../shop.ts';
import { lateArgs, viewContext } from './collection-args.ts';
import { changing, Namespace, withLinks } from './managed.ts';
import { isWrongSetting, showSettingsField, wrongSetting } from './settings-fields.ts';
import { methodFields } from './shipping-fields.ts';
import { asBoolean, asInteger, asList, asObject, asText } from './values.ts';
import { links, type RecordObject, routeUrl, type View } from './view.ts';
import { nameOfPlaces } from './zone-name.ts';

const methods = [
  ['flat_rate', 'Flat rate', 'Lets you charge a fixed rate for shipping.'],
  [
    'free_shipping',
    'Free shipping',
    'Free shipping is a special method which can be triggered with coupons and minimum spends.',
  ],
  [
    'local_pickup',
    'Local pickup',
    'Allow customers to pick up orders themselves. By default, when using local pickup store base taxes will apply regardless of customer address.',
  ],
] as const;

/** Of the checkout made of blocks; it belongs to no zone. */
const pickupLocation = [
  'pickup_location',
  'Local pickup',
  'Allow customers to choose a local pickup location during checkout.',
] as const;

/** `…/shipping_methods` in wc/v2 and v3. */
export function shippingMethodRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const known = versionAtLeast(shop.profile.woocommerce, '9.2') ? [...methods, pickupLocation] : methods;
  const show = (view: View, [id, title, description]: (typeof known)[number]) =>
    withLinks(view, 'shipping_methods', id, { id, title, description });
  return [
    wc.route('shipping_methods', [
      wc.list('shipping_methods', view => known.map(method => show(view, method)), {
        totals: true,
        args: { context: viewContext },
      }),
    ]),
    wc.route('shipping_methods/(?P<id>[\\w-]+)', [
      wc.one(
        ['GET'],
        'shipping_methods',
        'view',
        ({ urlParams }, view) => {
          const method = known.find(([id]) => id === urlParams.get('id'));
          return method
            ? { data: show(view, method) }
            : wpError('woocommerce_rest_shipping_method_invalid', 'Resource does not exist.', 404);
        },
        { id: { type: 'string' }, context: viewContext },
      ),
    ]),
  ];
}

const order = { type: 'integer', required: false };

/** `…/shipping/zones`, their places and their methods, in wc/v2 and v3. */
export function shippingZoneRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const { data, profile } = shop;
  const wc = new Namespace(version, profile);
  const zoneOf = (request: RestRequest, name: 'id' | 'zone_id'): ShippingZone | WpError =>
    data.shippingZones.get(Number(request.urlParams.get(name))) ?? noZone();
  const item = 'shipping/zones/(?P<id>[\\d]+)';
  return [
    wc.route('shipping/zones', [
      wc.list('settings', view => data.shippingZones.filter([]).map(zone => showZone(zone, view)), {
        totals: true,
        args: {},
      }),
      wc.one(
        ['POST'],
        'settings',
        'create',
        async ({ params, context }, view) => {
          const id = data.nextIdIn('zones');
          const empty = { id, date_created: context.site.now(), order: 0, locations: [], methods: [] };
          const name = asText(params.get('name')).trim() || nameOfPlaces([], view.profile);
          const zone = await data.shippingZones.add({
            ...empty,
            name,
            order: asInteger(params.get('order')),
          });
          const location = routeUrl(view, `shipping/zones/${id}`);
          return { status: 201, headers: [['Location', location]], data: showZone(zone, view) };
        },
        { ...lateArgs({ name: { type: 'string', required: true } }), order },
      ),
    ]),
    wc.route(item, [
      wc.one(
        ['GET'],
        'settings',
        'list',
        (request, view) => {
          const zone = zoneOf(request, 'id');
          return isWpError(zone) ? zone : { data: shownIn(request, zone, view) };
        },
        { id: { type: 'integer' } },
      ),
      wc.one(
        changing,
        'settings',
        'edit',
        async (request, view) => {
          const zone = zoneOf(request, 'id');
          if (isWpError(zone)) return zone;
          if (zone.id === 0) return cannotBeUpdated('shipping_zone_invalid_zone');
          const { params } = request;
          const changed = await data.shippingZones.replace({
            ...zone,
            name: asText(params.get('name'), zone.name).trim() || nameOfPlaces(zone.locations, view.profile),
            order: asInteger(params.get('order'), zone.order),
          });
          return { data: showZone(changed, view) };
        },
        { id: inPath, name: { type: 'string', required: false }, order },
      ),
      wc.one(
        ['DELETE'],
        'settings',
        'removal',
        (request, view) => {
          const zone = zoneOf(request, 'id');
          if (isWpError(zone)) return zone;
          if (request.params.get('force') !== true) {
            return wpError('rest_trash_not_supported', 'Shipping zones do not support trashing.', 501);
          }
          const before = showZone(zone, view);
          // The one for everywhere else is in no table from which it could go.
          if (zone.id !== 0) data.shippingZones.remove(zone.id);
          return { data: before };
        },
        { id: inPath, force: { default: false, type: 'boolean' } },
      ),
    ]),
    wc.route(`${item}/locations`, [
      wc.list(
        'settings',
        (view, request) => {
          const zone = zoneOf(request, 'id');
          return isWpError(zone) ? zone : showLocations(zone, view);
        },
        { totals: true, args: { id: { type: 'integer' } } },
      ),
      wc.one(
        changing,
        'settings',
        'edit',
        async (request, view) => {
          const zone = zoneOf(request, 'id');
          if (isWpError(zone)) return zone;
          if (zone.id === 0) return cannotBeUpdated('shipping_zone_locations_invalid_zone');
          const sent = [...request.params]
            .filter(([name]) => /^\d+$/.test(name))
            .map(([, value]) => asObject(value));
          const locations = sent
            .map(({ code, type }) => ({ code: asText(code), type: asText(type, 'country') }))
            .filter(({ code }) => code !== '')
            .filter(({ type }) => locationTypes.includes(type));
          const shown = showLocations(await data.shippingZones.replace({ ...zone, locations }), view);
          return { data: shown, headers: profile.fixedListTotals ? listTotals(shown.length) : [] };
        },
        {
          id: { type: 'integer' },
          code: { type: 'string', required: false },
          type: { type: 'string', enum: locationTypes, required: false },
        },
      ),
    ]),
    ...zoneMethodRoutes(shop, wc, zoneOf),
  ];
}

const locationTypes = ['postcode', 'state', 'country', 'continent'];

/** What a setting is described by: names that a method's own settings may have too. */
const settingProperties: Readonly<Record<string, RestArg>> = {
  ...Object.fromEntries(
    ['id', 'label', 'description', 'value', 'default', 'tip', 'placeholder'].map(name => [
      name,
      { type: 'string' },
    ]),
  ),
  type: {
    type: 'string',
    enum: 'text email number color password textarea select multiselect radio image_width checkbox class order'.split(
      ' ',
    ),
  },
};

const inPath: RestArg = { type: 'integer', validate: 'late' };

/** What a zone's method can be given. */
const changeArgs: Readonly<Record<string, RestArg>> = {
  order: { type: 'integer', required: false },
  enabled: { type: 'boolean', required: false },
  settings: { type: 'object', properties: settingProperties, required: false },
};

type ZoneOf = (request: RestRequest, name: 'id' | 'zone_id') => ShippingZone | WpError;

function zoneMethodRoutes(shop: Shop, wc: Namespace, zoneOf: ZoneOf): RestRoute[] {
  const { data } = shop;
  const classes = () => data.terms.filter([term => term.taxonomy === 'product_shipping_class']);
  const path = 'shipping/zones/(?P<zone_id>[\\d]+)/methods';
  const find = (request: RestRequest): readonly [ShippingZone, ZoneMethod] | WpError => {
    const zone = zoneOf(request, 'zone_id');
    if (isWpError(zone)) return zone;
    const method = zone.methods.find(one => one.instance_id === Number(request.urlParams.get('instance_id')));
    return method
      ? [zone, method]
      : wpError('woocommerce_rest_shipping_zone_method_invalid', 'Resource does not exist.', 404);
  };
  const keep = (zone: ShippingZone, changed: readonly ZoneMethod[]) =>
    data.shippingZones.replace({ ...zone, methods: changed });
  return [
    wc.route(path, [
      wc.list(
        'settings',
        (view, request) => {
          const zone = zoneOf(request, 'zone_id');
          return isWpError(zone)
            ? zone
            : zone.methods.map(method => showMethod(zone, method, view, classes()));
        },
        { totals: true, args: { zone_id: { type: 'integer' } } },
      ),
      wc.one(
        ['POST'],
        'settings',
        'create',
        async (request, view) => {
          const zone = zoneOf(request, 'zone_id');
          if (isWpError(zone)) return zone;
          const id = asText(request.params.get('method_id'));
          if (!methods.some(([one]) => one === id)) {
            return wpError('woocommerce_rest_shipping_zone_not_created', 'Resource cannot be created.', 500);
          }
          const method = changedMethod(
            {
              instance_id: data.nextIdIn('zone methods'),
              method_id: id,
              order: zone.methods.length + 1,
              enabled: true,
              settings: {},
            },
            request,
            classes(),
          );
          if (isWpError(method)) return method;
          await keep(zone, [...zone.methods, method]);
          return { data: showMethod(zone, method, view, classes()) };
        },
        { zone_id: inPath, ...changeArgs, method_id: { required: true } },
      ),
    ]),
    wc.route(`${path}/(?P<instance_id>[\\d]+)`, [
      wc.one(
        ['GET'],
        'settings',
        'list',
        (request, view) => {
          const found = find(request);
          return isWpError(found)
            ? found
            : { data: asItem(showMethod(...found, view, classes()), request.params) };
        },
        { zone_id: inPath, instance_id: inPath },
      ),
      wc.one(
        changing,
        'settings',
        'edit',
        async (request, view) => {
          const found = find(request);
          if (isWpError(found)) return found;
          const [zone, method] = found;
          const changed = changedMethod(method, request, classes());
          if (isWpError(changed)) return changed;
          await keep(
            zone,
            zone.methods.map(one => (one === method ? changed : one)),
          );
          return { data: showMethod(zone, changed, view, classes()) };
        },
        { zone_id: inPath, instance_id: inPath, ...changeArgs },
      ),
      wc.one(
        ['DELETE'],
        'settings',
        'removal',
        async (request, view) => {
          const found = find(request);
          if (isWpError(found)) return found;
          if (request.params.get('force') !== true) {
            return wpError('rest_trash_not_supported', 'Shipping methods do not support trashing.', 501);
          }
          const [zone, method] = found;
          await keep(
            zone,
            zone.methods.filter(one => one !== method),
          );
          return { data: showMethod(zone, method, view, classes()) };
        },
        { zone_id: inPath, instance_id: inPath, force: { default: false, type: 'boolean' } },
      ),
    ]),
  ];
}

/** The method with what was sent, or why it cannot be so. What it has no setting for is left out. */
function changedMethod(
  method: ZoneMethod,
  { params }: RestRequest,
  classes: readonly Term[],
): ZoneMethod | WpError {
  const fields = methodFields(method.method_id, '', classes);
  const sent = asObject(params.get('settings'));
  if (fields.some(one => isWrongSetting(one, sent[one.id]))) return wrongSetting();
  const settings = fields.filter(({ id }) => sent[id] !== undefined).map(({ id }) => [id, asText(sent[id])]);
  return {
    ...method,
    order: asInteger(params.get('order'), method.order),
    enabled: params.has('enabled') ? asBoolean(params.get('enabled')) : method.enabled,
    settings: { ...method.settings, ...Object.fromEntries(settings) },
  };
}

function cannotBeUpdated(code: string): WpError {
  const message = 'The "locations not covered by your other zones" zone cannot be updated.';
  return wpError(`woocommerce_rest_${code}`, message, 403);
}

function noZone(): WpError {
  return wpError('woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.', 404);
}

function showZone(zone: ShippingZone, view: View): RecordObject {
  return {
    id: zone.id,
    name: zone.name,
    order: zone.order,
    _links: links(view, 'shipping/zones', zone.id, {
      describedby: [{ href: routeUrl(view, `shipping/zones/${zone.id}/locations`) }],
    }),
  };
}

/** A context that there is not leaves nothing of a zone but its links, which do not know it any more. */
function shownIn({ params }: RestRequest, zone: ShippingZone, view: View): RecordObject {
  const context = asText(params.get('context'), 'view') || 'view';
  if (context === 'view' || context === 'edit') return showZone(zone, view);
  const base = routeUrl(view, 'shipping/zones');
  return {
    _links: {
      self: [{ href: `${base}/` }],
      collection: [{ href: base }],
      describedby: [{ href: `${base}//locations` }],
    },
  };
}

function showLocations(zone: ShippingZone, view: View): RecordObject[] {
  const base = `shipping/zones/${zone.id}`;
  return asList(zone.locations).map(location => ({
    ...asObject(location),
    _links: {
      collection: [{ href: routeUrl(view, `${base}/locations`) }],
      describes: [{ href: routeUrl(view, base) }],
    },
  }));
}

function showMethod(
  zone: ShippingZone,
  method: ZoneMethod,
  view: View,
  classes: readonly Term[],
): RecordObject {
  const [, title, description] = methods.find(([id]) => id === method.method_id) ?? methods[0];
  const settings = methodFields(method.method_id, title, classes).map(field => [
    field.id,
    showSettingsField(field, method.settings[field.id]),
  ]);
  const base = `shipping/zones/${zone.id}`;
  return {
    id: method.instance_id,
    instance_id: method.instance_id,
    title: method.settings.title ?? title,
    order: method.order,
    enabled: method.enabled,
    method_id: method.method_id,
    method_title: title,
    method_description: description,
    settings: Object.fromEntries(settings),
    _links: links(view, `${base}/methods`, method.instance_id, {
      describes: [{ href: routeUrl(view, base) }],
    }),
  };
}

/** A method is put together as an item of a list, whose links are a field like others. */
function asItem(record: RecordObject, params: ReadonlyMap<string, unknown>): RecordObject {
  const names = parseList(params.get('_fields') ?? '').map(name => String(name));
  if (names.length === 0 || names.some(name => /^_links(\.|$)/.test(name))) return record;
  const { _links, ...rest } = record;
  return rest;
}
