import { editOnly, field, type ItemSchema, metaData, readonlyField } from '../schema.ts';
import { addressFields } from './address.ts';

/** A customer, as OPTIONS /wc/v3/customers shows it. */
export const customerSchema: ItemSchema = {
  title: 'customer',
  properties: {
    id: readonlyField('integer'),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    date_modified: readonlyField('date-time'),
    date_modified_gmt: readonlyField('date-time'),
    email: field('string', { format: 'email' }),
    first_name: field('string'),
    last_name: field('string'),
    role: readonlyField('string'),
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
    is_paying_customer: readonlyField('bool'),
    avatar_url: readonlyField('string'),
    meta_data: metaData,
  },
};
