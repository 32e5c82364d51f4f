import type { ShippingZone } from '../../data/others.ts';
import type { Profile } from '../profiles.ts';
import { countryNames } from './country-names.ts';
import { continents } from './places.ts';
import { statesOf } from './states.ts';

/** So many regions are named, and the others counted. */
const mostNamed = 10;

/**
 * `WC_Shipping_Zone::get_formatted_location()`: the name of a zone that is saved without one, by what it covers: continents,
 * countries, states, postcodes. Measured on 5.8, 7.8 and 10.5.
 */
export function nameOfPlaces(locations: ShippingZone['locations'], profile: Profile): string {
  const of = (type: string) => locations.filter(one => one.type === type).map(({ code }) => code);
  const regions = [
    ...of('continent').map(code => continents[code]?.[0]),
    ...of('country').map(code => countryNames(profile).get(code)),
    ...of('state').map(code => {
      const [country = '', state = ''] = code.split(':');
      return statesOf(country, profile).find(one => String(one.code) === state)?.name;
    }),
    ...of('postcode'),
  ].filter(name => name !== undefined);
  if (regions.length === 0) return 'Everywhere';
  const named = regions.slice(0, mostNamed).join(', ');
  const others = regions.length - mostNamed;
  if (others <= 0) return named;
  return `${named} and ${others} other region${others === 1 ? '' : 's'}`;
}
