import type { RestRequest } from '../wordpress/rest/route.ts';
import type { Shop } from './shop.ts';

/** Whether the record that a measured route names is there; undefined where it is none of the shop's. */
export function isThereInShop(
  { data }: Shop,
  pattern: string,
  { context, urlParams }: RestRequest,
): boolean | undefined {
  const [, resource, name] = /\/([a-z_]+)\/\(\?P<([a-z_]+)>\[\\d\]/.exec(pattern) ?? [];
  if (resource === undefined || name === undefined) return undefined;
  const id = Number(urlParams.get(name));
  switch (resource) {
    case 'orders':
      return data.orders.get(id) !== undefined;
    case 'products':
    case 'product':
      return data.products.get(id) !== undefined;
    case 'coupons':
      return data.coupons.get(id) !== undefined;
    case 'customers':
      return context.site.users.get(id) !== undefined;
    case 'product_brand':
    case 'product_tag':
      return data.terms.get(id)?.taxonomy === resource;
    case 'categories':
    case 'product_cat':
      return pattern.startsWith('/wp/v2/categories') ? undefined : data.terms.get(id) !== undefined;
    default:
      return undefined;
  }
}
