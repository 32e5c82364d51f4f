/** @woocommerce/woocommerce-rest-api, as its README shows it. */
import { createRequire } from 'node:module';
import { asText, drive } from './driver.mjs';

const WooCommerceRestApi = createRequire(import.meta.url)('@woocommerce/woocommerce-rest-api').default;

await drive(async order => {
  const api = new WooCommerceRestApi({
    url: order.portApart ? order.store.replace(/:\d+/, '') : order.store,
    ...(order.portApart && { port: new URL(order.store).port }),
    consumerKey: order.key,
    consumerSecret: order.secret,
    version: 'wc/v3',
    queryStringAuth: order.mode === 'credentials in the query',
  });
  // It has no form bodies; a list is given as a list, or written into the endpoint.
  const endpoint = order.lists === 'bare' ? `${order.path}?${order.literalQuery}` : order.path;
  const params = order.lists === 'bare' ? {} : order.query;
  try {
    const answer =
      order.method === 'GET'
        ? await api.get(endpoint, params)
        : await api[order.method.toLowerCase()](endpoint, order.json, params);
    return { status: answer.status, body: asText(answer.data) };
  } catch (error) {
    if (!error.response) throw error;
    return { status: error.response.status, body: asText(error.response.data) };
  }
});
