import type { TaxRate } from '../../data/others.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { slugify } from '../../wordpress/formatting/slug.ts';
import type { RestEndpoint, RestRoute } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import type { Shop } from '../shop.ts';
import { type Args, absoluteInteger, contextArg, pageArgs } from './collection-args.ts';
import { crudRoutes } from './crud.ts';
import { Namespace, permitManager } from './managed.ts';
import { Rendered } from './rendered.ts';
import { field, type ItemSchema, publicSchema, readonlyField, withoutProperties } from './schema.ts';
import { type Params, selectRows, type Test } from './selection.ts';
import { asBoolean, asInteger, asList, asText } from './values.ts';
import { links, type RecordObject, routeUrl, type Version, type View } from './view.ts';

const schemaOf = (classes: readonly string[]): ItemSchema => ({
  title: 'tax',
  properties: {
    id: readonlyField('integer'),
    country: field('string'),
    state: field('string'),
    postcode: field('string'),
    city: field('string'),
    rate: field('string'),
    name: field('string'),
    priority: field('integer', { default: 1 }),
    compound: field('boolean', { default: false }),
    shipping: field('boolean', { default: true }),
    order: field('integer'),
    class: field('string', { default: 'standard', enum: classes }),
    postcodes: field('array', { items: { type: 'string' } }),
    cities: field('array', { items: { type: 'string' } }),
  },
});

const { search: _, ...pages } = pageArgs;
const listArgsOf = (classes: readonly string[]): Args => ({
  ...pages,
  offset: absoluteInteger,
  order: { type: 'string', default: 'asc', enum: ['asc', 'desc'], required: false },
  orderby: { type: 'string', default: 'order', enum: ['id', 'order', 'priority'], required: false },
  class: { type: 'string', enum: classes, required: false },
});

/** `…/taxes` and `…/taxes/classes`; the classes come first, as they are registered. */
export function taxRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const classes = data.taxClassSlugs;
  return [
    ...taxClassRoutes(shop, version),
    ...crudRoutes<TaxRate>({
      version,
      profile,
      pattern: 'taxes',
      base: () => 'taxes',
      schema: version === 3 ? schemaOf(classes) : withoutProperties(schemaOf(classes), 'postcodes cities'),
      rendered: new Rendered(data.taxRates, showRate),
      listArgs: listArgsOf(classes),
      hasBatch: true,
      pagesByOffset: true,
      existing: 'resource',
      canChange: true,
      permit: (request, action) => permitManager(request, 'settings', action),
      find: id => data.taxRates.get(id),
      missing: action =>
        wpError('woocommerce_rest_invalid_id', 'Invalid resource ID.', action === 'delete' ? 400 : 404),
      list: params => {
        const tests: Test<TaxRate>[] = [];
        const wanted = params.get('class');
        if (typeof wanted === 'string') tests.push(rate => rate.class === wanted);
        const all = new Map([['order', 'asc'] as const, ...params]);
        const found = selectRows(data.taxRates, all, tests, { order: 'order', priority: 'priority' });
        // In 5.8 those of the page alone are counted.
        return versionAtLeast(profile.woocommerce, '6.6') ? found : { ...found, total: found.ids.length };
      },
      create: async (params, request) =>
        data.taxRates.add(
          withChanges(emptyRate(data.nextIdIn('taxes'), request.context.site.now()), params, version),
        ),
      change: async (rate, params) => data.taxRates.replace(withChanges(rate, params, version)),
      withoutTrash: 'Taxes',
      remove: async rate => {
        data.taxRates.remove(rate.id);
        return rate;
      },
    }),
  ];
}

/** A tax rate of which nothing is said yet. @param at Unix seconds. */
export function emptyRate(id: number, at: number): TaxRate {
  return {
    id,
    date_created: at,
    country: '',
    state: '',
    postcode: '',
    city: '',
    postcodes: [],
    cities: [],
    rate: '',
    name: '',
    priority: 1,
    compound: false,
    shipping: true,
    order: 0,
    class: 'standard',
  };
}

function withChanges(rate: TaxRate, params: Params, version: Version): TaxRate {
  // The lists of wc/v3 take the place of the texts that older clients send, in whichever order they are sent.
  const places = (list: 'postcodes' | 'cities', one: 'postcode' | 'city', sent: string) => {
    if (version === 3 && params.has(list))
      return taxPlaces(asList(params.get(list)).map(place => asText(place)));
    return params.has(one) ? taxPlaces(sent.split(';')) : rate[list];
  };
  const postcode = asText(params.get('postcode'), rate.postcode);
  const city = asText(params.get('city'), rate.city).toUpperCase();
  return {
    ...rate,
    country: asText(params.get('country'), rate.country).toUpperCase(),
    state: asText(params.get('state'), rate.state).toUpperCase(),
    postcode,
    city,
    postcodes: places('postcodes', 'postcode', postcode),
    cities: places('cities', 'city', city),
    name: params.has('name') ? asText(params.get('name')) || 'Tax' : rate.name,
    rate: params.has('rate') ? (Number.parseFloat(asText(params.get('rate'))) || 0).toFixed(4) : rate.rate,
    priority: asInteger(params.get('priority'), rate.priority),
    compound: params.has('compound') ? asBoolean(params.get('compound')) : rate.compound,
    shipping: params.has('shipping') ? asBoolean(params.get('shipping')) : rate.shipping,
    order: asInteger(params.get('order'), rate.order),
    class: asText(params.get('class'), rate.class),
  };
}

/** `WC_Tax::_update_tax_rate_postcodes()` and its like: `*` is everywhere, which is said by saying nothing. */
export function taxPlaces(sent: readonly string[]): string[] {
  return sent.map(one => one.trim().toUpperCase()).filter(one => one !== '' && one !== '*');
}

function showRate(rate: TaxRate, view: View): RecordObject {
  const { date_created: _created, postcodes, cities, ...shownRate } = rate;
  // The one of many that older clients know is the last.
  shownRate.postcode = postcodes.at(-1) ?? '';
  shownRate.city = cities.at(-1) ?? '';
  const lists = view.version === 3 ? { postcodes, cities } : {};
  return { ...shownRate, ...lists, _links: links(view, 'taxes', rate.id) };
}

const classSchema: ItemSchema = {
  title: 'tax_class',
  properties: { slug: readonlyField('string'), name: field('string') },
};

/** What is written is shown with its name in front. */
function nameFirst<T extends { readonly name: string }>({ name, ...rest }: T): object {
  return { name, ...rest };
}

/** missing.219 of rights-8.2 and rights-10.5. */
function noTaxClass({ missingIsNotFound }: Profile): WpError {
  return missingIsNotFound
    ? wpError('woocommerce_rest_tax_class_invalid_slug', 'Invalid slug.', 404)
    : wpError('woocommerce_rest_invalid_tax_class', 'Invalid tax class', 400);
}

function taxClassRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const wc = new Namespace(version, profile);
  const all = (): [string, string][] => [['standard', 'Standard rate'], ...data.taxClasses];
  const show = (view: View, slug: string, name: string) => ({
    slug,
    name,
    _links: { collection: [{ href: routeUrl(view, 'taxes/classes') }] },
  });
  const create = wc.one(
    ['POST'],
    'settings',
    'create',
    ({ params }, view) => {
      const name = asText(params.get('name'));
      const slug = slugify(name);
      if (name === '') {
        const message = 'Tax class requires a valid name';
        return wpError('woocommerce_rest_tax_class_invalid_name', message, 400);
      }
      if ([...data.taxClasses.values()].includes(name))
        return wpError('woocommerce_rest_tax_class_exists', 'Tax class already exists', 400);
      if (data.taxClasses.has(slug))
        return wpError('woocommerce_rest_tax_class_slug_exists', 'Tax class slug already exists', 400);
      data.setTaxClass(slug, name);
      const location = routeUrl(view, `taxes/classes/${slug}`);
      return { status: 201, headers: [['Location', location]], data: nameFirst(show(view, slug, name)) };
    },
    { name: { type: 'string', required: true } },
  );
  const remove = wc.one(
    ['DELETE'],
    'settings',
    'delete',
    ({ params, urlParams }, view) => {
      if (params.get('force') !== true) {
        return wpError('woocommerce_rest_trash_not_supported', 'Taxes do not support trashing.', 501);
      }
      const slug = slugify(urlParams.get('slug') ?? '');
      const name = data.taxClasses.get(slug);
      if (name === undefined) return noTaxClass(profile);
      data.setTaxClass(slug, undefined);
      return { data: nameFirst(show(view, slug, name)) };
    },
    { slug: { type: 'string' }, force: { default: false, type: 'boolean' } },
  );
  const read = wc.one(
    ['GET'],
    'settings',
    'list',
    ({ urlParams }, view) => {
      const slug = slugify(urlParams.get('slug') ?? '');
      const found = all().find(([one]) => one === slug);
      if (found) return { data: [show(view, ...found)] };
      // An empty list until 8.2 (missing.217).
      return profile.missingIsNotFound ? noTaxClass(profile) : { data: [] };
    },
    { slug: { type: 'string' } },
  );
  const items: RestEndpoint[] = version === 1 ? [remove] : [read, remove];
  const list = wc.list('settings', view => all().map(([slug, name]) => show(view, slug, name)), {
    totals: true,
    args: { context: contextArg },
  });
  return [
    wc.route('taxes/classes', [list, create], publicSchema(classSchema)),
    wc.route('taxes/classes/(?P<slug>\\w[\\w\\s\\-]*)', items, publicSchema(classSchema)),
  ];
}
