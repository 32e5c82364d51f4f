import type { MeasuredSetting } from '../../../data/settings-table.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestArg, RestRequest, RestRoute } from '../../../wordpress/rest/route.ts';
import { orderStorage, ordersAreInTables } from '../../order-storage.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { changing, Namespace } from '../managed.ts';
import { field, type ItemSchema, publicSchema, readonlyField } from '../schema.ts';
import { wrongSetting } from '../settings-fields.ts';
import { asList, asObject, asText } from '../values.ts';
import { links, type RecordObject, routeUrl, type View } from '../view.ts';
import { type SettingsGroup, settingsGroups } from './groups.ts';
import { choicesOf, settingsOf } from './known.ts';

const groupSchema: ItemSchema = {
  title: 'setting_group',
  properties: {
    id: readonlyField('string'),
    label: readonlyField('string'),
    description: readonlyField('string'),
    parent_id: readonlyField('string'),
    sub_groups: readonlyField('string'),
  },
};
const settingSchema: ItemSchema = {
  title: 'setting',
  properties: {
    id: readonlyField('string'),
    label: readonlyField('string'),
    description: readonlyField('string'),
    value: field('mixed'),
    default: readonlyField('mixed'),
    tip: readonlyField('string'),
    placeholder: readonlyField('string'),
    type: readonlyField('string'),
    options: readonlyField('object'),
  },
};
const group = { type: 'string' };
const anyValue: RestArg = { type: ['null', 'object', 'string', 'number', 'boolean', 'integer', 'array'] };
const itself = { group, id: { type: 'string' } };

/** `…/settings` in wc/v2 and v3. Only what this store shows can be read and set. */
export function settingsRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const groups = settingsGroups(shop.profile);
  const find = (request: RestRequest): SettingsGroup | WpError => {
    const id = request.urlParams.get('group_id');
    return (
      // Listed, but there is nothing that could be integrated: it is told as none.
      groups.find(one => one.id === id && id !== 'integration') ??
      wpError('rest_setting_setting_group_invalid', 'Invalid setting group.', 404)
    );
  };
  const path = 'settings/(?P<group_id>[\\w-]+)';
  const schema = publicSchema(settingSchema);
  const routes: RestRoute[] = [
    wc.route(
      'settings',
      [wc.list('settings', view => groups.map(one => showGroup(one, view)), { args: {} })],
      publicSchema(groupSchema),
    ),
  ];
  if (version === 3) {
    routes.push(
      wc.route('settings/batch', [
        wc.one(changing, 'settings', 'change', async ({ params }, view) => {
          const update = asList(params.get('update')).map(one => {
            const fields = asObject(one);
            if (shop.profile.newerFields) return { id: asText(fields.id), error: notImplemented };
            return change(shop, asText(fields.group_id), asText(fields.id), fields.value, view);
          });
          return { data: { update: await Promise.all(update) } };
        }),
      ]),
    );
  }
  routes.push(
    wc.route(
      path,
      [
        wc.list(
          'settings',
          async (view, request) => {
            const found = find(request);
            if (isWpError(found)) return found;
            const settings = await settingsOf(shop.profile, found.id);
            return settings
              .filter(({ choices }) => version === 3 || choices !== 'pages')
              .map(one => showSetting(shop, found.id, one, view));
          },
          { args: { group } },
        ),
      ],
      schema,
    ),
    wc.route(`${path}/batch`, [
      wc.one(
        changing,
        'settings',
        'change',
        async (request, view) => {
          // A group that is not there is told with each item.
          const found = find(request);
          const update = asList(request.params.get('update')).map(one => {
            const fields = asObject(one);
            if (isWpError(found)) return { id: asText(fields.id), error: found };
            return change(shop, found.id, asText(fields.id), fields.value, view);
          });
          return { data: { update: await Promise.all(update) } };
        },
        { group, value: anyValue },
      ),
    ]),
    wc.route(
      `${path}/(?P<id>[\\w-]+)`,
      [
        wc.one(
          ['GET'],
          'settings',
          'list',
          async (request, view) => {
            const found = find(request);
            if (isWpError(found)) return found;
            const setting = await settingOf(shop, found.id, request.urlParams.get('id') as string);
            return setting ? { data: showItem(shop, found.id, setting, view) } : noSetting();
          },
          itself,
        ),
        wc.one(
          changing,
          'settings',
          'change',
          async (request, view) => {
            const found = find(request);
            if (isWpError(found)) return found;
            const setting = await settingOf(shop, found.id, request.urlParams.get('id') as string);
            if (!setting) return noSetting();
            const value = request.params.get('value');
            const wrong = invalid(setting, value, shop.profile);
            if (wrong) return wrong;
            store(shop, found.id, setting, value);
            return { data: showItem(shop, found.id, setting, view) };
          },
          { ...itself, value: anyValue },
        ),
      ],
      schema,
    ),
  );
  return routes;
}

/** Since 10.5 each item is asked for a permission that the groups' controller does not know of: nothing is changed. */
const notImplemented = wpError(
  'invalid-method',
  "Method 'WP_REST_Controller::update_item_permissions_check' not implemented. Must be overridden in subclass.",
  405,
);

function noSetting(): WpError {
  return wpError('rest_setting_setting_invalid', 'Invalid setting.', 404);
}

const texts = new Set(['text', 'textarea', 'email', 'number', 'password', 'color']);

function invalid(setting: MeasuredSetting, value: unknown, profile: Profile): WpError | undefined {
  // PHP finds true in any list of texts.
  if (setting.type === 'checkbox' && (isNothing(value) || value === true)) return undefined;
  if (texts.has(setting.type) && typeof value === 'object' && value !== null)
    throw new FatalError('stripslashes(): Argument #1 ($string) must be of type string, array given');
  if (setting.type === 'multiselect') return undefined;
  // PHP asks whether the choices have it for a key.
  if (setting.type === 'select' && typeof value === 'object' && value !== null)
    throw new FatalError('Illegal offset type in isset or empty');
  const allowed =
    setting.type === 'checkbox' ? ['yes', 'no'] : Object.keys(choicesOf(setting, profile) ?? {});
  if (allowed.length === 0 || allowed.includes(asText(value))) return undefined;
  return wrongSetting();
}

async function settingOf(
  { profile }: Shop,
  groupId: string,
  id: string,
): Promise<MeasuredSetting | undefined> {
  return (await settingsOf(profile, groupId)).find(one => one.id === id);
}

function store(shop: Shop, groupId: string, setting: MeasuredSetting, value: unknown): void {
  const key = `${groupId}/${setting.id}`;
  if (key === orderStorage && value !== undefined && (value === 'yes') !== ordersAreInTables(shop.data))
    mayMoveOrders(shop);
  // A box that is neither ticked nor not is as it was at first.
  if (setting.type === 'checkbox' && isNothing(value)) shop.data.settings.set(key, setting.default ?? 'no');
  else if (value !== undefined)
    shop.data.settings.set(key, typeof value === 'number' ? String(value) : value);
}

/** `CustomOrdersTableController::process_pre_update_option()`: not while there are orders that stand in one place alone. */
function mayMoveOrders({ data }: Shop): void {
  if (data.orders.size > 0)
    throw new FatalError(
      "The authoritative table for orders storage can't be changed while there are orders out of sync",
    );
}

/** PHP's `empty()`. */
function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return (
    value === undefined || value === null || value === '' || value === '0' || value === 0 || value === false
  );
}

/** One change of a batch, or why it was not made. */
async function change(
  shop: Shop,
  groupId: string,
  id: string,
  value: unknown,
  view: View,
): Promise<RecordObject> {
  const setting = await settingOf(shop, groupId, id);
  const wrong = setting ? invalid(setting, value, shop.profile) : noSetting();
  if (wrong || !setting) return { id, error: wrong };
  store(shop, groupId, setting, value);
  return showItem(shop, groupId, setting, view);
}

function showGroup({ id, label }: SettingsGroup, view: View): RecordObject {
  const groups = settingsGroups(view.profile).map(one => one.id);
  return {
    id,
    label,
    description: '',
    parent_id: id.startsWith('email_') ? 'email' : '',
    // The e-mails have a page each below that of all.
    sub_groups: id === 'email' ? groups.filter(one => one.startsWith('email_')) : [],
    _links: { options: [{ href: routeUrl(view, `settings/${id}`) }] },
  };
}

/** As a list of its group shows it. */
function showSetting(shop: Shop, groupId: string, setting: MeasuredSetting, view: View): RecordObject {
  const choices = choicesOf(setting, shop.profile);
  return {
    id: setting.id,
    label: setting.label,
    description: '',
    type: setting.type,
    ...('default' in setting ? { default: setting.default } : {}),
    ...(setting.hasTip ? { tip: '' } : {}),
    ...(choices ? { options: choices } : {}),
    value: shop.data.settings.get(`${groupId}/${setting.id}`) ?? setting.default ?? '',
    _links: links(view, `settings/${groupId}`, setting.id, {}, ['GET', ...changing]),
  };
}

/** As it is shown alone: wc/v3 names its group. */
function showItem(shop: Shop, groupId: string, setting: MeasuredSetting, view: View): RecordObject {
  const { _links, ...record } = showSetting(shop, groupId, setting, view);
  return { ...record, ...(view.version === 3 ? { group_id: groupId } : {}), _links };
}
