import { Derived } from '../data/derived.ts';
import type { Product } from '../data/product.ts';
import { termPath } from '../data/term.ts';
import { wpError } from '../wordpress/error.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import { type ListedPost, listPosts, showPost } from '../wordpress/rest/posts.ts';
import { type Taxonomy, termEndpoints } from '../wordpress/rest/terms.ts';
import { shows } from './resources/members.ts';
import { prose } from './resources/products/parts.ts';
import { viewOf } from './resources/view.ts';
import type { Shop } from './shop.ts';
import { userEndpoints } from './user-fields.ts';

/** What WooCommerce publishes in WordPress's own namespace, for anybody to read: products as posts (namespace.122), and their terms. */
export function publishedEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  const { data, profile } = shop;
  const hasBrands = shows(profile, 'store_product.brands');
  const published = new Derived(data.products, listed =>
    [...listed].filter(({ status }) => status === 'publish').reverse(),
  );
  return [
    [
      'GET /wp/v2/product',
      {
        callback: request => {
          const view = viewOf(request, 3, profile);
          return listPosts(request, 'product', published.value, one =>
            productPost(one, hasBrands, text => prose(text, view)),
          );
        },
      },
    ],
    [
      'GET /wp/v2/product/(?P<id>[\\d]+)',
      {
        callback: request => {
          const product = data.products.get(Number(request.urlParams.get('id')));
          const view = viewOf(request, 3, profile);
          return product
            ? {
                data: showPost(
                  request,
                  productPost(product, hasBrands, text => prose(text, view)),
                ),
              }
            : wpError('rest_post_invalid_id', 'Invalid post ID.', 404);
        },
      },
    ],
    ...userEndpoints(profile),
    ...taxonomies(shop)
      .filter(({ name }) => hasBrands || name !== 'product_brand')
      .flatMap(termEndpoints),
  ];
}

function productPost(product: Product, hasBrands: boolean, prosaic: (text: string) => string): ListedPost {
  const { id, slug, name } = product;
  return {
    id,
    type: 'product',
    base: 'product',
    slug,
    path: `/product/${slug}/`,
    title: name,
    // Of a list the page alone is rendered.
    get content() {
      return prosaic(product.description);
    },
    get excerpt() {
      return prosaic(product.short_description);
    },
    date: product.date_created,
    modified: product.date_modified,
    author: 0,
    pings: false,
    more: { template: '', meta: [] },
    terms: [
      ...(hasBrands ? ([['product_brand', 'product_brand', product.brand_ids]] as const) : []),
      ['product_cat', 'product_cat', product.category_ids],
      ['product_tag', 'product_tag', product.tag_ids],
    ],
    classes: [`post-${id}`, 'product', 'type-product', 'status-publish'],
  };
}

/** The taxonomies of products that WordPress shows to anybody. */
function taxonomies({ data }: Shop): Taxonomy[] {
  const of = (
    name: string,
    path: string,
    isHierarchical: boolean,
    ids: (product: Product) => readonly number[],
  ) => {
    const products = new Derived(data.products, listed => publishedByTerm(listed, ids));
    return {
      name,
      base: name,
      path,
      posts: `product?${name}=`,
      isHierarchical,
      terms: () => {
        // A term is looked for before the callback, when the tables take no query yet.
        const own = [...data.terms].filter(({ taxonomy }) => taxonomy === name);
        return own.map(term => {
          const { id, name: title, slug, description, parent } = term;
          const posts = products.value.get(id) ?? [];
          const below = termPath(data.terms, term);
          return { id, name: title, slug, description, parent, posts, path: below, count: posts.length };
        });
      },
    };
  };
  return [
    of('product_cat', '/product-category/', true, one => one.category_ids),
    of('product_tag', '/product-tag/', false, one => one.tag_ids),
    of('product_brand', '/brand/', true, one => one.brand_ids),
  ];
}

function publishedByTerm(
  products: Iterable<Product>,
  ids: (product: Product) => readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const product of products) {
    if (product.status !== 'publish') continue;
    for (const id of new Set(ids(product))) {
      const own = found.get(id);
      if (own) own.push(product.id);
      else found.set(id, [product.id]);
    }
  }
  return found;
}
