import { type ChoiceSet, type MeasuredSetting, measuredSettings } from '../../../data/settings-table.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Profile } from '../../profiles.ts';
import { countryNames } from '../country-names.ts';
import { currencies, currencyOf } from '../currencies.ts';
import { statesOf } from '../states.ts';

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
  countries: profile => Object.fromEntries(countryNames(profile)),
  // A country that has states is chosen by one of them.
  'countries and states': profile =>
    Object.fromEntries(
      [...countryNames(profile)].flatMap(([country, name]) => {
        const states = statesOf(country, profile);
        if (states.length === 0) return [[country, name]];
        return states.map(state => [`${country}:${state.code}`, `${name} - ${state.name}`]);
      }),
    ),
  currencies: profile => Object.fromEntries(currencies.map(code => [code, currencyChoice(code, profile)])),
  // Those that WordPress and WooCommerce make, in the order in which they make them.
  pages: () => ({ 2: 'Sample Page', 5: 'Shop', 6: 'Cart', 7: 'Checkout', 8: 'My account' }),
};

/** Since 9.2 its code as well. */
function currencyChoice(code: string, profile: Profile): string {
  const { name, symbol } = currencyOf(code, profile);
  const shown = `${name} (${symbol})`;
  return versionAtLeast(profile.woocommerce, '9.2') ? `${shown} — ${code}` : shown;
}
