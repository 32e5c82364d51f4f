import { type Coupon, emptyCoupon } from '../../data/coupon.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { dateText, parseDate } from '../../wordpress/formatting/dates.ts';
import { ksesPost } from '../../wordpress/formatting/kses.ts';
import type { RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import { checkFormat } from '../../wordpress/rest/schema/formats.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import type { Shop } from '../shop.ts';
import { filterArg, postArgs } from './collection-args.ts';
import { couponCode } from './coupon-code.ts';
import { couponsAreOn } from './coupons-are-on.ts';
import { crudRoutes } from './crud.ts';
import { shows } from './members.ts';
import { changedMeta } from './meta.ts';
import { refuse } from './permissions.ts';
import { missingPost, permitPost, trashPost } from './posts.ts';
import { Rendered } from './rendered.ts';
import { couponSchemaOf } from './schemas/coupon.ts';
import { type Params, parentIds, postTests, searched, select, type Test } from './selection.ts';
import { asBoolean, asInteger, asIntegers, asList, asMoney, asText } from './values.ts';
import { links, type RecordObject, type Version, type View } from './view.ts';

/** `…/coupons` in each version. */
export function couponRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  return crudRoutes<Coupon>({
    version,
    profile,
    pattern: 'coupons',
    base: () => 'coupons',
    schema: couponSchemaOf(profile, version),
    createArgs: { code: { type: 'string', required: true } },
    rendered: new Rendered(data.coupons, showCoupon),
    undeclared: ['status', ...(version === 1 ? ['parent', 'parent_exclude'] : [])],
    listArgs: { ...postArgs(version), ...filterArg(version), code: { type: 'string', required: false } },
    hasBatch: true,
    canChange: true,
    permit: (request, action, id) =>
      couponsAreOn(data)
        ? permitPost(request, 'shop_coupon', action, id === undefined ? undefined : data.coupons.has(id))
        : refuse(request.context, action),
    find: id => data.coupons.get(id),
    missing: action => missingPost('shop_coupon', action, version),
    list: params => {
      // Whoever asks by the code asks for nothing by ids.
      const code = couponCode(asText(params.get('code')));
      const rest = [...params].filter(([name]) => name !== 'include' && name !== 'exclude');
      const tests: Test<Coupon>[] = postTests(code === '' ? params : new Map(rest));
      // Drafts are listed to whoever asks for them.
      const status = version === 3 ? asText(params.get('status')) : '';
      if (status !== '' && shows(profile, 'coupon.status')) {
        // What is no status is none to ask for.
        if (postStatuses.has(status)) tests.push(coupon => coupon.status === status);
      } else tests.push(coupon => coupon.status === 'publish' || coupon.status === 'private');
      if (code !== '') tests.push(coupon => coupon.code === code);
      if (version === 1) {
        const parents = parentIds(params, 'parent');
        if (parents) tests.push(() => parents.has(0));
        const notParents = parentIds(params, 'parent_exclude');
        if (notParents) tests.push(() => !notParents.has(0));
      }
      const search = searched(params);
      if (search !== undefined) tests.push(coupon => coupon.code.includes(search));
      return select(data.coupons, params, tests, {
        modified: 'date_modified',
        title: 'code',
        slug: 'code',
      });
    },
    create: async (params, request) => {
      // A batch checks nothing.
      if (version === 3 && couponCode(asText(params.get('code'))) === '')
        return wpError('woocommerce_rest_empty_coupon_code', 'The coupon code cannot be empty.', 400);
      const coupon = withChanges(shop, version, emptyCoupon(0, request.context.site.now()), params, request);
      return isWpError(coupon) ? coupon : data.coupons.add({ ...coupon, id: data.nextPostId() });
    },
    change: async (before, params, request) => {
      const coupon = withChanges(shop, version, before, params, request);
      return isWpError(coupon) ? coupon : data.coupons.replace(coupon);
    },
    remove: async (coupon, force, request) => {
      const refused = force ? undefined : refusedTrash(profile, version);
      if (refused?.code === 'woocommerce_rest_trash_not_supported') return refused;
      // Whoever is told that it could not be deleted finds it in the trash.
      const trashed = await trashPost(
        data,
        request.context.site.now(),
        data.coupons,
        'shop_coupon',
        coupon,
        force,
      );
      return isWpError(trashed) ? trashed : (refused ?? trashed);
    },
  });
}

/** Coupons had no status before 9.2, so that only wc/v1, which knows them as posts, could put them into the trash. */
function refusedTrash({ woocommerce }: Profile, version: Version): WpError | undefined {
  if (version === 1 || versionAtLeast(woocommerce, '9.2')) return undefined;
  return versionAtLeast(woocommerce, '6.6')
    ? wpError('woocommerce_rest_cannot_delete', 'The shop_coupon cannot be deleted.', 500)
    : wpError('woocommerce_rest_trash_not_supported', 'The shop_coupon does not support trashing.', 501);
}

const postStatuses = new Set(['publish', 'future', 'draft', 'pending', 'private', 'trash']);

const texts = ['discount_type', 'description'] as const;
const discountTypes = ['percent', 'fixed_cart', 'fixed_product'];
const flags = ['individual_use', 'free_shipping', 'exclude_sale_items'] as const;
const limits = ['usage_limit', 'usage_limit_per_user', 'limit_usage_to_x_items'] as const;
const amounts = ['amount', 'minimum_amount', 'maximum_amount'] as const;
const idLists = [
  'product_ids',
  'excluded_product_ids',
  'product_categories',
  'excluded_product_categories',
] as const;

function withChanges(
  shop: Shop,
  version: Version,
  before: Coupon,
  params: Params,
  request: RestRequest,
): Coupon | WpError {
  const coupon: { -readonly [K in keyof Coupon]: Coupon[K] } = { ...before };
  const { newerFields } = shop.profile;
  if (params.has('code')) {
    coupon.code = couponCode(asText(params.get('code')));
    if (coupon.code === '' && before.id === 0)
      return wpError('woocommerce_rest_empty_coupon_code', 'The coupon code cannot be empty.', 400);
    if (shop.data.coupons.having('code', coupon.code).some(({ id }) => id !== before.id)) {
      return wpError('woocommerce_rest_coupon_code_already_exists', 'The coupon code already exists', 400);
    }
  }
  // Shown since 6.6, it can be set since 10.5.
  if (params.has('status') && version > 1 && shop.profile.newerFields)
    coupon.status = asText(params.get('status'));
  for (const name of texts) {
    const sent = params.get(name);
    // A batch checks nothing, and PHP dies of a list.
    if (typeof sent === 'object' && sent !== null)
      throw new FatalError('strip_tags(): Argument #1 ($string) must be of type string, array given');
    if (params.has(name)) coupon[name] = name === 'description' ? ksesPost(asText(sent)) : asText(sent);
  }
  if (!discountTypes.includes(coupon.discount_type))
    return wpError('coupon_invalid_discount_type', `Invalid discount type${newerFields ? '.' : ''}`, 400);
  for (const name of flags) if (params.has(name)) coupon[name] = asBoolean(params.get(name));
  for (const name of limits) if (params.has(name)) coupon[name] = asInteger(params.get(name)) || null;
  for (const name of amounts) if (params.has(name)) coupon[name] = asMoney(params.get(name));
  const amount = Number(coupon.amount);
  // Until 9.2 the type is looked at as it is when the amount is set: before it is set too, but in wc/v1.
  const type = newerFields || version === 1 ? coupon.discount_type : before.discount_type;
  const isLooked = newerFields || params.has('amount');
  if (amount < 0 || (isLooked && type === 'percent' && amount > 100))
    return wpError('coupon_invalid_amount', `Invalid discount amount${newerFields ? '.' : ''}`, 400);
  const [least, most] = [Number(coupon.minimum_amount), Number(coupon.maximum_amount)];
  if (newerFields && params.has('maximum_amount') && most !== 0 && least > most)
    return wpError('coupon_invalid_maximum_amount', 'Invalid maximum spend value.', 400);
  for (const name of idLists) {
    // wc/v1 has another name for it, under which nothing is set.
    if (version === 1 && name === 'excluded_product_ids') continue;
    if (params.has(name)) coupon[name] = asIntegers(params.get(name)).map(Math.abs);
  }
  const expires = params.get(version === 1 ? 'expiry_date' : 'date_expires');
  // Nothing that is sent for it leaves it as it was.
  if (expires !== undefined && expires !== null) coupon.date_expires = parseDate(expires) ?? null;
  if (params.has('email_restrictions')) {
    // What is no address is left out.
    const sent = asList(params.get('email_restrictions')).map(one => asText(one).trim());
    coupon.email_restrictions = sent.filter(
      one => checkFormat(one, 'email', 'email_restrictions') === undefined,
    );
  }
  if (version > 1) coupon.meta_data = changedMeta(shop.data, before.meta_data, params.get('meta_data'));
  // `WC_Coupon_Data_Store_CPT::update()`: what stands in the post changes its date.
  const isOfPost = (['code', 'description', 'status'] as const).some(name => coupon[name] !== before[name]);
  if (before.id === 0 || isOfPost) coupon.date_modified = request.context.site.now();
  return coupon;
}

/** A coupon as the samples of each version show it; they leave out every `description`. */
function showCoupon(coupon: Coupon, view: View): RecordObject {
  const limits = {
    usage_limit: coupon.usage_limit,
    usage_limit_per_user: coupon.usage_limit_per_user,
    limit_usage_to_x_items: coupon.limit_usage_to_x_items,
    free_shipping: coupon.free_shipping,
    product_categories: coupon.product_categories,
    excluded_product_categories: coupon.excluded_product_categories,
    exclude_sale_items: coupon.exclude_sale_items,
    minimum_amount: coupon.minimum_amount,
    maximum_amount: coupon.maximum_amount,
    email_restrictions: coupon.email_restrictions,
    used_by: coupon.used_by,
  };
  const created = dateText(coupon.date_created);
  const modified = dateText(coupon.date_modified);
  if (view.version === 1) {
    return {
      id: coupon.id,
      code: coupon.code,
      date_created: created,
      date_modified: modified,
      discount_type: coupon.discount_type,
      description: coupon.description,
      amount: coupon.amount,
      expiry_date: dateText(coupon.date_expires),
      usage_count: coupon.usage_count,
      individual_use: coupon.individual_use,
      product_ids: coupon.product_ids,
      exclude_product_ids: coupon.excluded_product_ids,
      ...limits,
      _links: links(view, 'coupons', coupon.id),
    };
  }
  return {
    id: coupon.id,
    code: coupon.code,
    amount: coupon.amount,
    ...(shows(view.profile, 'coupon.status') ? { status: coupon.status } : {}),
    date_created: created,
    date_created_gmt: created,
    date_modified: modified,
    date_modified_gmt: modified,
    discount_type: coupon.discount_type,
    description: coupon.description,
    date_expires: dateText(coupon.date_expires),
    date_expires_gmt: dateText(coupon.date_expires),
    usage_count: coupon.usage_count,
    individual_use: coupon.individual_use,
    product_ids: coupon.product_ids,
    excluded_product_ids: coupon.excluded_product_ids,
    ...limits,
    meta_data: coupon.meta_data,
    _links: links(view, 'coupons', coupon.id),
  };
}
