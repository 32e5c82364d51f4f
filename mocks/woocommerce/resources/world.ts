import { wpError } from '../../wordpress/error.ts';
import type { RestEndpoint, RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { countryDetails } from './country-details.ts';
import { countryNames } from './country-names.ts';
import { currencies, currencyOf, shopCurrency } from './currencies.ts';
import { Namespace, withLinks } from './managed.ts';
import { continents } from './places.ts';
import { statesOf } from './states.ts';
import { links, routeUrl, type View } from './view.ts';

/** `…/data` of wc/v3: countries, continents, currencies. */
export function worldRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const missing = (what: string, many = 'locations') =>
    wpError(`woocommerce_rest_data_invalid_${what}`, `There are no ${many} matching these parameters.`, 404);
  const routes = [
    wc.route('data', [
      wc.list('settings', view =>
        [
          ['continents', 'List of supported continents, countries, and states.'],
          ['countries', 'List of supported states in a given country.'],
          ['currencies', 'List of supported currencies.'],
        ].map(([slug, description]) => ({
          slug,
          description,
          _links: {
            self: links(view, 'data', slug as string, {}, ['GET']).self,
            collection: [{ href: routeUrl(view, 'data') }],
          },
        })),
      ),
    ]),
    wc.route('data/continents', [
      wc.list('settings', view => Object.keys(continents).map(code => continent(code, view))),
    ]),
    wc.route('data/continents/(?P<location>[\\w-]+)', [
      wc.one(['GET'], 'settings', 'list', ({ urlParams }, view) => {
        const code = (urlParams.get('location') ?? '').toUpperCase();
        return Object.hasOwn(continents, code) ? { data: continent(code, view) } : missing('location');
      }),
    ]),
    wc.route('data/countries', [
      wc.list('settings', view => [...countryNames(view.profile).keys()].map(code => country(code, view))),
    ]),
    wc.route('data/countries/(?P<location>[\\w-]+)', [
      wc.one(['GET'], 'settings', 'list', ({ urlParams }, view) => {
        const code = (urlParams.get('location') ?? '').toUpperCase();
        return countryNames(view.profile).has(code) ? { data: country(code, view) } : missing('location');
      }),
    ]),
    wc.route('data/currencies', [wc.list('settings', view => currencies.map(code => currency(code, view)))]),
    wc.route('data/currencies/current', [
      wc.one(['GET'], 'settings', 'view', (_request, view) => ({
        data: currency(shopCurrency(shop.data), view),
      })),
    ]),
    wc.route('data/currencies/(?P<currency>[\\w-]{3})', [
      wc.one(['GET'], 'settings', 'view', ({ urlParams }, view) => {
        const code = (urlParams.get('currency') ?? '').toUpperCase();
        return currencies.includes(code) ? { data: currency(code, view) } : missing('currency', 'currencies');
      }),
    ]),
  ];
  // They know no context: whatever is sent for one is looked at by nobody.
  return routes.map(route => ({
    ...route,
    endpoints: route.endpoints.map(endpoint => ({ ...endpoint, args: argsOf(route.pattern) })),
  }));
}

/** What a path names is declared by another name, and looked at under that name where it is sent. */
function argsOf(pattern: string): RestEndpoint['args'] {
  const text = { type: 'string', required: false };
  if (pattern.includes('continents/(')) return { continent: text };
  return pattern.includes('countries/(') || pattern.includes('currencies/(') ? { location: text } : {};
}

function country(code: string, view: View): object {
  const record = { code, name: countryNames(view.profile).get(code), states: statesOf(code, view.profile) };
  return withLinks(view, 'data/countries', code.toLowerCase(), record);
}

function continent(code: string, view: View): object {
  const [name, countries] = continents[code] as readonly [string, string];
  const names = countryNames(view.profile);
  const own = countries.split(' ').filter(one => names.has(one));
  const list = own.map(one => {
    const details = countryDetails(one);
    // The name of a country's money takes the place of its own.
    const name = details ? currencyOf(details.currency_code, view.profile).name : names.get(one);
    return { code: one, name, ...details, states: statesOf(one, view.profile) };
  });
  return withLinks(view, 'data/continents', code.toLowerCase(), { code, name, countries: list });
}

function currency(code: string, view: View): object {
  const { name, symbol } = currencyOf(code, view.profile);
  return withLinks(view, 'data/currencies', code, { code, name, symbol });
}
