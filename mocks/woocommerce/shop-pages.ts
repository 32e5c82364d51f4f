import type { Answer } from '../message.ts';
import type { Context } from '../wordpress/context.ts';
import { notFoundPage } from '../wordpress/pages.ts';
import { feedOfPage, movedTo, shownPage } from '../wordpress/site-pages.ts';
import type { Shop } from './shop.ts';

/** What is below these names in the address of the archive of a taxonomy. */
const archives: Readonly<Record<string, string>> = {
  'product-category': 'product_cat',
  'product-tag': 'product_tag',
  brand: 'product_brand',
};

/** Pages that WooCommerce makes, in the order of their ids. */
const madePages: Readonly<Record<string, string>> = { 5: 'shop', 6: 'cart', 7: 'checkout', 8: 'my-account' };

/**
 * The addresses of products and of what they are filed under; the pages themselves are a plain word. Undefined for what
 * is no address of the shop's. Seen on 10.5.
 */
export async function shopPage(shop: Shop, context: Context, path: string): Promise<Answer | undefined> {
  if (path === '') return await byQuery(shop, context);
  if (/^checkout\/order-(?:received|pay)(?:\/|$)/.test(path)) return shownPage(context, path);
  const [base = '', ...rest] = path.split('/');
  const isFeed = rest.length > 1 && rest.at(-1) === 'feed';
  const slug = isFeed ? rest.at(-2) : rest.at(-1);
  const taxonomy = Object.hasOwn(archives, base) ? archives[base] : undefined;
  if (slug === undefined || (base !== 'product' && taxonomy === undefined)) return undefined;
  const isThere = await shop.data.read(() =>
    taxonomy === undefined ? isProduct(shop, slug) : isTerm(shop, taxonomy, slug),
  );
  if (!isThere) return undefined;
  return isFeed ? feedOfPage(context) : shownPage(context, path);
}

/** `redirect_canonical()`: a product, a term or a page that is named by a query has an address of its own. */
async function byQuery(shop: Shop, context: Context): Promise<Answer | undefined> {
  const { site, request } = context;
  if (site.switches.permalinks === 'plain' || request.method === 'POST') return undefined;
  const asked = (name: string): string | undefined => {
    const value = request.get.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const made = madePages[asked('page_id') ?? ''];
  if (made !== undefined) return movedTo(site, `/${made}/`);
  // Customers have no page of their own (`wc_disable_author_archives_for_customers()`).
  if (site.users.get(Number(asked('author') ?? 0))?.role === 'customer') return movedTo(site, '/shop/', 302);
  const [id, slug, category] = [asked('p'), asked('product'), asked('product_cat')];
  if (id === undefined && slug === undefined && category === undefined) return undefined;
  const to = await shop.data.read(() => {
    const named = id === undefined ? slug : shop.data.products.get(Number(id))?.slug;
    if (named !== undefined && isProduct(shop, named)) return `/product/${named}/`;
    if (category !== undefined && isTerm(shop, 'product_cat', category))
      return `/product-category/${category}/`;
    return undefined;
  });
  if (to !== undefined) return movedTo(site, to);
  return id !== undefined && shop.data.orders.get(Number(id)) !== undefined
    ? notFoundPage(context)
    : undefined;
}

function isProduct({ data }: Shop, slug: string): boolean {
  return data.products.having('slug', slug).some(({ status }) => status === 'publish');
}

function isTerm({ data }: Shop, taxonomy: string, slug: string): boolean {
  return data.terms.having('slug', slug).some(term => term.taxonomy === taxonomy);
}
