import { type Meta, meta } from './address.ts';
import { type LineItem, lineItem, type OtherLine, otherLine } from './order.ts';
import { flag, integer, listOf, named, number, objectOf, orNull, recordSchema, text } from './schema.ts';
import type { Entry } from './table.ts';

/** A tax rate. */
export interface TaxRate extends Entry {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
  readonly postcodes: readonly string[];
  readonly cities: readonly string[];
  readonly rate: string;
  readonly name: string;
  readonly priority: number;
  readonly compound: boolean;
  readonly shipping: boolean;
  readonly order: number;
  readonly class: string;
}

export const taxRateSchema = recordSchema<TaxRate>({
  id: integer,
  date_created: integer,
  country: text,
  state: text,
  postcode: text,
  city: text,
  postcodes: listOf(text),
  cities: listOf(text),
  rate: text,
  name: text,
  priority: number,
  compound: flag,
  shipping: flag,
  order: number,
  class: text,
});

/** A webhook. Its secret is never shown. */
export interface Webhook extends Entry {
  readonly name: string;
  readonly status: string;
  readonly topic: string;
  readonly delivery_url: string;
  readonly secret: string;
  readonly date_modified: number | null;
  /** The version of the REST API in which payloads are made: that which made the webhook. */
  readonly api_version: number;
  /** Who made it: payloads show what this user may see. */
  readonly user_id: number;
  /** Deliveries in a row that failed. */
  readonly failure_count: number;
  /** No ping has been answered yet under this URL. */
  readonly pending_delivery: boolean;
}

export const webhookSchema = recordSchema<Webhook>({
  id: integer,
  date_created: integer,
  name: text,
  status: text,
  topic: text,
  delivery_url: text,
  secret: text,
  date_modified: orNull(integer),
  api_version: integer,
  user_id: integer,
  failure_count: integer,
  pending_delivery: flag,
});

/** A note on an order. */
export interface OrderNote extends Entry {
  readonly order_id: number;
  readonly author: string;
  readonly note: string;
  readonly customer_note: boolean;
  /** Whether its order lies in the trash: no list shows it then. */
  readonly is_trashed: boolean;
}

export const orderNoteSchema = recordSchema<OrderNote>({
  id: integer,
  date_created: integer,
  order_id: number,
  author: text,
  note: text,
  customer_note: flag,
  is_trashed: flag,
});

/** A refund of an order. */
export interface Refund extends Entry {
  readonly order_id: number;
  readonly amount: string;
  readonly reason: string;
  readonly refunded_by: number;
  readonly refunded_payment: boolean;
  readonly meta_data: readonly Meta[];
  /** What is paid back of the order's lines, below zero. */
  readonly line_items: readonly LineItem[];
  readonly shipping_lines: readonly OtherLine[];
  readonly fee_lines: readonly OtherLine[];
}

export const refundSchema = recordSchema<Refund>({
  id: integer,
  date_created: integer,
  order_id: number,
  amount: text,
  reason: text,
  refunded_by: number,
  refunded_payment: flag,
  meta_data: listOf(meta),
  line_items: listOf(lineItem),
  shipping_lines: listOf(otherLine),
  fee_lines: listOf(otherLine),
});

/** A review of a product. */
export interface Review extends Entry {
  readonly product_id: number;
  readonly status: string;
  readonly reviewer: string;
  readonly reviewer_email: string;
  readonly review: string;
  readonly rating: number;
  readonly verified: boolean;
}

export const reviewSchema = recordSchema<Review>({
  id: integer,
  date_created: integer,
  product_id: number,
  status: text,
  reviewer: text,
  reviewer_email: text,
  review: text,
  rating: number,
  verified: flag,
});

/** A shipping zone; the one with id 0 is everywhere that no other covers. */
export interface ShippingZone extends Entry {
  readonly name: string;
  readonly order: number;
  readonly locations: readonly { readonly code: string; readonly type: string }[];
  readonly methods: readonly ZoneMethod[];
}

/** A shipping method within a zone. */
export interface ZoneMethod {
  readonly instance_id: number;
  readonly method_id: string;
  readonly order: number;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

const zoneMethod = objectOf<ZoneMethod>({
  instance_id: number,
  method_id: text,
  order: number,
  enabled: flag,
  settings: named(text),
});

export const shippingZoneSchema = recordSchema<ShippingZone>({
  id: integer,
  date_created: integer,
  name: text,
  order: number,
  locations: listOf(objectOf({ code: text, type: text })),
  methods: listOf(zoneMethod),
});
