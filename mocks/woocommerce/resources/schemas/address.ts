import { field } from '../schema.ts';

/** The fields of a shipping address, and those that a billing address begins with. */
export const addressFields = {
  first_name: field('string'),
  last_name: field('string'),
  company: field('string'),
  address_1: field('string'),
  address_2: field('string'),
  city: field('string'),
  state: field('string'),
  postcode: field('string'),
  country: field('string'),
};
