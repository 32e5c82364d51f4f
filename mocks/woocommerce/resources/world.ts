import { wpError } from '../../wordpress/error.ts';
import type { RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { currencies } from './currencies.ts';
import { Namespace, withLinks } from './managed.ts';
import { routeUrl, type View } from './view.ts';

/** Continents and their countries, by code (ISO 3166). */
const continents: Readonly<Record<string, readonly [string, string]>> = {
  AF: [
    'Africa',
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW',
  ],
  AN: ['Antarctica', 'AQ BV GS HM TF'],
  AS: [
    'Asia',
    'AE AF AM AZ BD BH BN BT CC CN CX CY GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE',
  ],
  EU: [
    'Europe',
    'AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK',
  ],
  NA: [
    'North America',
    'AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC VG VI',
  ],
  OC: ['Oceania', 'AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS'],
  SA: ['South America', 'AR BO BR CL CO EC FK GF GY PE PY SR UY VE'],
};

// Made when they are first asked for: ICU reads its tables for them, which would be a good part of a start.
const countryNames = once(() => new Intl.DisplayNames('en', { type: 'region' }));
const currencyNames = once(() => new Intl.DisplayNames('en', { type: 'currency' }));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** `…/data` of wc/v3: countries, continents, currencies. The names are Unicode's. */
export function worldRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const codes = Object.values(continents)
    .flatMap(([, countries]) => countries.split(' '))
    .sort();
  const missing = (what: string, many = 'locations') =>
    wpError(`woocommerce_rest_data_invalid_${what}`, `There are no ${many} matching these parameters.`, 404);
  return [
    wc.route('data', [
      wc.list('settings', view =>
        [
          ['continents', 'List of supported continents, countries, and states.'],
          ['countries', 'List of supported states in a given country.'],
          ['currencies', 'List of supported currencies.'],
        ].map(([slug, description]) => ({
          slug,
          description,
          _links: { self: [{ href: routeUrl(view, `data/${slug}`) }] },
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
    wc.route('data/countries', [wc.list('settings', view => codes.map(code => country(code, view)))]),
    wc.route('data/countries/(?P<location>[\\w-]+)', [
      wc.one(['GET'], 'settings', 'list', ({ urlParams }, view) => {
        const code = (urlParams.get('location') ?? '').toUpperCase();
        return codes.includes(code) ? { data: country(code, view) } : missing('location');
      }),
    ]),
    wc.route('data/currencies', [wc.list('settings', view => currencies.map(code => currency(code, view)))]),
    wc.route('data/currencies/current', [
      wc.one(['GET'], 'settings', 'view', (_request, view) => ({ data: currency('USD', view) })),
    ]),
    wc.route('data/currencies/(?P<currency>[\\w-]{3})', [
      wc.one(['GET'], 'settings', 'list', ({ urlParams }, view) => {
        const code = (urlParams.get('currency') ?? '').toUpperCase();
        return currencies.includes(code) ? { data: currency(code, view) } : missing('currency', 'currencies');
      }),
    ]),
  ];
}

function country(code: string, view: View): object {
  const record = { code, name: countryNames().of(code) ?? code, states: [] };
  return withLinks(view, 'data/countries', code.toLowerCase(), record);
}

function continent(code: string, view: View): object {
  const [name, countries] = continents[code] as readonly [string, string];
  const list = countries
    .split(' ')
    .map(one => ({ code: one, name: countryNames().of(one) ?? one, states: [] }));
  return withLinks(view, 'data/continents', code.toLowerCase(), { code, name, countries: list });
}

function currency(code: string, view: View): object {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  const symbol = parts.find(part => part.type === 'currency')?.value ?? code;
  return withLinks(view, 'data/currencies', code, { code, name: currencyNames().of(code) ?? code, symbol });
}
