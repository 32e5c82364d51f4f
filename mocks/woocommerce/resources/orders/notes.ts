import type { OrderNote } from '../../../data/others.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import type { RestRoute } from '../../../wordpress/rest/route.ts';
import type { Shop } from '../../shop.ts';
import { contextArg } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import { permitPost } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { field, type ItemSchema, readonlyField, withoutProperties } from '../schema.ts';
import type { Params } from '../selection.ts';
import { asBoolean, asInteger, asText } from '../values.ts';
import { links, type RecordObject, routeUrl, type Version, type View } from '../view.ts';

const schema: ItemSchema = {
  title: 'order_note',
  properties: {
    id: readonlyField('integer'),
    author: readonlyField('string'),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    note: field('string'),
    customer_note: field('boolean', { default: false }),
    added_by_user: field('boolean', { default: false }),
  },
};

/** `…/orders/22/notes`. */
export function orderNoteRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const orderOf = (params: Params) => asInteger(params.get('order_id'));
  return crudRoutes<OrderNote>({
    version,
    profile,
    pattern: 'orders/(?P<order_id>[\\d]+)/notes',
    base: params => `orders/${orderOf(params)}/notes`,
    schema: version === 3 ? schema : withoutProperties(schema, 'added_by_user'),
    createArgs: { note: { type: 'string', required: true } },
    rendered: new Rendered(data.orderNotes, showNote),
    listArgs: {
      context: contextArg,
      ...(version > 1 && {
        type: { default: 'any', type: 'string', enum: ['any', 'customer', 'internal'], required: false },
      }),
    },
    idFirst: true,
    hasBatch: false,
    canChange: false,
    permit: (request, action) => {
      const order = data.orders.has(Number(request.urlParams.get('order_id')));
      const exists = action === 'list' || action === 'create' || order ? undefined : false;
      return permitPost(request, 'shop_order', action, exists);
    },
    // The list has a code of its own (missing.013, missing.025).
    checkBase: (params, action) =>
      data.orders.has(orderOf(params)) ? undefined : noOrder(action === 'list' ? 'shop_order' : 'order'),
    find: (id, params) => {
      const note = data.orderNotes.get(id);
      return note?.order_id === orderOf(params) ? note : undefined;
    },
    missing: () => wpError('woocommerce_rest_invalid_id', 'Invalid resource ID.', 404),
    list: params => {
      const type = version === 1 ? 'any' : asText(params.get('type'), 'any');
      const isAsked = (note: OrderNote) => type === 'any' || note.customer_note === (type === 'customer');
      // The newest second first, and within it as they came.
      const found = data.orderNotes.having('order_id', orderOf(params)).filter(isAsked);
      found.sort((a, b) => b.date_created - a.date_created);
      return { ids: found.map(note => note.id), total: found.length };
    },
    hidesTotals: true,
    create: async (params, request) => {
      const user = request.context.site.users.get(request.context.userId);
      const byUser = asBoolean(params.get('added_by_user'));
      return data.orderNotes.add({
        id: data.nextId(),
        date_created: request.context.site.now(),
        order_id: orderOf(params),
        author: byUser ? (user?.login ?? '') : 'WooCommerce',
        note: asText(params.get('note')),
        customer_note: asBoolean(params.get('customer_note')),
        is_trashed: false,
      });
    },
    change: async note => note,
    // In the words of the class it was copied from.
    withoutTrash: 'Webhooks',
    remove: async note => {
      data.orderNotes.remove(note.id);
      return note;
    },
  });
}

/** The list has another code than a note (missing.013, missing.025 of the recorded rights). */
function noOrder(type: 'order' | 'shop_order'): WpError {
  return wpError(`woocommerce_rest_${type}_invalid_id`, 'Invalid order ID.', 404);
}

function showNote(note: OrderNote, view: View): RecordObject {
  const created = dateText(note.date_created);
  const base = `orders/${note.order_id}`;
  return {
    id: note.id,
    ...(view.version === 3 ? { author: note.author } : {}),
    date_created: created,
    ...(view.version === 1 ? {} : { date_created_gmt: created }),
    note: note.note,
    customer_note: note.customer_note,
    _links: links(view, `${base}/notes`, note.id, { up: [{ href: routeUrl(view, base) }] }, [
      'GET',
      'DELETE',
    ]),
  };
}
