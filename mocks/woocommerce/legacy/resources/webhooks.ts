import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { LegacyError } from '../error.ts';
import { formatDate, onlyFields } from '../format.ts';
import { paginationHeaders } from '../pagination.ts';
import { defaultLimit } from '../query.ts';
import { absint } from '../request.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { cannotCount } from './collection.ts';
import { notSimulated } from './not-simulated.ts';

/** Webhooks, v2 and v3; they can be read here, and not written. */
export const webhookRoutes: readonly LegacyRoute[] = [
  {
    path: '/webhooks',
    handlers: [
      { verbs: readable, run: listWebhooks },
      { verbs: creatable, acceptsData: true, run: notSimulated },
    ],
  },
  {
    path: '/webhooks/count',
    handlers: [
      {
        verbs: readable,
        run: call => (canManage(call) ? { count: call.shop.data.webhooks.size } : cannotCount('webhooks')),
      },
    ],
  },
  {
    path: '/webhooks/<id>',
    handlers: [
      { verbs: readable, run: readWebhook },
      { verbs: editable, acceptsData: true, run: notSimulated },
      { verbs: deletable, run: notSimulated },
    ],
  },
  { path: '/webhooks/<webhook_id>/deliveries', handlers: [{ verbs: readable, run: notSimulated }] },
  { path: '/webhooks/<webhook_id>/deliveries/<id>', handlers: [{ verbs: readable, run: notSimulated }] },
];

function canManage({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'manage_woocommerce');
}

function listWebhooks(call: LegacyCall): LegacyResult {
  const { webhooks } = call.shop.data;
  const page = absint(call.arg('page') ?? '1') || 1;
  const ids = canManage(call) ? webhooks.ids((page - 1) * defaultLimit, defaultLimit, 'desc') : [];
  call.headers.push(
    ...paginationHeaders(call.request, {
      page,
      total: webhooks.size,
      pages: Math.ceil(webhooks.size / defaultLimit),
      isSingle: webhooks.size <= 1,
    }),
  );
  return { webhooks: ids.map(id => record(call, id)) };
}

function readWebhook(call: LegacyCall): LegacyResult {
  const id = absint(call.arg('id'));
  if (!call.shop.data.webhooks.has(id)) {
    return new LegacyError(
      'woocommerce_api_no_webhook_found',
      `No webhook found with the ID equal to ${id}`,
      404,
    );
  }
  if (canManage(call)) return { webhook: record(call, id) };
  return new LegacyError(
    'woocommerce_api_user_cannot_read_webhook',
    'You do not have permission to read this webhook',
    401,
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
      hooks: [],
      delivery_url: webhook.delivery_url,
      created_at: formatDate(webhook.date_created),
      updated_at: formatDate(webhook.date_modified),
    },
    call.text('fields'),
  );
}
