/** How the Store API tells money: whole numbers of the smallest unit, with the shop's currency beside them. */
import type { Data } from '../data/data.ts';
import { moneyFormat } from './money-format.ts';
import type { Profile } from './profiles.ts';
import { currencySymbol, shopCurrency } from './resources/currencies.ts';

/** Text that the fields `currency_…` of all amounts have. */
export function storeCurrency(data: Data, profile: Profile) {
  const code = shopCurrency(data);
  const { decimals, decimalSeparator, thousandSeparator, isLeft, space } = moneyFormat(data);
  const symbol = currencySymbol(code, profile);
  return {
    currency_code: code,
    currency_symbol: symbol,
    currency_minor_unit: decimals,
    currency_decimal_separator: decimalSeparator,
    currency_thousand_separator: thousandSeparator,
    currency_prefix: isLeft ? `${symbol}${space}` : '',
    currency_suffix: isLeft ? '' : `${space}${symbol}`,
  };
}

/** `MoneyFormatter`: 9.99 is 999 where the shop shows two decimals, 10 where it shows none. */
export function minorUnits(data: Data, amount: number): string {
  return String(Math.round(Number((amount * 10 ** moneyFormat(data).decimals).toFixed(6))));
}
