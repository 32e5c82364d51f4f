import type { Product } from '../data/product.ts';
import type { Context } from '../wordpress/context.ts';
import { wpError } from '../wordpress/error.ts';
import { currentScheme, restUrl } from '../wordpress/home.ts';
import { listTotals } from '../wordpress/rest/list-totals.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import type { RestRequest, RestResult } from '../wordpress/rest/route.ts';
import { homeUrl } from '../wordpress/site.ts';
import type { Shop } from './shop.ts';

/** What WooCommerce publishes in WordPress's own namespace, for anybody to read: products as posts (namespace.122). */
export function publishedEndpoints({ data }: Shop): [string, SimulatedEndpoint][] {
  return [
    ['GET /wp/v2/product', { callback: request => productPosts(request, data) }],
    [
      'GET /wp/v2/product/(?P<id>[\\d]+)',
      {
        callback: ({ context, urlParams }) => {
          const product = data.products.get(Number(urlParams.get('id')));
          return product
            ? { data: productPost(context, product) }
            : wpError('rest_post_invalid_id', 'Invalid post ID.', 404);
        },
      },
    ],
  ];
}

function productPosts({ context }: RestRequest, data: Shop['data']): RestResult {
  const ids = data.products.ids(0, 10, 'desc');
  const records = ids.flatMap(id => data.products.get(id) ?? []);
  return {
    data: records.map(product => productPost(context, product)),
    headers: listTotals(data.products.size),
  };
}

function productPost({ site, isTls }: Context, { id, name, slug }: Product): object {
  const base = restUrl(site, '/wp/v2/product', isTls);
  return {
    id,
    slug,
    status: 'publish',
    type: 'product',
    link: homeUrl(site.home, `/product/${slug}/`, currentScheme(site, isTls)),
    title: { rendered: name },
    _links: { self: [{ href: `${base}/${id}` }], collection: [{ href: base }] },
  };
}
