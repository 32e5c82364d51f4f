import { editOnly, field, type ItemSchema, metaData, shown } from '../schema.ts';
import { addressFields } from './address.ts';

/** A customer, as OPTIONS /wc/v3/customers shows it. */
export const customerSchema: ItemSchema = {
  title: 'customer',
  properties: {
    id: shown('integer'),
    date_created: shown('date-time'),
    date_created_gmt: shown('date-time'),
    date_modified: shown('date-time'),
    date_modified_gmt: shown('date-time'),
    email: field('string', { format: 'email' }),
    first_name: field('string'),
    last_name: field('string'),
    role: shown('string'),
    username: field('string'),
    password: field('string', { context: editOnly }),
    billing: field('object', {
      properties: {
        ...addressFields,
        email: field('string', { format: 'email' }),
        phone: field('string'),
      },
    }),
    shipping: field('object', {
      properties: {
        ...addressFields,
        phone: field('string'),
      },
    }),
    is_paying_customer: shown('bool'),
    avatar_url: shown('string'),
    meta_data: metaData,
  },
};
