import type { Data } from '../../data/data.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import { asText } from './values.ts';

interface Currency {
  readonly symbol: string;
  readonly name: string;
}

/** What `GET /wc/v3/data/currencies` of a real 10.5 tells, in its order: code, symbol and name, with their entities. */
const table: readonly string[] = [
  'AED=&#x62f;.&#x625;=United Arab Emirates dirham',
  'AFN=&#x60b;=Afghan afghani',
  'ALL=L=Albanian lek',
  'AMD=AMD=Armenian dram',
  'ANG=&fnof;=Netherlands Antillean guilder',
  'AOA=Kz=Angolan kwanza',
  'ARS=&#36;=Argentine peso',
  'AUD=&#36;=Australian dollar',
  'AWG=Afl.=Aruban florin',
  'AZN=&#8380;=Azerbaijani manat',
  'BAM=KM=Bosnia and Herzegovina convertible mark',
  'BBD=&#36;=Barbadian dollar',
  'BDT=&#2547;&nbsp;=Bangladeshi taka',
  'BGN=&#1083;&#1074;.=Bulgarian lev',
  'BHD=.&#x62f;.&#x628;=Bahraini dinar',
  'BIF=Fr=Burundian franc',
  'BMD=&#36;=Bermudian dollar',
  'BND=&#36;=Brunei dollar',
  'BOB=Bs.=Bolivian boliviano',
  'BRL=&#82;&#36;=Brazilian real',
  'BSD=&#36;=Bahamian dollar',
  'BTC=&#3647;=Bitcoin',
  'BTN=Nu.=Bhutanese ngultrum',
  'BWP=P=Botswana pula',
  'BYR=Br=Belarusian ruble (old)',
  'BYN=Br=Belarusian ruble',
  'BZD=&#36;=Belize dollar',
  'CAD=&#36;=Canadian dollar',
  'CDF=Fr=Congolese franc',
  'CHF=&#67;&#72;&#70;=Swiss franc',
  'CLP=&#36;=Chilean peso',
  'CNY=&yen;=Chinese yuan',
  'COP=&#36;=Colombian peso',
  'CRC=&#x20a1;=Costa Rican col&oacute;n',
  'CUC=&#36;=Cuban convertible peso',
  'CUP=&#36;=Cuban peso',
  'CVE=&#36;=Cape Verdean escudo',
  'CZK=&#75;&#269;=Czech koruna',
  'DJF=Fr=Djiboutian franc',
  'DKK=kr.=Danish krone',
  'DOP=RD&#36;=Dominican peso',
  'DZD=&#x62f;.&#x62c;=Algerian dinar',
  'EGP=EGP=Egyptian pound',
  'ERN=Nfk=Eritrean nakfa',
  'ETB=Br=Ethiopian birr',
  'EUR=&euro;=Euro',
  'FJD=&#36;=Fijian dollar',
  'FKP=&pound;=Falkland Islands pound',
  'GBP=&pound;=Pound sterling',
  'GEL=&#x20be;=Georgian lari',
  'GGP=&pound;=Guernsey pound',
  'GHS=&#x20b5;=Ghana cedi',
  'GIP=&pound;=Gibraltar pound',
  'GMD=D=Gambian dalasi',
  'GNF=Fr=Guinean franc',
  'GTQ=Q=Guatemalan quetzal',
  'GYD=&#36;=Guyanese dollar',
  'HKD=&#36;=Hong Kong dollar',
  'HNL=L=Honduran lempira',
  'HRK=kn=Croatian kuna',
  'HTG=G=Haitian gourde',
  'HUF=&#70;&#116;=Hungarian forint',
  'IDR=Rp=Indonesian rupiah',
  'ILS=&#8362;=Israeli new shekel',
  'IMP=&pound;=Manx pound',
  'INR=&#8377;=Indian rupee',
  'IQD=&#x62f;.&#x639;=Iraqi dinar',
  'IRR=&#xfdfc;=Iranian rial',
  'IRT=&#x062A;&#x0648;&#x0645;&#x0627;&#x0646;=Iranian toman',
  'ISK=kr.=Icelandic kr&oacute;na',
  'JEP=&pound;=Jersey pound',
  'JMD=&#36;=Jamaican dollar',
  'JOD=&#x62f;.&#x627;=Jordanian dinar',
  'JPY=&yen;=Japanese yen',
  'KES=KSh=Kenyan shilling',
  'KGS=&#x441;&#x43e;&#x43c;=Kyrgyzstani som',
  'KHR=&#x17db;=Cambodian riel',
  'KMF=Fr=Comorian franc',
  'KPW=&#x20a9;=North Korean won',
  'KRW=&#8361;=South Korean won',
  'KWD=&#x62f;.&#x643;=Kuwaiti dinar',
  'KYD=&#36;=Cayman Islands dollar',
  'KZT=&#8376;=Kazakhstani tenge',
  'LAK=&#8365;=Lao kip',
  'LBP=&#x644;.&#x644;=Lebanese pound',
  'LKR=&#xdbb;&#xdd4;=Sri Lankan rupee',
  'LRD=&#36;=Liberian dollar',
  'LSL=L=Lesotho loti',
  'LYD=&#x62f;.&#x644;=Libyan dinar',
  'MAD=&#x62f;.&#x645;.=Moroccan dirham',
  'MDL=MDL=Moldovan leu',
  'MGA=Ar=Malagasy ariary',
  'MKD=&#x434;&#x435;&#x43d;=Macedonian denar',
  'MMK=Ks=Burmese kyat',
  'MNT=&#x20ae;=Mongolian t&ouml;gr&ouml;g',
  'MOP=P=Macanese pataca',
  'MRU=UM=Mauritanian ouguiya',
  'MUR=&#x20a8;=Mauritian rupee',
  'MVR=.&#x783;=Maldivian rufiyaa',
  'MWK=MK=Malawian kwacha',
  'MXN=&#36;=Mexican peso',
  'MYR=&#82;&#77;=Malaysian ringgit',
  'MZN=MT=Mozambican metical',
  'NAD=N&#36;=Namibian dollar',
  'NGN=&#8358;=Nigerian naira',
  'NIO=C&#36;=Nicaraguan c&oacute;rdoba',
  'NOK=&#107;&#114;=Norwegian krone',
  'NPR=&#8360;=Nepalese rupee',
  'NZD=&#36;=New Zealand dollar',
  'OMR=&#x631;.&#x639;.=Omani rial',
  'PAB=B/.=Panamanian balboa',
  'PEN=S/=Sol',
  'PGK=K=Papua New Guinean kina',
  'PHP=&#8369;=Philippine peso',
  'PKR=&#8360;=Pakistani rupee',
  'PLN=&#122;&#322;=Polish z&#x142;oty',
  'PRB=&#x440;.=Transnistrian ruble',
  'PYG=&#8370;=Paraguayan guaran&iacute;',
  'QAR=&#x631;.&#x642;=Qatari riyal',
  'RON=lei=Romanian leu',
  'RSD=&#1088;&#1089;&#1076;=Serbian dinar',
  'RUB=&#8381;=Russian ruble',
  'RWF=Fr=Rwandan franc',
  'SAR=&#x631;.&#x633;=Saudi riyal',
  'SBD=&#36;=Solomon Islands dollar',
  'SCR=&#x20a8;=Seychellois rupee',
  'SDG=&#x62c;.&#x633;.=Sudanese pound',
  'SEK=&#107;&#114;=Swedish krona',
  'SGD=&#36;=Singapore dollar',
  'SHP=&pound;=Saint Helena pound',
  'SLL=Le=Sierra Leonean leone',
  'SOS=Sh=Somali shilling',
  'SRD=&#36;=Surinamese dollar',
  'SSP=&pound;=South Sudanese pound',
  'STN=Db=S&atilde;o Tom&eacute; and Pr&iacute;ncipe dobra',
  'SYP=&#x644;.&#x633;=Syrian pound',
  'SZL=E=Swazi lilangeni',
  'THB=&#3647;=Thai baht',
  'TJS=&#x405;&#x41c;=Tajikistani somoni',
  'TMT=m=Turkmenistan manat',
  'TND=&#x62f;.&#x62a;=Tunisian dinar',
  'TOP=T&#36;=Tongan pa&#x2bb;anga',
  'TRY=&#8378;=Turkish lira',
  'TTD=&#36;=Trinidad and Tobago dollar',
  'TWD=&#78;&#84;&#36;=New Taiwan dollar',
  'TZS=Sh=Tanzanian shilling',
  'UAH=&#8372;=Ukrainian hryvnia',
  'UGX=UGX=Ugandan shilling',
  'USD=&#36;=United States (US) dollar',
  'UYU=&#36;=Uruguayan peso',
  'UZS=UZS=Uzbekistani som',
  'VEF=Bs F=Venezuelan bol&iacute;var (2008–2018)',
  'VES=Bs.=Venezuelan bol&iacute;var',
  'VND=&#8363;=Vietnamese &#x111;&#x1ed3;ng',
  'VUV=Vt=Vanuatu vatu',
  'WST=T=Samoan t&#x101;l&#x101;',
  'XAF=CFA=Central African CFA franc',
  'XCD=&#36;=East Caribbean dollar',
  'XOF=CFA=West African CFA franc',
  'XPF=XPF=CFP franc',
  'YER=&#xfdfc;=Yemeni rial',
  'ZAR=&#82;=South African rand',
  'ZMW=ZK=Zambian kwacha',
];

/** What was otherwise before a version, the oldest change first. */
const before: readonly (readonly [version: string, row: string])[] = [
  ['6.6', 'IQD=&#x639;.&#x62f;=Iraqi dinar'],
  ['6.6', 'SZL=L=Swazi lilangeni'],
  ['7.8', 'AZN=AZN=Azerbaijani manat'],
  ['7.8', 'DKK=DKK=Danish krone'],
  ['7.8', 'LYD=&#x644;.&#x62f;=Libyan dinar'],
  ['8.2', 'VEF=Bs F=Venezuelan bol&iacute;var'],
  ['8.2', 'VES=Bs.S=Bol&iacute;var soberano'],
  ['9.2', 'XPF=Fr=CFP franc'],
];

const known: ReadonlyMap<string, Currency> = new Map(table.map(parsed));

function parsed(row: string): [string, Currency] {
  const [code, symbol, name] = row.split('=') as [string, string, string];
  return [code, { symbol, name }];
}

/** `get_woocommerce_currencies()`, by code. */
export const currencies: readonly string[] = [...known.keys()];

/** `get_woocommerce_currency()`. */
export function shopCurrency({ settings }: Pick<Data, 'settings'>): string {
  return asText(settings.get('general/woocommerce_currency'), 'USD');
}

export function currencyOf(code: string, { woocommerce }: Profile): Currency {
  const older = before.find(
    ([version, row]) => row.startsWith(code) && !versionAtLeast(woocommerce, version),
  );
  if (older) return parsed(older[1])[1];
  return known.get(code) ?? { symbol: '', name: code };
}

/** The symbol as text, as an order tells it (`html_entity_decode()`). */
export function currencySymbol(code: string, profile: Profile): string {
  return currencyOf(code, profile).symbol.replaceAll(/&(#x?)?(\w+);/g, (entity, numeric, name) => {
    if (numeric === undefined) return named[name] ?? entity;
    return String.fromCodePoint(Number.parseInt(name, numeric === '#x' ? 16 : 10));
  });
}

/** The entities in the table that have a name. */
const named: Readonly<Record<string, string>> = {
  euro: '€',
  fnof: 'ƒ',
  nbsp: '\u{a0}',
  pound: '£',
  yen: '¥',
};
