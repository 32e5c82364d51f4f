import { type ChoiceSet, type MeasuredSetting, measuredSettings } from '../../../data/settings-table.ts';
import type { Profile } from '../../profiles.ts';
import { currencies, currencyName } from '../currencies.ts';
import { countriesOf, countryName } from '../places.ts';

const known = new Map<string, Promise<readonly MeasuredSetting[]>>();

/** E-mails that go to the shop, and so have a recipient to set. */
const toTheShop = ['email_new_order', 'email_cancelled_order', 'email_failed_order'];

/** The settings of a group; an e-mail that was not measured has those of one that is like it. */
export async function settingsOf({ name }: Profile, group: string): Promise<readonly MeasuredSetting[]> {
  let all = known.get(name);
  if (!all) {
    all = measuredSettings(name);
    known.set(name, all);
  }
  const settings = await all;
  const own = settings.filter(setting => setting.group === group);
  if (own.length > 0 || !group.startsWith('email_')) return own;
  const measured = toTheShop.includes(group) ? 'email_new_order' : 'email_customer_note';
  return settings.filter(setting => setting.group === measured);
}

/** What can be chosen, by value; undefined where anything can be written. */
export function choicesOf(
  { choices }: MeasuredSetting,
  profile: Profile,
): Readonly<Record<string, string>> | undefined {
  return typeof choices === 'string' ? sets[choices](profile) : choices;
}

const sets: Readonly<Record<ChoiceSet, (profile: Profile) => Readonly<Record<string, string>>>> = {
  countries: profile => Object.fromEntries(countriesOf(profile).map(code => [code, countryName(code)])),
  // Of the states the store's own alone.
  'countries and states': profile => ({
    ...sets.countries(profile),
    'US:CA': 'United States (US) — California',
  }),
  currencies: () => Object.fromEntries(currencies.map(code => [code, currencyName(code)])),
  // Those that WordPress and WooCommerce make, in the order in which they make them.
  pages: () => ({ 2: 'Sample Page', 5: 'Shop', 6: 'Cart', 7: 'Checkout', 8: 'My account' }),
};
