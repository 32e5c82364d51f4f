import { type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestRequest, RestRoute } from '../../../wordpress/rest/route.ts';
import type { Shop } from '../../shop.ts';
import { changing, Namespace } from '../managed.ts';
import { field, type ItemSchema, publicSchema, readonlyField } from '../schema.ts';
import { asList, asObject, asText } from '../values.ts';
import { type RecordObject, routeUrl, type View } from '../view.ts';
import { type Setting, type SettingsGroup, settingsGroups, settingsOf } from './groups.ts';

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
const itself = { group, id: { type: 'string' } };

/** `…/settings` in wc/v2 and v3. Only what this store shows can be read and set. */
export function settingsRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const groups = settingsGroups(shop.profile);
  const find = (request: RestRequest): SettingsGroup | WpError => {
    const id = request.urlParams.get('group_id');
    return (
      groups.find(one => one.id === id) ??
      wpError('rest_setting_setting_group_invalid', 'Invalid setting group.', 404)
    );
  };
  const path = 'settings/(?P<group_id>[\\w-]+)';
  const schema = publicSchema(settingSchema);
  const routes: RestRoute[] = [
    wc.route(
      'settings',
      [wc.list('settings', view => groups.map(one => showGroup(one, view)))],
      publicSchema(groupSchema),
    ),
  ];
  if (version === 3) {
    routes.push(
      wc.route('settings/batch', [
        wc.one(changing, 'settings', 'change', ({ params }, view) => {
          const update = asList(params.get('update')).map(one => {
            const fields = asObject(one);
            return change(shop, asText(fields.group_id), asText(fields.id), fields.value, view);
          });
          return { data: { update } };
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
          (view, request) => {
            const found = find(request);
            return 'code' in found
              ? found
              : settingsOf(found.id).map(one => showSetting(shop, found.id, one, view));
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
        (request, view) => {
          const found = find(request);
          if ('code' in found) return found;
          const update = asList(request.params.get('update')).map(one => {
            const fields = asObject(one);
            return change(shop, found.id, asText(fields.id), fields.value, view);
          });
          return { data: { update } };
        },
        { group },
      ),
    ]),
    wc.route(
      `${path}/(?P<id>[\\w-]+)`,
      [
        wc.one(
          ['GET'],
          'settings',
          'list',
          (request, view) => {
            const found = find(request);
            if ('code' in found) return found;
            const setting = settingsOf(found.id).find(one => one.id === request.urlParams.get('id'));
            return setting ? { data: showSetting(shop, found.id, setting, view) } : noSetting();
          },
          itself,
        ),
        wc.one(
          changing,
          'settings',
          'change',
          (request, view) => {
            const found = find(request);
            if ('code' in found) return found;
            const id = request.urlParams.get('id') as string;
            const setting = settingsOf(found.id).find(one => one.id === id);
            if (!setting) return noSetting();
            const wrong = invalid(setting, request.params.get('value'));
            return wrong ?? { data: change(shop, found.id, id, request.params.get('value'), view) };
          },
          { ...itself, value: {} },
        ),
      ],
      schema,
    ),
  );
  return routes;
}

function noSetting(): WpError {
  return wpError('rest_setting_setting_invalid', 'Invalid setting.', 404);
}

function invalid(setting: Setting, value: unknown): WpError | undefined {
  const allowed =
    setting.type === 'checkbox' ? ['yes', 'no'] : setting.options && Object.keys(setting.options);
  if (value === undefined || allowed === undefined || allowed.includes(asText(value))) return undefined;
  return wpError('rest_setting_value_invalid', 'An invalid setting value was passed.', 400);
}

function change(shop: Shop, groupId: string, id: string, value: unknown, view: View): RecordObject {
  const setting = settingsOf(groupId).find(one => one.id === id);
  const wrong = setting ? invalid(setting, value) : noSetting();
  if (wrong || !setting) return { id, error: wrong };
  if (value !== undefined) shop.data.settings.set(`${groupId}/${id}`, value);
  return showSetting(shop, groupId, setting, view);
}

function showGroup({ id, label }: SettingsGroup, view: View): RecordObject {
  return {
    id,
    label,
    description: '',
    parent_id: id.startsWith('email_') ? 'email' : '',
    sub_groups: [],
    _links: { options: [{ href: routeUrl(view, `settings/${id}`) }] },
  };
}

function showSetting(shop: Shop, groupId: string, setting: Setting, view: View): RecordObject {
  return {
    id: setting.id,
    label: setting.label,
    description: '',
    type: setting.type,
    default: setting.default,
    ...(setting.options ? { options: setting.options } : {}),
    value: shop.data.settings.get(`${groupId}/${setting.id}`) ?? setting.default,
    ...(view.version === 3 ? { group_id: groupId } : {}),
    _links: {
      self: [{ href: routeUrl(view, `settings/${groupId}/${setting.id}`) }],
      collection: [{ href: routeUrl(view, `settings/${groupId}`) }],
    },
  };
}
