import { byEncodedName, type Mistake } from '../mistake.ts';
import type { EncodedPair, Plan } from '../plan.ts';

type Compare = (a: EncodedPair, b: EncodedPair) => number;

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const isOauth = (pair: EncodedPair): boolean => pair.parameter.name.startsWith('oauth_');
const sortedBy = (plan: Plan, compare: Compare): Plan => ({
  ...plan,
  order: pairs => pairs.toSorted(compare),
});
const position: Compare = (a, b) => a.parameter.position - b.parameter.position;

const natural = new Intl.Collator('en', { numeric: true });

export const orderMistakes: readonly Mistake[] = [
  {
    id: 'array-items-sorted',
    step: 'order',
    title: 'The items of an array are signed in another order than sent',
    does: 'The client sorts include[10] before include[2]; the store signs the items of an array in the order sent.',
    fix: 'Send the parameters of the URL in the order of the base string, or keep an array to ten items (include[0] … include[9]).',
    libraries: [
      {
        library: '@woocommerce/woocommerce-rest-api',
        line: "api.get('products', { include: ids.slice(0, 10) })  // or ids.join(',') over HTTPS",
      },
    ],
    variants: plan => [
      { plan: { ...plan, order: byEncodedName }, detail: 'sorted by their encoded names' },
      {
        plan: sortedBy(plan, (a, b) => natural.compare(a.parameter.name, b.parameter.name)),
        detail: 'sorted by number',
      },
    ],
  },
  {
    id: 'not-sorted',
    step: 'order',
    title: 'The parameters are not sorted',
    does: 'The client signs the parameters in the order in which it sends them.',
    fix: 'Sort all parameters, the oauth_ ones among them, by name in byte order before joining them.',
    variants: plan => [
      { plan: sortedBy(plan, position), detail: 'in the order sent' },
      {
        plan: sortedBy(plan, (a, b) => Number(isOauth(b)) - Number(isOauth(a)) || position(a, b)),
        detail: 'the oauth_ parameters first, in the order sent',
      },
      {
        plan: sortedBy(plan, (a, b) => Number(isOauth(a)) - Number(isOauth(b)) || position(a, b)),
        detail: 'the oauth_ parameters last, in the order sent',
      },
    ],
  },
  {
    id: 'oauth-parameters-sorted-apart',
    step: 'order',
    title: 'The oauth_ parameters are sorted apart from the rest',
    does: 'The client sorts the oauth_ parameters and the query separately and puts one list behind the other.',
    fix: 'Put all parameters into one list and sort that.',
    variants: plan => {
      const oauthFirst: Compare = (a, b) => Number(isOauth(b)) - Number(isOauth(a));
      const oauthLast: Compare = (a, b) => Number(isOauth(a)) - Number(isOauth(b));
      const byName: Compare = (a, b) => text(a.name, b.name);
      const oauthSorted: Compare = (a, b) => (isOauth(a) && isOauth(b) ? byName(a, b) : position(a, b));
      return [
        {
          plan: sortedBy(plan, (a, b) => oauthFirst(a, b) || byName(a, b)),
          detail: 'the oauth_ parameters first',
        },
        {
          plan: sortedBy(plan, (a, b) => oauthLast(a, b) || byName(a, b)),
          detail: 'the oauth_ parameters last',
        },
        {
          plan: sortedBy(plan, (a, b) => oauthFirst(a, b) || oauthSorted(a, b)),
          detail: 'the oauth_ parameters first, the others in the order sent',
        },
        {
          plan: sortedBy(plan, (a, b) => oauthLast(a, b) || oauthSorted(a, b)),
          detail: 'the oauth_ parameters last, the others in the order sent',
        },
      ];
    },
  },
  {
    id: 'sorted-without-case',
    step: 'order',
    title: 'The parameters are sorted without regard to case',
    does: 'The client sorts "a, B, c"; in byte order upper case comes first: "B, a, c".',
    fix: 'Compare bytes, not letters.',
    variants: plan => [{ plan: sortedBy(plan, (a, b) => text(a.name.toLowerCase(), b.name.toLowerCase())) }],
  },
  {
    id: 'sorted-by-locale',
    step: 'order',
    title: 'The parameters are sorted as words of a language',
    does: 'The client sorts with a locale, which passes over marks such as "_" and "[".',
    fix: 'Compare bytes: in most languages the plain comparison of strings, not a collator.',
    libraries: [
      { library: 'JavaScript', line: 'keys.sort()  // not keys.sort((a, b) => a.localeCompare(b))' },
      { library: 'C#', line: 'StringComparer.Ordinal' },
    ],
    variants: plan => {
      const collator = new Intl.Collator('en');
      const ignoring = new Intl.Collator('en', { ignorePunctuation: true });
      return [
        { plan: sortedBy(plan, (a, b) => collator.compare(a.parameter.name, b.parameter.name)) },
        { plan: sortedBy(plan, (a, b) => ignoring.compare(a.parameter.name, b.parameter.name)) },
      ];
    },
  },
  {
    id: 'sorted-in-reverse',
    step: 'order',
    title: 'The parameters are sorted in reverse',
    does: 'The client sorts from z to a.',
    fix: 'Sort in ascending byte order.',
    variants: plan => [{ plan: sortedBy(plan, (a, b) => text(b.name, a.name) || text(b.value, a.value)) }],
  },
  {
    id: 'sorted-by-value',
    step: 'order',
    title: 'The parameters are sorted by value',
    does: 'The client sorts by the values, as a sort of an associative array does in some languages, or by the length of the names.',
    fix: 'Sort by name.',
    libraries: [{ library: 'PHP', line: "uksort($params, 'strcmp');  // not asort($params)" }],
    variants: plan => [
      { plan: sortedBy(plan, (a, b) => text(a.value, b.value) || text(a.name, b.name)) },
      {
        plan: sortedBy(plan, (a, b) => a.name.length - b.name.length || text(a.name, b.name)),
        detail: 'by the length of the names',
      },
    ],
  },
  {
    id: 'sorted-as-pairs',
    step: 'order',
    title: 'The pairs are sorted after joining',
    does: 'The client sorts the texts "name=value", where "=" comes after digits: "page2=…" before "page=…".',
    fix: 'Sort by name first and join afterwards.',
    variants: plan => [
      { plan: sortedBy(plan, (a, b) => text(`${a.name}=${a.value}`, `${b.name}=${b.value}`)) },
      { plan: sortedBy(plan, (a, b) => text(`${a.name}%3D${a.value}`, `${b.name}%3D${b.value}`)) },
    ],
  },
  {
    id: 'sorted-before-encoding',
    step: 'order',
    title: 'The parameters are sorted by their plain names',
    does: 'The client sorts names before encoding them, items of arrays among them.',
    fix: 'Send the items of an array in the order in which you sign them: the store keeps the order sent.',
    variants: plan => [
      { plan: sortedBy(plan, (a, b) => text(a.parameter.name, b.parameter.name)) },
      {
        plan: sortedBy(plan, (a, b) => text(a.parameter.sentName, b.parameter.sentName)),
        detail: 'by the names as sent',
      },
    ],
  },
];
