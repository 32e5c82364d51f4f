/** Which tax rates hold where, and what they come to (`WC_Tax`). */
import type { Data } from '../../../data/data.ts';
import type { LineTax } from '../../../data/order.ts';
import type { TaxRate } from '../../../data/others.ts';
import { asText } from '../values.ts';

/** Where goods are taxed. */
export interface TaxPlace {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

/** `wc_tax_enabled()`. */
export function taxesAreOn(data: Data): boolean {
  return data.settings.get('general/woocommerce_calc_taxes') === 'yes';
}

/** Whether prices of products have the shop's own taxes in them. */
export function pricesIncludeTax(data: Data): boolean {
  return taxesAreOn(data) && data.settings.get('tax/woocommerce_prices_include_tax') === 'yes';
}

/** The shop's own place. */
export function basePlace(data: Data): TaxPlace {
  const [country = '', state = ''] = asText(
    data.settings.get('general/woocommerce_default_country'),
    'US:CA',
  ).split(':');
  return { country, state, postcode: '', city: '' };
}

/** `WC_Tax::find_rates()`: of each priority the rate that says most of the place. */
export function ratesAt(data: Data, place: TaxPlace, taxClass: string): readonly TaxRate[] {
  const wanted = taxClass === '' ? 'standard' : taxClass;
  const matching = data.taxRates
    .filter([rate => rate.class === wanted && isAt(rate, place)], { orderBy: 'id' })
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        saysMore(a.country, b.country) ||
        saysMore(a.state, b.state) ||
        b.postcodes.length - a.postcodes.length ||
        b.cities.length - a.cities.length ||
        a.order - b.order ||
        a.id - b.id,
    );
  return matching.filter((rate, at) => rate.priority !== matching[at - 1]?.priority);
}

function saysMore(a: string, b: string): number {
  return Number(a === '') - Number(b === '');
}

function isAt({ country, state, postcodes, cities }: TaxRate, place: TaxPlace): boolean {
  const is = (own: string, there: string) => own === '' || own === there.toUpperCase();
  if (!is(country, place.country) || !is(state, place.state)) return false;
  if (cities.length > 0 && !cities.includes(place.city.toUpperCase())) return false;
  return (
    postcodes.length === 0 || postcodes.some(own => fitsPostcode(own, place.postcode.toUpperCase().trim()))
  );
}

/** `94*` and `90000...90010`. */
export function fitsPostcode(own: string, postcode: string): boolean {
  const [from, to] = own.split('...');
  if (to !== undefined) return Number(postcode) >= Number(from) && Number(postcode) <= Number(to);
  if (own.endsWith('*')) return postcode.startsWith(own.slice(0, -1));
  return own === postcode;
}

/** What the rates add to an amount without taxes; those that are compound come on top of the others. */
export function added(amount: number, rates: readonly TaxRate[]): Map<number, number> {
  const taxes = new Map<number, number>();
  for (const rate of rates) if (!rate.compound) taxes.set(rate.id, (amount * Number(rate.rate)) / 100);
  let before = sum(taxes);
  for (const rate of rates) {
    if (!rate.compound) continue;
    taxes.set(rate.id, ((amount + before) * Number(rate.rate)) / 100);
    before = sum(taxes);
  }
  return taxes;
}

/** An amount without the taxes that are in it. */
export function withoutTaxes(amount: number, rates: readonly TaxRate[]): number {
  let rest = amount;
  for (const rate of rates) if (rate.compound) rest /= 1 + Number(rate.rate) / 100;
  const simple = rates.filter(rate => !rate.compound).reduce((all, rate) => all + Number(rate.rate), 0);
  return rest / (1 + simple / 100);
}

function sum(taxes: ReadonlyMap<number, number>): number {
  return [...taxes.values()].reduce((all, one) => all + one, 0);
}

/** As a line keeps them. */
export function lineTaxes(
  totals: ReadonlyMap<number, number>,
  subtotals?: ReadonlyMap<number, number>,
): readonly LineTax[] {
  return [...totals].map(([rate_id, total]) => ({
    rate_id,
    total: written(total),
    subtotal: subtotals ? written(subtotals.get(rate_id) ?? 0) : '',
  }));
}

/** `wc_get_rounding_precision()`. */
function written(amount: number): string {
  return String(Number(amount.toFixed(6)));
}
