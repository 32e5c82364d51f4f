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

/** A webhook. Its secret is never shown. */
export interface Webhook extends Entry {
  readonly name: string;
  readonly status: string;
  readonly topic: string;
  readonly delivery_url: string;
  readonly secret: string;
  readonly date_modified: number;
}

/** A note on an order. */
export interface OrderNote extends Entry {
  readonly order_id: number;
  readonly author: string;
  readonly note: string;
  readonly customer_note: boolean;
}

/** A refund of an order. */
export interface Refund extends Entry {
  readonly order_id: number;
  readonly amount: string;
  readonly reason: string;
  readonly refunded_by: number;
  readonly refunded_payment: boolean;
}

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
