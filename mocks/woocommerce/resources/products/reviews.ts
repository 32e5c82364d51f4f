import type { Review } from '../../../data/others.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import type { RestArg, RestRequest, RestRoute } from '../../../wordpress/rest/route.ts';
import { checkFormat } from '../../../wordpress/rest/schema/formats.ts';
import type { Shop } from '../../shop.ts';
import { type Args, contextArg, integerList, lateArgs, pageArgs } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import { avatarUrl } from '../customers/representation.ts';
import { shows } from '../members.ts';
import { type Action, permit, type Refusal, refuse } from '../permissions.ts';
import { noProduct } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { field, type ItemSchema, readonlyField, withoutProperties } from '../schema.ts';
import { ids, type Params, postTests, searched, selectRows, type Test } from '../selection.ts';
import { asInteger, asText } from '../values.ts';
import { links, type RecordObject, routeUrl, shopUrl, type Version, type View } from '../view.ts';

const statuses = ['approved', 'hold', 'spam', 'unspam', 'trash', 'untrash'];

const schemaV3: ItemSchema = {
  title: 'product_review',
  properties: {
    id: readonlyField('integer'),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    product_id: field('integer'),
    product_name: field('string'),
    product_permalink: readonlyField('string', { format: 'uri' }),
    status: field('string', { default: 'approved', enum: statuses }),
    reviewer: field('string'),
    reviewer_email: field('string', { format: 'email' }),
    review: field('string'),
    rating: field('integer'),
    verified: readonlyField('boolean'),
    reviewer_avatar_urls: readonlyField('object'),
  },
};
const schemaBefore: ItemSchema = {
  title: 'product_review',
  properties: {
    id: readonlyField('integer'),
    review: field('string'),
    date_created: field('date-time'),
    date_created_gmt: field('date-time'),
    rating: field('integer'),
    name: field('string'),
    email: field('string'),
    verified: readonlyField('boolean'),
  },
};

const someIntegers: RestArg = { type: 'array', items: { type: 'integer' }, required: false };

const listArgsV3: Args = {
  ...pageArgs,
  ...lateArgs({
    after: { type: 'string', format: 'date-time', required: false },
    before: { type: 'string', format: 'date-time', required: false },
    exclude: integerList,
    include: integerList,
    offset: { type: 'integer', required: false },
    order: { type: 'string', default: 'desc', enum: ['asc', 'desc'], required: false },
    orderby: {
      type: 'string',
      default: 'date_gmt',
      enum: ['date', 'date_gmt', 'id', 'include', 'product'],
      required: false,
    },
    reviewer: someIntegers,
    reviewer_exclude: someIntegers,
    reviewer_email: { default: null, type: 'string', format: 'email', required: false },
    product: integerList,
  }),
  status: {
    default: 'approved',
    type: 'string',
    enum: ['all', 'hold', 'approved', 'spam', 'trash'],
    required: false,
    // Cleaned by `sanitize_key()` alone: what is no status finds none.
    validate: false,
  },
};

/** Before wc/v3 the list and the creation have an id among their parameters, which names nothing. */
const notHere: RestArg = { type: 'integer', validate: 'late' };

const required = (type: string): RestArg => ({ type, required: true });

/** `…/products/reviews` in wc/v3, `…/products/12/reviews` before. */
export function reviewRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const v3 = version === 3;
  const productOf = (params: Params) => asInteger(params.get('product_id'));
  return crudRoutes<Review>({
    version,
    profile,
    pattern: v3 ? 'products/reviews' : 'products/(?P<product_id>[\\d]+)/reviews',
    base: params => (v3 ? 'products/reviews' : `products/${productOf(params)}/reviews`),
    schema: v3
      ? schemaV3
      : version === 2
        ? schemaBefore
        : withoutProperties(schemaBefore, 'date_created_gmt'),
    ...(v3 && { existing: 'product review', existingCode: 'review' }),
    createArgs: v3
      ? {
          product_id: required('integer'),
          review: required('string'),
          reviewer: required('string'),
          reviewer_email: required('string'),
        }
      : { review: required('string'), name: required('string'), email: required('string') },
    ...(!v3 && { basePathArgs: { id: notHere } }),
    rendered: new Rendered(data.reviews, (review, view: View) => showReview(shop, review, view), [
      data.products,
    ]),
    listArgs: v3 ? listArgsV3 : { id: notHere, context: contextArg },
    hasBatch: version > 1,
    showsDeleted: v3,
    hidesTotals: !v3,
    canChange: true,
    permit: (request, action, id) => {
      const refusal = refusalOf(action);
      // 5.8 looks for the product alone, and calls a deletion a change.
      if (!v3 && !profile.orderDrafts) return permitFirstReviews(shop, request, action, id);
      // The id 0 names none that is looked for before the right.
      const isMissing = id !== undefined && id !== 0 && !data.reviews.has(id);
      if (
        isMissing &&
        !v3 &&
        profile.missingReviews === 'told' &&
        !data.products.has(productOf(request.urlParams))
      )
        return noProduct();
      if (!isMissing) return permit(request.context, 'moderate_comments', refusal);
      // What is not there: told to anybody, or refused to everybody, the owner too (missing.099, missing.108).
      return profile.missingReviews === 'told' ? noReview(version) : refuse(request.context, refusal);
    },
    checkBase: params => (v3 || data.products.has(productOf(params)) ? undefined : noProduct()),
    find: (id, params, { method }) => {
      const review = data.reviews.get(id);
      // Until 8.2 a review is deleted by way of any product.
      const isUnchecked = v3 || (method === 'DELETE' && !profile.missingIsNotFound);
      return review && (isUnchecked || review.product_id === productOf(params)) ? review : undefined;
    },
    missing: action => {
      const isOlder = version < 3 && !profile.missingIsNotFound;
      if (isOlder && action === 'view')
        return wpError('woocommerce_rest_invalid_id', 'Invalid resource ID.', 404);
      return isOlder && action === 'edit'
        ? wpError('woocommerce_rest_product_review_invalid_id', 'Invalid resource ID.', 404)
        : noReview(version);
    },
    list: params => {
      if (!v3) {
        const found = data.reviews
          .having('product_id', productOf(params))
          .filter(({ status }) => status === 'approved');
        return { ids: found.map(review => review.id), total: found.length };
      }
      const tests: Test<Review>[] = postTests(params);
      const status = asText(params.get('status'), 'approved');
      if (status !== 'all') tests.push(review => review.status === status);
      const products = ids(params, 'product');
      if (products) tests.push(review => products.has(review.product_id));
      // Reviews that come through the API are nobody's who is a user.
      if (ids(params, 'reviewer')) tests.push(() => false);
      const email = asText(params.get('reviewer_email'));
      if (email !== '') tests.push(review => review.reviewer_email === email);
      const search = searched(params);
      if (search !== undefined) tests.push(review => review.review.toLowerCase().includes(search));
      return selectRows(data.reviews, params, tests, { product: 'product_id' });
    },
    create: async (params, request) => {
      const product_id = productOf(params);
      if (!data.products.has(product_id)) return noProduct();
      const when = params.get('date_created');
      if (typeof when === 'object' && when !== null)
        throw new FatalError('preg_match(): Argument #2 ($subject) must be of type string, array given');
      const said = asText(params.get('review'));
      const by = asText(params.get('reviewer_email') ?? params.get('email'));
      if (v3 && (said === '' || said === '0')) return noContent();
      const others = data.reviews.having('product_id', product_id);
      if (others.some(other => other.review === said && other.reviewer_email === by)) {
        const message = 'Duplicate comment detected; it looks as though you&#8217;ve already said that!';
        return wpError('woocommerce_rest_comment_duplicate', message, 409);
      }
      const empty: Review = {
        id: data.nextId(),
        date_created: request.context.site.now(),
        product_id,
        status: 'approved',
        reviewer: '',
        reviewer_email: '',
        review: '',
        rating: 0,
        verified: false,
      };
      return data.reviews.add(withChanges(empty, params));
    },
    change: async (review, params) => {
      if (v3 && params.has('product_id') && !data.products.has(productOf(params))) return noProduct();
      if (v3 && params.get('review') === '') return noContent();
      const changed = withChanges(review, params);
      // WordPress counts a comment that is as it was as one that it could not change; the rating stands beside it.
      if (!v3 && commentOf(changed) === commentOf(review)) {
        const message = 'Updating product review failed.';
        return wpError('rest_product_review_failed_edit', message, 500);
      }
      return data.reviews.replace(changed);
    },
    remove: async (review, force) => {
      if (force) {
        data.reviews.remove(review.id);
        return review;
      }
      if (review.status === 'trash') {
        return wpError('woocommerce_rest_already_trashed', 'The object has already been trashed.', 410);
      }
      return data.reviews.replace({ ...review, status: 'trash' });
    },
  });
}

/** `WC_REST_Product_Reviews_V1_Controller` as 5.8 has it. */
function permitFirstReviews(
  { data }: Shop,
  request: RestRequest,
  action: Action,
  id: number | undefined,
): true | WpError {
  const isThere = data.products.has(Number(request.urlParams.get('product_id')));
  if (!isThere && action === 'delete') return noReview(1);
  if (!isThere && (action === 'create' || id !== undefined)) return noProduct();
  return permit(
    request.context,
    'moderate_comments',
    action === 'delete'
      ? 'remove first review'
      : action === 'batch'
        ? 'batch first reviews'
        : refusalOf(action),
  );
}

/** Reviews refuse in words of their own: one "cannot edit" where others are "not allowed to edit" (missing.104). */
function refusalOf(action: Action): Refusal {
  if (action === 'edit') return 'change';
  return action === 'delete' ? 'remove review' : action;
}

function commentOf({ review, reviewer, reviewer_email }: Review): string {
  return JSON.stringify([review, reviewer, reviewer_email]);
}

function noContent(): WpError {
  return wpError('woocommerce_rest_review_content_invalid', 'Invalid review content.', 400);
}

function noReview(version: Version): WpError {
  return version === 3
    ? wpError('woocommerce_rest_review_invalid_id', 'Invalid review ID.', 404)
    : wpError('woocommerce_rest_product_review_invalid_id', 'Invalid product review ID.', 404);
}

/** `sanitize_email()`: what is no address is kept as none. */
function keptEmail(sent: unknown, before: string): string {
  const email = asText(sent, before);
  return checkFormat(email, 'email', 'reviewer_email') === undefined ? email : '';
}

function withChanges(review: Review, params: Params): Review {
  return {
    ...review,
    status: asText(params.get('status'), review.status),
    reviewer: asText(params.get('reviewer') ?? params.get('name'), review.reviewer),
    reviewer_email: keptEmail(params.get('reviewer_email') ?? params.get('email'), review.reviewer_email),
    review: asText(params.get('review'), review.review),
    rating: asInteger(params.get('rating'), review.rating),
    // Before wc/v3 the product that is sent is that of the path.
    product_id: asInteger(params.get('product_id'), review.product_id),
  };
}

function showReview(shop: Shop, review: Review, view: View): RecordObject {
  const created = dateText(review.date_created);
  const product = shop.data.products.get(review.product_id);
  const up = { up: [{ href: routeUrl(view, `products/${review.product_id}`) }] };
  if (view.version < 3) {
    return {
      id: review.id,
      date_created: created,
      ...(view.version === 2 ? { date_created_gmt: created } : {}),
      review: review.review,
      rating: review.rating,
      name: review.reviewer,
      email: review.reviewer_email,
      verified: review.verified,
      _links: links(view, `products/${review.product_id}/reviews`, review.id, up),
    };
  }
  return {
    id: review.id,
    date_created: created,
    date_created_gmt: created,
    product_id: review.product_id,
    ...(shows(view.profile, 'review.product_name')
      ? {
          product_name: product?.name ?? '',
          product_permalink: product ? shopUrl(view, `/product/${product.slug}/`) : '',
        }
      : {}),
    status: review.status,
    reviewer: review.reviewer,
    reviewer_email: review.reviewer_email,
    review: view.edit ? review.review : `<p>${review.review}</p>\n`,
    rating: review.rating,
    verified: review.verified,
    reviewer_avatar_urls: Object.fromEntries(
      [24, 48, 96].map(size => [size, avatarUrl(review.reviewer_email, view, size)]),
    ),
    _links: links(view, 'products/reviews', review.id, up),
  };
}
