import { Buffer } from 'node:buffer';
import type { Webhook } from '../../../data/others.ts';
import { isEmpty } from '../../../php/compare.ts';
import { isArray, type PhpValue } from '../../../php/types.ts';
import { absint } from '../../../wordpress/absint.ts';
import { webhookNameAt } from '../../resources/webhooks.ts';
import { hooksOf, isTopic, legacyPayload } from '../../webhooks/topics.ts';
import { arrayOrFatal } from '../dispatch.ts';
import { LegacyError } from '../error.ts';
import { formatDate } from '../format.ts';
import { paginationHeaders } from '../pagination.ts';
import { defaultLimit, type Filter } from '../query.ts';
import { type LegacyCall, type LegacyResult, type LegacyRoute, readable } from '../route.ts';
import { bodyOf, clean } from './collection.ts';
import { canManage, managedCount, mayNot, refusedIn, writtenRoutes } from './managed.ts';

/** Webhooks, v2 and v3. */
export const webhookRoutes: readonly LegacyRoute[] = webhookRoutesInOrder();

function webhookRoutesInOrder(): readonly LegacyRoute[] {
  const [list, item] = writtenRoutes('/webhooks', {
    list: listWebhooks,
    read: call => {
      const webhook = allowed(call, call.arg('id'), 'read');
      return webhook instanceof LegacyError ? webhook : shown(call, webhook);
    },
    create: createWebhook,
    edit: editWebhook,
    remove: removeWebhook,
  }) as [LegacyRoute, LegacyRoute];
  return [
    list,
    managedCount('webhooks', 'webhooks', call => found(call).length),
    item,
    { path: '/webhooks/<webhook_id>/deliveries', handlers: [{ verbs: readable, run: deliveries }] },
    { path: '/webhooks/<webhook_id>/deliveries/<id>', handlers: [{ verbs: readable, run: delivery }] },
  ];
}

/** A status is asked for in vain: `merge_query_args()` knows none. */
function listWebhooks(call: LegacyCall): LegacyResult {
  const filter = filterOf(call);
  const all = found(call);
  const limit = isEmpty(filter.get('limit'))
    ? defaultLimit
    : Number.parseInt(textOf(filter, 'limit'), 10) || 0;
  const page = absint(call.arg('page') ?? '1');
  const offset = absint(filter.get('offset')) || (page > 1 ? (page - 1) * limit : 0);
  const total = all.length;
  const shownIds = limit < 0 ? all : all.slice(offset, offset + limit);
  const pages = limit > 1 ? Math.ceil(total / limit) : 1;
  call.headers.push(...paginationHeaders(call.request, { page, total, pages, isSingle: limit > total }));
  const hidden = mayNot('read', 'webhook', 'this webhook');
  return {
    webhooks: shownIds.map(webhook => (canManage(call) ? record(call, webhook) : refusedIn(hidden))),
  };
}

/** Those that a list or a count is about, in its order. */
function found(call: LegacyCall): Webhook[] {
  const filter = filterOf(call);
  const search = textOf(filter, 'q').toLowerCase();
  const include = isEmpty(filter.get('in'))
    ? undefined
    : textOf(filter, 'in')
        .split(',')
        .map(id => absint(id));
  const all = call.shop.data.webhooks
    .filter([])
    .filter(({ id, name }) => (!include || include.includes(id)) && name.toLowerCase().includes(search))
    .sort((a, b) => a.id - b.id);
  return textOf(filter, 'order').toUpperCase() === 'ASC' ? all : all.reverse();
}

function filterOf(call: LegacyCall): Filter {
  return arrayOrFatal(call.arg('filter'), 'filter');
}

function textOf(filter: Filter, name: string): string {
  const value = filter.get(name);
  return value === undefined || isArray(value) ? '' : value;
}

/** The webhook, or why it may not be had: that it is not there comes first. */
function allowed(
  call: LegacyCall,
  sent: PhpValue | undefined,
  doing: 'read' | 'edit' | 'delete',
): Webhook | LegacyError {
  const id = absint(sent);
  if (id === 0) return new LegacyError('woocommerce_api_invalid_webhook_id', 'Invalid shop_webhook ID', 404);
  const webhook = call.shop.data.webhooks.get(id);
  if (!webhook) return noWebhook(id);
  return canManage(call) ? webhook : mayNot(doing, 'webhook', 'this webhook');
}

async function createWebhook(call: LegacyCall): Promise<LegacyResult> {
  const sent = bodyOf(call.data, 'webhook', 'create');
  if (sent instanceof LegacyError) return sent;
  if (!canManage(call)) return mayNot('create', 'webhooks', 'webhooks.');
  const { site, userId } = call.request.context;
  const topic = clean(sent.topic);
  if (!isTopic(topic.toLowerCase())) return wrongTopic('Webhook topic is required and must be valid.');
  const url = clean(sent.delivery_url);
  if (!isUrl(url)) return wrongUrl();
  const { data } = call.shop;
  const now = site.now();
  const webhook: Webhook = {
    id: data.nextIdIn('webhooks'),
    date_created: now,
    date_modified: null,
    name: clean(sent.name) || webhookNameAt(now),
    status: 'active',
    topic,
    delivery_url: url,
    secret: clean(sent.secret) || Buffer.from(site.randomBytes(25)).toString('hex'),
    api_version: legacyPayload,
    user_id: userId,
    failure_count: 0,
    pending_delivery: true,
  };
  await data.webhooks.add(webhook);
  call.status = 201;
  return shown(call, webhook);
}

async function editWebhook(call: LegacyCall): Promise<LegacyResult> {
  const sent = bodyOf(call.data, 'webhook', 'edit');
  if (sent instanceof LegacyError) return sent;
  const before = allowed(call, call.arg('id'), 'edit');
  if (before instanceof LegacyError) return before;
  // What is empty is passed over.
  const topic = clean(sent.topic) || before.topic;
  if (!isTopic(topic.toLowerCase())) return wrongTopic('Webhook topic must be valid.');
  const url = clean(sent.delivery_url) || before.delivery_url;
  if (!isUrl(url)) return wrongUrl();
  const status = clean(sent.status) || before.status;
  const webhook: Webhook = {
    ...before,
    date_modified: call.request.context.site.now(),
    name: clean(sent.name) || before.name,
    // set_status(): what is none of them is `disabled`.
    status: ['active', 'paused', 'disabled'].includes(status) ? status : 'disabled',
    topic,
    delivery_url: url,
    secret: clean(sent.secret) || before.secret,
    pending_delivery: before.pending_delivery || url !== before.delivery_url,
  };
  await call.shop.data.webhooks.replace(webhook);
  return shown(call, webhook);
}

function removeWebhook(call: LegacyCall): LegacyResult {
  const webhook = allowed(call, call.arg('id'), 'delete');
  if (webhook instanceof LegacyError) return webhook;
  call.shop.data.webhooks.remove(webhook.id);
  return true;
}

/** Nothing is kept of what was delivered, since WooCommerce 3.3. */
function deliveries(call: LegacyCall): LegacyResult {
  const webhook = allowed(call, call.arg('webhook_id'), 'read');
  return webhook instanceof LegacyError ? webhook : { webhook_deliveries: [] };
}

function delivery(call: LegacyCall): LegacyResult {
  const webhook = allowed(call, call.arg('webhook_id'), 'read');
  if (webhook instanceof LegacyError) return webhook;
  const none = absint(call.arg('id')) === 0;
  return new LegacyError(
    'woocommerce_api_invalid_webhook_delivery_id',
    none ? 'Invalid webhook delivery ID.' : 'Invalid webhook delivery.',
    none ? 404 : 400,
  );
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

function wrongTopic(message: string): LegacyError {
  return new LegacyError('woocommerce_api_invalid_webhook_topic', message, 400);
}

function wrongUrl(): LegacyError {
  const message = 'Webhook delivery URL must be a valid URL starting with http:// or https://';
  return new LegacyError('woocommerce_api_invalid_webhook_delivery_url', message, 400);
}

function shown(call: LegacyCall, webhook: Webhook): object {
  return { webhook: record(call, webhook) };
}

function noWebhook(id: number): LegacyError {
  return new LegacyError(
    'woocommerce_api_no_webhook_found',
    `No webhook found with the ID equal to ${id}`,
    404,
  );
}

function record(call: LegacyCall, webhook: Webhook): object {
  const [resource, event] = webhook.topic.split('.');
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource,
    event,
    hooks: hooksOf(webhook.topic, call.shop.profile),
    delivery_url: webhook.delivery_url,
    created_at: formatDate(webhook.date_created),
    updated_at: formatDate(webhook.date_modified),
  };
}
