/** What the legacy API makes of a tax rate's body: it goes to MySQL as `WC_Tax` prepares it, with no check before. */
import type { Data } from '../../../data/data.ts';
import type { TaxRate } from '../../../data/others.ts';
import { isEmpty } from '../../../php/compare.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { emptyRate, taxPlaces } from '../../resources/taxes.ts';
import { asInteger, asText } from '../../resources/values.ts';
import { clean } from './collection.ts';
import { isSet } from './managed.ts';

type Sent = Readonly<Record<string, unknown>>;

export function newRate(data: Data, id: number, at: number, sent: Sent): TaxRate {
  const empty: TaxRate = { ...emptyRate(id, at), rate: '0.0000', name: 'Tax' };
  return editedRate(data, empty, sent);
}

export function editedRate(data: Data, rate: TaxRate, sent: Sent): TaxRate {
  const of = <T>(name: string, before: T, read: (value: unknown) => T): T =>
    isSet(sent[name]) ? read(sent[name]) : before;
  const truth = (value: unknown) => !isEmptyJson(value);
  return {
    ...rate,
    country: of('country', rate.country, value => everywhere(asText(value).toUpperCase())),
    // sanitize_key()
    state: of('state', rate.state, value =>
      everywhere(
        asText(value)
          .toLowerCase()
          .replace(/[^a-z0-9_-]/g, '')
          .toUpperCase(),
      ),
    ),
    postcodes: ofPlaces(sent.postcode, rate.postcodes),
    cities: ofPlaces(sent.city, rate.cities),
    rate: of('rate', rate.rate, value => (Number.parseFloat(asText(value)) || 0).toFixed(4)),
    name: of('name', rate.name, value => (truth(value) ? asText(value) : 'Tax')),
    priority: of('priority', rate.priority, value => Math.abs(asInteger(value))),
    compound: of('compound', rate.compound, truth),
    shipping: of('shipping', rate.shipping, truth),
    order: of('order', rate.order, value => asInteger(value)),
    class: of('class', rate.class, value => {
      const slug = slugify(asText(value));
      return data.taxClasses.has(slug) ? slug : 'standard';
    }),
  };
}

function everywhere(place: string): string {
  return place === '*' ? '' : place;
}

/** An empty one changes nothing. */
function ofPlaces(value: unknown, before: readonly string[]): readonly string[] {
  if (isEmptyJson(value)) return before;
  const sent = Array.isArray(value) ? value.map(one => clean(one)) : clean(value).split(';');
  return taxPlaces(sent);
}

/** `empty()` of what JSON holds. */
function isEmptyJson(value: unknown): boolean {
  if (typeof value === 'string') return isEmpty(value);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return !value;
}
