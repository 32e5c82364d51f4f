import { Buffer } from 'node:buffer';
import type { Webhook } from '../../data/others.ts';
import { LatchkeyError } from '../../errors.ts';
import { encodeJson } from '../../wordpress/rest/json.ts';
import type { Site } from '../../wordpress/site.ts';
import type { Users } from '../../wordpress/users.ts';
import type { InternalAnswer } from '../../wordpress/wordpress.ts';
import type { Shop } from '../shop.ts';
import type { Delivery, DeliveryRequest } from './delivery.ts';
import { tellOfUsers, tellOfWrites } from './events.ts';
import { type Sent, sendDelivery, sendPing } from './sending.ts';
import { isTopic, legacyPayload, partsOf } from './topics.ts';

/** What webhooks need of the store around them. */
export interface WebhooksOptions {
  readonly shop: Pick<Shop, 'data' | 'profile'>;
  readonly site: () => Site;
  /** `rest_do_request()` of a GET: what a payload is made of. */
  readonly get: (userId: number, route: string) => Promise<InternalAnswer>;
  /** The same of the legacy API, for webhooks that it made. */
  readonly legacyGet: (userId: number, path: string) => Promise<InternalAnswer>;
  readonly onDelivery: (delivery: Delivery) => void;
}

interface Job {
  readonly webhookId: number;
  readonly kind: 'ping' | 'delivery';
  readonly topic: string;
  readonly resourceId: number;
}

/** The failure after the one that brings the count above this disables the webhook (`woocommerce_max_webhook_delivery_failures`). */
const failuresBorne = 5;

/** The same length as a secret of WooCommerce's own, and nobody's. */
const wrongSecret = 'not the secret of this webhook'.padEnd(50, '.');

/**
 * The webhooks of a store: what happens is collected while it is written, and sent when the answer is on its way, one
 * after the other, as WooCommerce's queue of scheduled actions does it.
 */
export class Webhooks {
  readonly #options: WebhooksOptions;
  /** What has happened in the write that is under way: a topic and an id are told once. */
  #told = new Map<string, Pick<Job, 'topic' | 'resourceId'>>();
  readonly #queue: Job[] = [];
  /** Ends what is under way, for a reset and at the end. */
  #ending = new AbortController();
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: WebhooksOptions) {
    this.#options = options;
    const { data } = options.shop;
    tellOfWrites(options.shop, (topic, id) => this.#tell(topic, id));
    // An active webhook that nobody has answered is pinged whenever it is saved.
    data.webhooks.onChange((change, id) => {
      const webhook = change === 'removed' ? undefined : data.webhooks.get(id);
      if (webhook?.status === 'active' && webhook.pending_delivery) {
        this.#enqueue({ webhookId: id, kind: 'ping', topic: webhook.topic, resourceId: id });
      }
    });
    data.onWritten(() => this.flush());
  }

  /** Follows the site's users; anew after a reset, which makes new ones. */
  follow(users: Users): void {
    tellOfUsers(users, (topic, id) => this.#tell(topic, id));
  }

  /** Files what has happened since the last time with the webhooks that listen to it; the newest webhook comes first. */
  flush(): void {
    if (this.#told.size === 0) return;
    const told = [...this.#told.values()];
    this.#told.clear();
    const active = this.#active();
    for (const { topic, resourceId } of told) {
      for (const webhook of active) {
        if (webhook.topic !== topic) continue;
        this.#enqueue({ webhookId: webhook.id, kind: 'delivery', topic, resourceId });
      }
    }
  }

  /** Settles when all that was filed has been sent. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /**
   * Sends one now, whatever has happened.
   *
   * @throws {LatchkeyError} LATCHKEY_WEBHOOK where no webhook listens, or there is nothing to send.
   */
  async deliver({ topic, id, webhook: webhookId, signature }: DeliveryRequest): Promise<readonly Delivery[]> {
    const deliveries: Delivery[] = [];
    for (const webhook of this.#chosen(topic, webhookId)) {
      const job: Job = {
        webhookId: webhook.id,
        kind: 'delivery',
        topic: topic ?? webhook.topic,
        resourceId: id,
      };
      const payload = await this.#payload(webhook, job);
      if (payload.status !== 200) {
        throw new LatchkeyError('LATCHKEY_WEBHOOK', {
          where: `${job.topic} of ${id}`,
          what: `there is no payload, the store answers ${payload.status}`,
          expected: 'the id of something that is there',
        });
      }
      const delivery = await this.#deliver(job, webhook, payload.body, signature === 'wrong');
      if (delivery) deliveries.push(delivery);
    }
    return deliveries;
  }

  #chosen(topic: string | undefined, webhookId: number | undefined): readonly Webhook[] {
    const webhook = webhookId === undefined ? undefined : this.#options.shop.data.webhooks.get(webhookId);
    const wanted = topic ?? webhook?.topic;
    if (wanted !== undefined && (!isTopic(wanted) || partsOf(wanted).resource === 'action')) {
      throw new LatchkeyError('LATCHKEY_WEBHOOK', {
        where: `topic ${JSON.stringify(wanted)}`,
        expected: 'an event of an order, a product, a customer or a coupon: order.created',
      });
    }
    const chosen =
      webhookId === undefined ? this.#active().filter(one => one.topic === topic) : webhook ? [webhook] : [];
    if (chosen.length > 0) return chosen;
    throw new LatchkeyError('LATCHKEY_WEBHOOK', {
      where: webhookId === undefined ? `topic ${JSON.stringify(topic)}` : `webhook ${webhookId}`,
      what: webhookId === undefined ? 'no active webhook listens to it' : 'there is no such webhook',
    });
  }

  /** Forgets what has not been sent, and ends what is under way. */
  reset(): void {
    this.#told.clear();
    this.#queue.length = 0;
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  /** Takes nothing more, and gives what is filed this many milliseconds. */
  async close(patience: number): Promise<void> {
    this.#isClosed = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>(resolve => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([this.settled(), late]);
    clearTimeout(timer);
    this.reset();
    await this.settled();
  }

  #active(): Webhook[] {
    return [...this.#options.shop.data.webhooks]
      .filter(({ status }) => status === 'active')
      .sort((a, b) => b.id - a.id);
  }

  #tell(topic: string, resourceId: number): void {
    if (this.#options.shop.data.webhooks.size === 0) return;
    this.#told.set(`${topic} ${resourceId}`, { topic, resourceId });
  }

  #enqueue(job: Job): void {
    if (this.#isClosed) return;
    this.#queue.push(job);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Not before the answer that is being made has gone out: a timer comes behind all that waits for nothing else. */
  async #run(): Promise<void> {
    await new Promise<void>(resolve => {
      setTimeout(resolve, 0);
    });
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) await this.#do(job);
  }

  async #do(job: Job): Promise<void> {
    const webhook = this.#options.shop.data.webhooks.get(job.webhookId);
    if (!webhook) return;
    if (job.kind === 'ping') await this.#ping(job, webhook);
    else await this.#deliver(job, webhook, (await this.#payload(webhook, job)).body, false);
  }

  /** A ping that is answered 200 is not repeated; nothing comes of one that is not. */
  async #ping(job: Job, webhook: Webhook): Promise<void> {
    const { site, shop } = this.#options;
    const delivery = await this.#noted(job, signal =>
      sendPing(site(), shop.profile.woocommerce, webhook, signal),
    );
    if (delivery?.status !== 200) return;
    await this.#save(job.webhookId, before => ({ ...before, pending_delivery: false }));
  }

  /** Sends the payload, and counts what comes of it; that a wrong signature is refused is no failure. */
  async #deliver(
    job: Job,
    webhook: Webhook,
    body: Uint8Array,
    isForged: boolean,
  ): Promise<Delivery | undefined> {
    const { site, shop } = this.#options;
    const secret = isForged ? wrongSecret : webhook.secret;
    const delivery = await this.#noted(job, signal =>
      sendDelivery(site(), shop.profile.woocommerce, webhook, { topic: job.topic, body, secret }, signal),
    );
    if (delivery && !isForged)
      await this.#save(job.webhookId, before => counted(before, isSuccess(delivery.status)));
    return delivery;
  }

  /** What was sent, for the journal; undefined where a reset or the end came before an answer. */
  async #noted(job: Job, send: (signal: AbortSignal) => Promise<Sent>): Promise<Delivery | undefined> {
    const { signal } = this.#ending;
    const at = this.#options.site().now();
    const { request, result } = await send(signal);
    if (signal.aborted) return undefined;
    const { webhookId, kind, topic, resourceId } = job;
    const delivery = { at, kind, webhookId, topic, resourceId, request, ...result };
    this.#options.onDelivery(delivery);
    return delivery;
  }

  /** What is delivered: the resource as the REST API shows it to whoever made the webhook; of what is gone the id. */
  async #payload(
    { api_version, user_id }: Webhook,
    { topic, resourceId }: Job,
  ): Promise<{ readonly status: number; readonly body: Uint8Array }> {
    const { resource, event } = partsOf(topic);
    const { status, data } =
      event === 'deleted'
        ? { status: 200, data: { id: resourceId } }
        : api_version === legacyPayload
          ? await this.#options.legacyGet(user_id, `/${resource}s/${resourceId}`)
          : await this.#options.get(user_id, `/wc/v${api_version}/${resource}s/${resourceId}`);
    return { status, body: Buffer.from(encodeJson(data), 'latin1') };
  }

  /** Writes what has changed to the webhook as it now is: a client may have written to it in the meantime. */
  #save(id: number, change: (before: Webhook) => Webhook): Promise<void> {
    const { data } = this.#options.shop;
    return data.write(async () => {
      const before = data.webhooks.get(id);
      if (!before) return;
      await data.webhooks.replace({ ...change(before), date_modified: this.#options.site().now() });
    });
  }
}

/** A redirect is a success too, of those that are not followed. */
function isSuccess(status: number | undefined): boolean {
  return status !== undefined && ((status >= 200 && status < 300) || status === 301 || status === 302);
}

function counted(webhook: Webhook, isGood: boolean): Webhook {
  if (isGood) return { ...webhook, failure_count: 0 };
  return webhook.failure_count > failuresBorne
    ? { ...webhook, status: 'disabled' }
    : { ...webhook, failure_count: webhook.failure_count + 1 };
}
