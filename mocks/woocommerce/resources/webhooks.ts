import { Buffer } from 'node:buffer';
import type { Webhook } from '../../data/others.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { dateText } from '../../wordpress/formatting/dates.ts';
import type { RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { hooksOf, isTopic, partsOf } from '../webhooks/topics.ts';
import { type Args, absoluteInteger, contextArg, idList, pageArgs } from './collection-args.ts';
import { crudRoutes } from './crud.ts';
import { Namespace, permitManager } from './managed.ts';
import { Rendered } from './rendered.ts';
import { editOnly, field, type ItemSchema, readonlyField } from './schema.ts';
import { idTests, type Params, searched, select, type Test } from './selection.ts';
import { asText } from './values.ts';
import { links, type RecordObject, type Version, type View } from './view.ts';

const statuses = ['active', 'paused', 'disabled'];

const schema: ItemSchema = {
  title: 'webhook',
  properties: {
    id: readonlyField('integer'),
    name: field('string'),
    status: field('string', { default: 'active', enum: statuses }),
    topic: field('string'),
    resource: readonlyField('string'),
    event: readonlyField('string'),
    hooks: readonlyField('array', { items: { type: 'string' } }),
    delivery_url: readonlyField('string', { format: 'uri' }),
    secret: field('string', { context: editOnly }),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    date_modified: readonlyField('date-time'),
    date_modified_gmt: readonlyField('date-time'),
  },
};

const listArgs: Args = {
  ...pageArgs,
  after: { type: 'string', format: 'date-time', required: false },
  before: { type: 'string', format: 'date-time', required: false },
  exclude: idList,
  include: idList,
  offset: absoluteInteger,
  order: { type: 'string', default: 'desc', enum: ['asc', 'desc'], required: false },
  orderby: { type: 'string', default: 'date', enum: ['date', 'id', 'title'], required: false },
  status: { type: 'string', default: 'all', enum: ['all', ...statuses], required: false },
};

/** `…/webhooks`, and what was delivered of each: nothing is kept of it since WooCommerce 3.3. */
export function webhookRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const wc = new Namespace(version, profile);
  return [
    ...crudRoutes<Webhook>({
      version,
      profile,
      pattern: 'webhooks',
      base: () => 'webhooks',
      schema,
      existing: 'shop_webhook',
      existingCode: 'shop_webhook',
      createArgs: {
        topic: { type: 'string', required: true },
        delivery_url: { type: 'string', required: true },
      },
      rendered: new Rendered(data.webhooks, showWebhook),
      listArgs,
      hasBatch: true,
      canChange: true,
      permit: (request, action) => permitManager(request, 'webhooks', action),
      // absint(): a batch asks for -1, and gets 1.
      find: id => data.webhooks.get(Math.abs(id)),
      // Read, it is 400 until 8.2 (missing.v2.020); changed, it always is (missing.230); deleted, it never is.
      missing: action =>
        action === 'delete'
          ? wpError('woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.', 404)
          : wpError(
              'woocommerce_rest_shop_webhook_invalid_id',
              'ID is invalid.',
              action === 'view' && profile.missingIsNotFound ? 404 : 400,
            ),
      list: params => {
        const tests: Test<Webhook>[] = idTests(params);
        // MySQL is asked for the time in a form of its own, and takes that of the API for none.
        if (params.has('after') || params.has('before')) tests.push(() => false);
        const status = asText(params.get('status'), 'all');
        if (status !== 'all') tests.push(webhook => webhook.status === status);
        const search = searched(params);
        if (search !== undefined) tests.push(webhook => webhook.name.toLowerCase().includes(search));
        // An offset is passed over, and of those made in the same second the older ones come first.
        const asked = new Map([...params].filter(([name]) => name !== 'offset'));
        const isDown = params.get('order') !== 'asc';
        const ofSecond = (one: Webhook) => [one.date_created, isDown ? -one.id : one.id];
        return select(data.webhooks, asked, tests, { title: 'name', date: ofSecond });
      },
      // With one to a page WooCommerce takes a list for one page, however long it is (basic.ok.021).
      pages: (total, perPage) => (perPage > 1 ? Math.ceil(total / perPage) : 1),
      create: (params, request) => create(shop, version, params, request),
      change: async (webhook, params, request) => {
        const changed = changedWebhook(webhook, params, request.context.site.now());
        return isWpError(changed) ? changed : data.webhooks.replace(changed);
      },
      withoutTrash: 'Webhooks',
      remove: async webhook => {
        data.webhooks.remove(webhook.id);
        return webhook;
      },
    }),
    ...(version === 3
      ? []
      : [
          wc.route('webhooks/(?P<webhook_id>[\\d]+)/deliveries', [
            wc.one(['GET'], 'webhooks', 'list', ({ urlParams }) =>
              data.webhooks.has(Number(urlParams.get('webhook_id'))) ? { data: [] } : noWebhook(),
            ),
          ]),
          wc.route('webhooks/(?P<webhook_id>[\\d]+)/deliveries/(?P<id>[\\d]+)', [
            wc.one(
              ['GET'],
              'webhooks',
              'view',
              ({ urlParams }) =>
                data.webhooks.has(Number(urlParams.get('webhook_id')))
                  ? wpError('woocommerce_rest_invalid_id', 'Invalid resource ID.', 404)
                  : noWebhook(),
              { context: contextArg },
            ),
          ]),
        ]),
  ];
}

function noWebhook(): WpError {
  return wpError('woocommerce_rest_webhook_invalid_id', 'Invalid webhook ID.', 404);
}

async function create(
  shop: Shop,
  version: Version,
  params: Params,
  request: RestRequest,
): Promise<Webhook | WpError> {
  const { site } = request.context;
  const now = site.now();
  const id = shop.data.nextIdIn('webhooks');
  const empty: Webhook = {
    id,
    date_created: now,
    date_modified: now,
    name: '',
    status: 'active',
    topic: '',
    delivery_url: '',
    secret: '',
    api_version: version,
    user_id: request.context.userId,
    failure_count: 0,
    pending_delivery: true,
  };
  const webhook = changedWebhook(empty, params, now, 'Webhook topic is required and must be valid.');
  if (isWpError(webhook)) return webhook;
  // Whatever status was sent: a new webhook is active. It has not been changed yet.
  return shop.data.webhooks.add({
    ...webhook,
    name: webhook.name || webhookNameAt(now),
    status: 'active',
    // WooCommerce makes one up where none was sent.
    secret: webhook.secret || Buffer.from(site.randomBytes(25)).toString('hex'),
    date_modified: null,
  });
}

/** `Webhook created on Nov 28, 2026 @ 06:48 PM`. */
export function webhookNameAt(now: number): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(now * 1000);
  const day = format({ month: 'short', day: '2-digit', year: 'numeric' });
  return `Webhook created on ${day} @ ${format({ hour: '2-digit', minute: '2-digit' }).replace(/\s/, ' ')}`;
}

function changedWebhook(
  before: Webhook,
  params: Params,
  now: number,
  wrongTopic = 'Webhook topic must be valid.',
): Webhook | WpError {
  const webhook = {
    ...before,
    date_modified: now,
    name: asText(params.get('name'), before.name),
    status: asText(params.get('status'), before.status),
    // What is empty is passed over.
    topic: asText(params.get('topic')) || before.topic,
    delivery_url: asText(params.get('delivery_url'), before.delivery_url),
    secret: asText(params.get('secret'), before.secret),
  };
  // A new URL is pinged, unless the webhook sleeps: then it never is.
  webhook.pending_delivery ||= webhook.status === 'active' && webhook.delivery_url !== before.delivery_url;
  if (!isTopic(webhook.topic)) {
    return wpError('woocommerce_rest_shop_webhook_invalid_topic', wrongTopic, 400);
  }
  if (!/^https?:\/\//.test(webhook.delivery_url)) {
    const message = 'Webhook delivery URL must be a valid URL starting with http:// or https://.';
    return wpError('woocommerce_rest_shop_webhook_invalid_delivery_url', message, 400);
  }
  return webhook;
}

function showWebhook(webhook: Webhook, view: View): RecordObject {
  const { resource, event } = partsOf(webhook.topic);
  const created = dateText(webhook.date_created);
  const modified = dateText(webhook.date_modified);
  const gmt = (name: string, value: string | null) => (view.version === 1 ? {} : { [name]: value });
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource,
    event,
    hooks: hooksOf(webhook.topic, view.profile),
    delivery_url: webhook.delivery_url,
    date_created: created,
    ...gmt('date_created_gmt', created),
    date_modified: modified,
    ...gmt('date_modified_gmt', modified),
    _links: links(view, 'webhooks', webhook.id),
  };
}
