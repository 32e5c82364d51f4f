import { createServer } from 'node:http';
import { Shop } from '../client/shop.js';

/** An app that a merchant connects to a shop: it asks for a key, and shows the shop's orders. */
export async function startApp(shopUrl) {
  let key;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://app');
    if (pathname === '/callback') {
      // WooCommerce sends the key from server to server.
      const { consumer_key, consumer_secret } = JSON.parse(Buffer.concat(await request.toArray()).toString());
      key = { consumerKey: consumer_key, consumerSecret: consumer_secret };
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (pathname === '/connected') response.end(page(await orders()));
    else response.end(page(`<a href="${escaped(authorizationUrl())}">Connect your shop</a>`));
  });

  const authorizationUrl = () =>
    `${shopUrl}/wc-auth/v1/authorize?${new URLSearchParams({
      app_name: 'Orders at a glance',
      scope: 'read',
      user_id: 'merchant-1',
      return_url: `http://127.0.0.1:${server.address().port}/connected`,
      callback_url: 'https://app.test/callback',
    })}`;

  async function orders() {
    try {
      const items = await new Shop({ url: shopUrl, ...key }).orders();
      return `<ul>${items.map(({ id, total }) => `<li>Order ${id}: ${escaped(total)}</li>`).join('')}</ul>`;
    } catch (error) {
      return `<p role="alert">The shop refuses: ${escaped(error.message)}</p>`;
    }
  }

  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

const page = main => `<!DOCTYPE html><html lang="en"><title>Orders</title><h1>Orders</h1>${main}</html>`;
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
