/** Pages that are no part of the API: statuses, types and addresses of a real WordPress 6.9. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../mocks/index.ts';
import { fixture } from '../woocommerce/resources/client.ts';

const html = 'text/html; charset=UTF-8';

const pages: readonly (readonly [target: string, status: number, type: string, location?: string])[] = [
  ['/feed/', 200, 'application/rss+xml; charset=UTF-8'],
  ['/feed/atom/', 200, 'application/atom+xml; charset=UTF-8'],
  ['/feed/nope/', 404, html],
  ['/?feed=rdf', 200, 'application/rdf+xml; charset=UTF-8'],
  ['/?feed=x', 404, 'text/xml; charset=UTF-8'],
  ['/comments/feed/', 200, 'application/rss+xml; charset=UTF-8'],
  ['/wp-rss2.php', 301, 'application/octet-stream; charset=UTF-8', '/feed/'],
  ['/robots.txt', 200, 'text/plain; charset=utf-8'],
  ['/sitemap.xml', 301, html, '/wp-sitemap.xml'],
  ['/xmlrpc.php?rsd', 200, 'text/xml; charset=UTF-8'],
  ['/xmlrpc.php', 405, 'text/plain;charset=UTF-8'],
  ['/wp-signup.php', 302, html, '/wp-login.php?action=register'],
  ['/wp-comments-post.php', 405, 'text/plain;charset=UTF-8'],
  ['/wp-mail.php', 403, html],
  ['/shop/', 200, html],
  ['/cart/', 200, html],
  ['/checkout/', 302, html, '/cart/'],
  ['/author/admin/', 200, html],
  ['/author/nobody/', 404, html],
  ['/?author=1', 301, html, '/author/admin/'],
  ['/?p=1', 301, html, '/hello-world/'],
  ['/?p=999999', 404, html],
  ['/?page_id=999999', 404, html],
  ['/?name=hello-world', 301, html, '/hello-world/'],
  ['/?cat=1', 301, html, '/category/uncategorized/'],
  ['/?tag=nope', 404, html],
  ['/?paged=2', 404, html],
  ['/hello-world/feed/', 200, 'application/rss+xml; charset=UTF-8'],
  ['/wp-sitemap-posts-product-1.xml', 200, 'application/xml; charset=UTF-8'],
  ['/wp-sitemap-posts-nope-1.xml', 404, html],
  ['/wp-sitemap.xsl', 200, 'application/xml; charset=UTF-8'],
  ['/login', 302, html, '/wp-login.php'],
  ['/admin', 302, html, '/wp-admin/'],
  ['/wp-register.php', 301, html, '/wp-login.php?action=register'],
  ['/wp-login.php?action=register', 302, html, '/wp-login.php?registration=disabled'],
  ['/wp-admin/load-styles.php', 200, 'text/css; charset=UTF-8'],
  ['/nope/', 404, html],
  // PHP dies of it, in every version.
  ['/?rest_route[]=/wc/v3/orders', 500, html],
];

test('pages that are no part of the API have the status of a real site', async () => {
  const store = await createStore({ fixture: fixture() });
  for (const [target, status, type, location] of pages) {
    const { headers, ...answer } = await store.answer({
      method: 'GET',
      scheme: 'http',
      host: 'shop.test:8105',
      target,
      headers: ['Host', 'shop.test:8105'],
      body: Buffer.from(''),
    });
    const field = (name: string) => headers[headers.indexOf(name) + 1];
    assert.equal(answer.status, status, target);
    assert.equal(field('Content-Type'), type, target);
    if (location !== undefined) assert.equal(field('Location'), `http://shop.test:8105${location}`, target);
  }
});
