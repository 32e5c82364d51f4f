import { type Mistake, type MistakeVariant, withParameters } from '../mistake.ts';
import type { Plan, SignedParameter } from '../plan.ts';

const isItem = (parameter: SignedParameter): boolean => parameter.name.includes('[');
const arrayName = (parameter: SignedParameter): string =>
  parameter.name.slice(0, parameter.name.indexOf('['));

/** The plan with the items of arrays written by another rule; none when the request has no array. */
function renamed(plan: Plan, name: (item: SignedParameter) => string, detail?: string): MistakeVariant[] {
  if (!plan.parameters.some(item => isItem(item) && name(item) !== item.name)) return [];
  const parameters = plan.parameters.map(item =>
    isItem(item) ? { ...item, name: name(item), encodedName: undefined } : item,
  );
  return [{ plan: withParameters(plan, parameters), ...(detail && { detail }) }];
}

/** Whether some item was sent without its index: where every key is there, nobody has left one out. */
function isNumberedByPhp(plan: Plan): boolean {
  return plan.parameters.some(item => item.sentName.includes('[]'));
}

/** The plan with each array of a request made one parameter. */
function joined(plan: Plan, separator: string, suffix: string): Plan {
  const arrays = Map.groupBy(plan.parameters.filter(isItem), arrayName);
  const one = [...arrays].map(([name, items]) => ({
    ...(items[0] as SignedParameter),
    name: name + suffix,
    encodedName: undefined,
    sentName: name + suffix,
    value: items.map(item => item.value).join(separator),
  }));
  return withParameters(plan, [...plan.parameters.filter(item => !isItem(item)), ...one]);
}

export const arrayMistakes: readonly Mistake[] = [
  {
    id: 'array-without-index',
    step: 'arrays',
    title: 'Items of arrays are signed without their index',
    does: 'The client signs include[] where the store signs include[0]: PHP numbers the items.',
    fix: 'Send and sign explicit indices: include[0]=1&include[1]=2.',
    libraries: [
      { library: 'requests-oauthlib', line: "params={'include[0]': 1, 'include[1]': 2}" },
      { library: 'woocommerce-api', line: "client.getAsync('products?include[0]=1&include[1]=2')" },
    ],
    variants: plan =>
      isNumberedByPhp(plan)
        ? [
            ...renamed(plan, item => item.name.replace(/\[\d+\]$/, '[]')),
            ...renamed(plan, item => `${arrayName(item)}[]`, 'nor any name inside'),
            ...renamed(plan, item => item.name.replace(/\[\d+\]$/, '[]$&'), 'include[][0] was signed'),
          ]
        : [],
  },
  {
    id: 'array-name-bare',
    step: 'arrays',
    title: 'Items of arrays are signed under the bare name',
    does: 'The client signs include=1&include=2 where it sends include[]=1&include[]=2 or include[0]=1&include[1]=2.',
    fix: 'Sign the names as they are sent, with explicit indices: include[0]=1&include[1]=2. Where the library drops them, send one value with commas, include=1,2.',
    variants: plan => [
      ...renamed(plan, arrayName),
      ...renamed(plan, item => item.name.replaceAll(/\[([^\]]*)\]/g, '.$1'), 'include.0 was signed'),
      ...renamed(plan, item => item.name.replaceAll(/\[([^\]]*)\]/g, '_$1'), 'include_0 was signed'),
      ...renamed(plan, item => item.name.replaceAll(/\[([^\]]*)\]/g, '$1'), 'include0 was signed'),
    ],
  },
  {
    id: 'array-joined-with-commas',
    step: 'arrays',
    title: 'An array is signed as one value with commas',
    does: 'The client signs include=1,2,3 where it sends the items one by one.',
    fix: 'Sign what is sent: either include=1,2,3 in both places, or explicit indices in both.',
    libraries: [
      { library: 'woocommerce-rest-ts-api', line: "api.get('products', { include: ids.join(',') })" },
    ],
    variants: plan => {
      if (!plan.parameters.some(isItem)) return [];
      return [
        { plan: joined(plan, ',', '') },
        { plan: joined(plan, ',', '[]'), detail: 'under a name that ends in []' },
        { plan: joined(plan, ', ', '') },
        { plan: joined(plan, ',', '[0]'), detail: 'the whole list as item 0' },
      ];
    },
  },
  {
    id: 'array-one-item-signed',
    step: 'arrays',
    title: 'Not all items of an array are signed',
    does: 'The client keeps one of several parameters with the same name, or none.',
    fix: 'Keep parameters as a list of pairs, not as a dictionary, or use explicit indices.',
    inPairs: 4,
    variants: plan => {
      const items = plan.parameters.filter(isItem);
      // Of an array with one item all are signed.
      if ([...Map.groupBy(items, arrayName).values()].every(group => group.length < 2)) return [];
      const names = new Set(items.map(arrayName));
      const keep = (which: 0 | -1, rename?: (item: SignedParameter) => string): Plan => {
        const kept = [...names].map(
          name => items.filter(item => arrayName(item) === name).at(which) as SignedParameter,
        );
        const others = plan.parameters.filter(item => !isItem(item));
        return withParameters(plan, [
          ...others,
          ...kept.map(item => ({
            ...item,
            ...(rename && { name: rename(item), encodedName: undefined }),
          })),
        ]);
      };
      return [
        { plan: keep(-1), detail: 'the last' },
        { plan: keep(0), detail: 'the first' },
        { plan: keep(-1, item => `${arrayName(item)}[]`), detail: 'the last, without its index' },
        { plan: keep(0, item => `${arrayName(item)}[]`), detail: 'the first, without its index' },
        { plan: keep(-1, item => `${arrayName(item)}[0]`), detail: 'the last, as item 0' },
        { plan: { ...plan, parameters: plan.parameters.filter(item => !isItem(item)) }, detail: 'none' },
      ];
    },
  },
  {
    id: 'array-counted-from-one',
    step: 'arrays',
    title: 'Items of arrays are counted from one',
    does: 'The client signs include[1] for the first item, the store include[0].',
    fix: 'Count from 0, or send the indices that you sign.',
    variants: plan =>
      isNumberedByPhp(plan)
        ? renamed(plan, item => item.name.replace(/\[(\d+)\]$/, (_, n) => `[${Number(n) + 1}]`))
        : [],
  },
  {
    id: 'array-values-sorted',
    step: 'arrays',
    title: 'The values of an array are sorted before signing',
    does: 'The client sorts the values of an array for the base string and sends them in another order.',
    fix: 'Sign the items in the order sent: include[0] is the first.',
    variants: plan => {
      const items = plan.parameters.filter(isItem);
      const bySorting = (compare: (a: string, b: string) => number): Plan => {
        const values = new Map(
          [...Map.groupBy(items, arrayName)].flatMap(([, group]) => {
            const sorted = group.map(item => item.value).toSorted(compare);
            return group.map((item, index) => [item, sorted[index] as string] as const);
          }),
        );
        const parameters = plan.parameters.map(item => ({ ...item, value: values.get(item) ?? item.value }));
        return { ...plan, parameters };
      };
      if (items.length < 2) return [];
      return [
        { plan: bySorting((a, b) => (a < b ? -1 : a > b ? 1 : 0)), detail: 'as texts' },
        { plan: bySorting((a, b) => Number(a) - Number(b)), detail: 'as numbers' },
        { plan: bySorting((a, b) => Number(b) - Number(a)), detail: 'as numbers, the highest first' },
      ];
    },
  },
  {
    id: 'objects-signed-as-text',
    step: 'arrays',
    title: 'An array or object is signed as its name in the language',
    does: 'The client signs "[object Object]", "Array" or "[1, 2]" in the place of the items.',
    fix: 'Flatten arrays and objects before signing: meta[0][key]=…',
    inPairs: 6,
    variants: plan => {
      if (!plan.parameters.some(isItem)) return [];
      const json = joined(plan, ',', '');
      const spell = (write: (value: string) => string): Plan => ({
        ...json,
        parameters: json.parameters.map(item =>
          plan.parameters.some(old => old.name === item.name) ? item : { ...item, value: write(item.value) },
        ),
      });
      return [
        { plan: spell(() => '[object Object]'), detail: '[object Object]' },
        { plan: spell(() => 'Array'), detail: 'Array' },
        { plan: spell(() => 'System.Object[]'), detail: 'System.Object[]' },
        { plan: spell(() => 'System.String[]'), detail: 'System.String[]' },
        { plan: spell(() => 'System.Int32[]'), detail: 'System.Int32[]' },
        {
          plan: spell(() => 'System.Collections.Generic.List`1[System.Int32]'),
          detail: 'List`1[System.Int32]',
        },
        {
          plan: spell(() => 'System.Collections.Generic.List`1[System.String]'),
          detail: 'List`1[System.String]',
        },
        { plan: spell(() => ''), detail: 'an empty text' },
        { plan: spell(value => `['${value.split(',').join("', '")}']`), detail: 'as a Python list of texts' },
        { plan: spell(value => `[${value.split(',').join(' ')}]`), detail: 'as a Go slice' },
        { plan: spell(value => `[${value}]`), detail: 'as JSON' },
        { plan: spell(value => `[${value.split(',').join(', ')}]`), detail: 'as a Python list' },
        { plan: spell(value => `["${value.split(',').join('","')}"]`), detail: 'as JSON of strings' },
      ];
    },
  },
  {
    id: 'name-not-as-php-sees-it',
    step: 'arrays',
    title: 'A parameter name holds a character that PHP replaces',
    does: 'The client signs a name with a dot, a space or an open bracket; PHP makes an underscore of it before the store signs.',
    fix: 'Avoid dots and spaces in parameter names, or sign them as underscores: a.b is a_b.',
    variants: plan => {
      const changed = plan.parameters.some(item => !isItem(item) && item.sentName !== item.name);
      if (!changed) return [];
      const parameters = plan.parameters.map(item =>
        isItem(item) ? item : { ...item, name: item.sentName, encodedName: undefined },
      );
      return [{ plan: withParameters(plan, parameters) }];
    },
  },
];
