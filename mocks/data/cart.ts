import type { Address } from './address.ts';

/** What is bought of one thing. */
export interface CartLine {
  /** `WC_Cart::generate_cart_id()`. */
  readonly key: string;
  readonly product_id: number;
  readonly variation_id: number;
  /** What was chosen: `attribute_color` to `Red`. */
  readonly variation: readonly (readonly [name: string, value: string])[];
  readonly quantity: number;
}

/** A shopper's cart, as WooCommerce keeps it in the session. */
export interface Cart {
  readonly lines: readonly CartLine[];
  /** Codes of the coupons that are applied, in their order. */
  readonly coupons: readonly string[];
  /** The way of shipping that was chosen; '' for none. */
  readonly chosenRate: string;
  /** The ways that there were to choose from: where others are offered the choice is made anew. */
  readonly offeredRates: readonly string[];
  readonly billing: Address;
  readonly shipping: Address;
}
