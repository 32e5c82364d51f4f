import type { Term } from '../../data/term.ts';
import type { SettingsField } from './settings-fields.ts';

const title = (label: string, preset: string): SettingsField => ({
  id: 'title',
  label,
  type: 'text',
  preset,
});
const cost: SettingsField = { id: 'cost', label: 'Cost', type: 'text', preset: '' };
const taxStatus: SettingsField = {
  id: 'tax_status',
  label: 'Tax status',
  type: 'select',
  preset: 'taxable',
  choices: { taxable: 'Taxable', none: 'None' },
};
const freeShipping: readonly SettingsField[] = [
  {
    id: 'requires',
    label: 'Free shipping requires',
    type: 'select',
    preset: '',
    choices: { '': 'N/A', coupon: 'Coupon', min_amount: 'Amount', either: 'Either', both: 'Both' },
  },
  { id: 'min_amount', label: 'Minimum order amount', type: 'price', preset: '0' },
  { id: 'ignore_discounts', label: 'Coupons discounts', type: 'checkbox', preset: 'no' },
];

/** What can be set of a method. A flat rate has a cost for each shipping class, once there is one. */
export function methodFields(
  methodId: string,
  name: string,
  classes: readonly Term[],
): readonly SettingsField[] {
  if (methodId === 'free_shipping') return [title('Title', name), ...freeShipping];
  if (methodId === 'local_pickup') return [title('Title', name), taxStatus, cost];
  const flat = [title('Method title', name), taxStatus, { ...cost, preset: '0' }];
  if (classes.length === 0) return flat;
  const costOf = (id: string, label: string): SettingsField => ({ ...cost, id, label });
  return [
    ...flat,
    { id: 'class_costs', label: 'Shipping class costs', type: 'title', preset: '' },
    ...classes.map(({ id, name }) => costOf(`class_cost_${id}`, name)),
    costOf('no_class_cost', 'No shipping class cost'),
    {
      id: 'type',
      label: 'Calculation type',
      type: 'select',
      preset: 'class',
      choices: { class: 'Per class', order: 'Per order' },
    },
  ];
}
