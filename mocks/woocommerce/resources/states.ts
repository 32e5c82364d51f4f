import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';

/** States of some countries (ISO 3166-2), in the form in which WooCommerce writes their codes; of others none is known here. */
const states: Readonly<Record<string, string>> = {
  AO: 'BGO Bengo|BLU Benguela|BIE Bié|CAB Cabinda|CNN Cunene|HUA Huambo|HUI Huíla|CCU Kuando Kubango|CNO Kwanza-Norte|CUS Kwanza-Sul|LUA Luanda|LNO Lunda-Norte|LSU Lunda-Sul|MAL Malanje|MOX Moxico|NAM Namibe|UIG Uíge|ZAI Zaire',
  DE: 'DE-BW Baden-Württemberg|DE-BY Bavaria|DE-BE Berlin|DE-BB Brandenburg|DE-HB Bremen|DE-HH Hamburg|DE-HE Hesse|DE-MV Mecklenburg-Vorpommern|DE-NI Lower Saxony|DE-NW North Rhine-Westphalia|DE-RP Rhineland-Palatinate|DE-SL Saarland|DE-SN Saxony|DE-ST Saxony-Anhalt|DE-SH Schleswig-Holstein|DE-TH Thuringia',
  US: 'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AA Armed Forces (AA)|AE Armed Forces (AE)|AP Armed Forces (AP)',
};

/** Germany's came after 5.8. */
export function statesOf(
  country: string,
  { woocommerce }: Profile,
): readonly { readonly code: string; readonly name: string }[] {
  if (country === 'DE' && !versionAtLeast(woocommerce, '6.6')) return [];
  return (states[country]?.split('|') ?? []).map(one => {
    const [code, ...name] = one.split(' ');
    return { code: code as string, name: name.join(' ') };
  });
}

/** True for the code or the name of a state, in any case; for none, and for any where the country's are not known. */
export function isStateOf(country: string, sent: string, profile: Profile): boolean {
  const all = statesOf(country, profile);
  const wanted = sent.toUpperCase();
  const isIt = (text: string) => text.toUpperCase() === wanted;
  return sent === '' || all.length === 0 || all.some(({ code, name }) => isIt(code) || isIt(name));
}
