import type { OutboundRequest } from '../../wordpress/http/outbound.ts';

/**
 * What a webhook has sent: a delivery, or the ping that goes to a new URL before the first. The signature in its
 * header fields is as it was sent; whoever writes it masks it.
 *
 * @example
 * ```ts
 * import { createStore, type Delivery } from 'latchkey';
 *
 * const line = ({ kind, topic, status, error }: Delivery) => `${kind} ${topic}: ${status ?? error}`;
 * const store = await createStore();
 * console.log(store.deliveries().map(line));
 * ```
 */
export interface Delivery {
  /** The store's clock when it was sent, Unix seconds. */
  readonly at: number;
  readonly kind: 'ping' | 'delivery';
  readonly webhookId: number;
  /** `order.created`; of a ping the topic that the webhook listens to. */
  readonly topic: string;
  /** The id of the order, product, customer or coupon; of a ping the webhook's own. */
  readonly resourceId: number;
  /** What was sent; undefined where WordPress refuses to ask that URL. */
  readonly request: OutboundRequest | undefined;
  /** The status of the answer; undefined where none came. */
  readonly status?: number;
  /** Why no answer came: `cURL error 7: Failed to connect to …`. */
  readonly error?: string;
}

/** What a webhook is to deliver. */
export interface DeliveryRequest {
  /** `order.created`: to every active webhook of this topic. May be left out where a webhook is named. */
  readonly topic?: string;
  /** The id of the order, product, customer or coupon. */
  readonly id: number;
  /** The id of the one webhook that is to deliver it, active or not. */
  readonly webhook?: number;
  /** `wrong` signs with a secret that is not the webhook's: a receiver has to refuse it. */
  readonly signature?: 'right' | 'wrong';
}
