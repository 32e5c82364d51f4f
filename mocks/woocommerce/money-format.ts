import type { Data } from '../data/data.ts';
import { asInteger, asText } from './resources/values.ts';

/** How a shop writes money. */
export interface MoneyFormat {
  readonly decimals: number;
  readonly decimalSeparator: string;
  readonly thousandSeparator: string;
  /** Whether the symbol stands before the amount. */
  readonly isLeft: boolean;
  /** What stands between them: '' or a space. */
  readonly space: '' | ' ';
}

/** `wc_get_price_decimals()` and its like: the general settings of the shop. */
export function moneyFormat({ settings }: Pick<Data, 'settings'>): MoneyFormat {
  const set = (name: string, otherwise: string) =>
    asText(settings.get(`general/woocommerce_${name}`), otherwise);
  const place = set('currency_pos', 'left');
  return {
    decimals: asInteger(set('price_num_decimals', '2')),
    decimalSeparator: set('price_decimal_sep', '.'),
    thousandSeparator: set('price_thousand_sep', ','),
    isLeft: place.startsWith('left'),
    space: place.endsWith('_space') ? ' ' : '',
  };
}
