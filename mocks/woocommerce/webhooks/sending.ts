import type { Webhook } from '../../data/others.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { toBytes } from '../../wordpress/formatting/text.ts';
import type { Outbound, OutboundRequest } from '../../wordpress/http/outbound.ts';
import { type RemoteResult, safeRemotePost } from '../../wordpress/http/remote-post.ts';
import { homeUrl, type Site } from '../../wordpress/site.ts';
import { webhookSignature } from './signature.ts';
import { partsOf } from './topics.ts';

/** What was sent, and what came of it. */
export interface Sent {
  /** Undefined where WordPress refuses the URL. */
  readonly request: OutboundRequest | undefined;
  readonly result: RemoteResult;
}

/** What one delivery is made of. */
export interface Payload {
  readonly topic: string;
  readonly body: Uint8Array;
  /** The signature's secret: the webhook's, unless it is to be a wrong one. */
  readonly secret: string;
}

/** How long the receiver may take, in seconds. */
const timeoutSeconds = 60;

/** `WC_Webhook::deliver()`: the payload, signed. Redirects are not followed. */
export function sendDelivery(
  site: Site,
  woocommerce: string,
  webhook: Webhook,
  { topic, body, secret }: Payload,
  signal: AbortSignal,
): Promise<Sent> {
  const { resource, event } = partsOf(topic);
  // A hash of the webhook and the second: two deliveries of one second have the same.
  const id = site.sessions.hash('md5', `${webhook.id}${site.now()}`, 'auth');
  const fields = [
    ...['X-WC-Webhook-Source', homeUrl(site.home, '/')],
    ...['X-WC-Webhook-Topic', topic],
    ...['X-WC-Webhook-Resource', resource],
    ...['X-WC-Webhook-Event', event],
    ...['X-WC-Webhook-Signature', webhookSignature(body, secret)],
    ...['X-WC-Webhook-ID', String(webhook.id)],
    ...['X-WC-Webhook-Delivery-ID', id],
  ];
  return send(site, woocommerce, webhook, { contentType: 'application/json', fields, body }, signal);
}

/** `WC_Webhook::deliver_ping()`: a form with the webhook's id, unsigned. */
export function sendPing(
  site: Site,
  woocommerce: string,
  webhook: Webhook,
  signal: AbortSignal,
): Promise<Sent> {
  const body = new TextEncoder().encode(`webhook_id=${webhook.id}`);
  return send(site, woocommerce, webhook, { body }, signal);
}

async function send(
  site: Site,
  woocommerce: string,
  webhook: Webhook,
  request: { contentType?: string; fields?: readonly string[]; body: Uint8Array },
  signal: AbortSignal,
): Promise<Sent> {
  let noted: OutboundRequest | undefined;
  const outbound: Outbound = {
    policy: site.outbound.policy,
    resolve: host => site.outbound.resolve(host),
    send: one => {
      noted = one;
      return site.outbound.send(one);
    },
  };
  const result = await safeRemotePost(
    { ...site, outbound },
    site.home.scheme === 'https',
    escUrlRaw(toBytes(webhook.delivery_url)),
    {
      ...request,
      userAgent: `WooCommerce/${woocommerce} Hookshot (WordPress/${site.version})`,
      timeoutSeconds,
      redirects: 0,
      signal,
    },
  );
  return { request: noted, result };
}
