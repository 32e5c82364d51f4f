import { absint } from '../../../wordpress/absint.ts';
import { hooksOf } from '../../webhooks/topics.ts';
import { LegacyError } from '../error.ts';
import { formatDate, onlyFields } from '../format.ts';
import { type LegacyCall, type LegacyResult, type LegacyRoute, readable } from '../route.ts';
import { canManage, managedPage, managedRoutes } from './managed.ts';
import { notSimulated } from './not-simulated.ts';

/** Webhooks, v2 and v3. */
export const webhookRoutes: readonly LegacyRoute[] = [
  ...managedRoutes('webhooks', listWebhooks, call => call.shop.data.webhooks.size, readWebhook, {
    name: 'webhook',
    has: (call, id) => call.shop.data.webhooks.has(id),
    missing: noWebhook,
  }),
  { path: '/webhooks/<webhook_id>/deliveries', handlers: [{ verbs: readable, run: notSimulated }] },
  { path: '/webhooks/<webhook_id>/deliveries/<id>', handlers: [{ verbs: readable, run: notSimulated }] },
];

function listWebhooks(call: LegacyCall): LegacyResult {
  const ids = managedPage(call, call.shop.data.webhooks, 'desc', total => total <= 1);
  return { webhooks: ids.map(id => record(call, id)) };
}

function readWebhook(call: LegacyCall): LegacyResult {
  const id = absint(call.arg('id'));
  if (!call.shop.data.webhooks.has(id)) {
    return noWebhook(id);
  }
  if (canManage(call)) return { webhook: record(call, id) };
  return new LegacyError(
    'woocommerce_api_user_cannot_read_webhook',
    'You do not have permission to read this webhook',
    401,
  );
}

function noWebhook(id: number): LegacyError {
  return new LegacyError(
    'woocommerce_api_no_webhook_found',
    `No webhook found with the ID equal to ${id}`,
    404,
  );
}

function record(call: LegacyCall, id: number): object {
  const webhook = call.shop.data.webhooks.get(id);
  if (!webhook) return {};
  const [resource, event] = webhook.topic.split('.');
  return onlyFields(
    {
      id,
      name: webhook.name,
      status: webhook.status,
      topic: webhook.topic,
      resource,
      event,
      hooks: hooksOf(webhook.topic, call.shop.profile),
      delivery_url: webhook.delivery_url,
      created_at: formatDate(webhook.date_created),
      updated_at: formatDate(webhook.date_modified),
    },
    call.text('fields'),
  );
}
