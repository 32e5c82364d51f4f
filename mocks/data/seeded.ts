/** When the recorded stores were set up: 2026-11-21T01:00:27Z. The seeded data is as old, whatever the clock. */
export const seededAt = 1795222827;

/** Ids of posts as the recordings show them: products 10 to 21, orders from 22 on, the coupon in between. */
export const firstProductId = 10;
export const firstOrderId = 22;
export const couponId = 37;
/** The product category `Uncategorized`, which WooCommerce makes when it is installed. */
export const uncategorizedId = 15;
