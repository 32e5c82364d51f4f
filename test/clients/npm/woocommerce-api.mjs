/** woocommerce-api, as its README shows it: parameters are written into the endpoint. */
import { createRequire } from 'node:module';
import { drive } from './driver.mjs';

const WooCommerceAPI = createRequire(import.meta.url)('woocommerce-api');

await drive(order => {
  const api = new WooCommerceAPI({
    url: order.portApart ? order.store.replace(/:\d+/, '') : order.store,
    ...(order.portApart && { port: new URL(order.store).port }),
    consumerKey: order.key,
    consumerSecret: order.secret,
    wpAPI: true,
    version: 'wc/v3',
    queryStringAuth: order.mode === 'credentials in the query',
  });
  const endpoint = order.literalQuery === '' ? order.path : `${order.path}?${order.literalQuery}`;
  return new Promise((resolve, reject) => {
    const answered = (error, answer, body) =>
      error ? reject(error) : resolve({ status: answer.statusCode, body });
    if (order.method === 'GET') api.get(endpoint, answered);
    else api[order.method.toLowerCase()](endpoint, order.json, answered);
  });
});
