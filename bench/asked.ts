/** What every server of the bench is asked for, and as whom. */
import { builtInFixture, type Credentials } from '../src/index.ts';

export const ordersPath = '/wp-json/wc/v3/orders';

const key = builtInFixture().keys[0] as { consumer_key: string; consumer_secret: string };

/** Of a key of the built-in fixture, which are no secrets. */
export const credentials: Credentials = {
  consumerKey: key.consumer_key,
  consumerSecret: key.consumer_secret,
};
