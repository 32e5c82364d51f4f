/** What the store says of the tables of its database: a list is empty too where its table is gone. */
import { isObject } from '../files/json-text.ts';
import type { Reading } from './reading.ts';

export function isEmptyList(reading: Reading | undefined): boolean {
  return Array.isArray(reading?.json) && reading.json.length === 0;
}

/**
 * The tables that are needed and are not there, by `GET wc/v3/system_status?_fields=database,settings`; undefined where the
 * answer does not say. Measured on 5.8 and 10.5: `other` names each table with the prefix that WooCommerce's own list
 * does not, and a table of that list is `false` where it is missing.
 *
 * @example
 * missingTables({ database: { database_prefix: 'wp_', database_tables: { woocommerce: {}, other: { wp_options: {} } } } });
 * // ['wp_posts', 'wp_postmeta']
 */
export function missingTables(status: unknown): readonly string[] | undefined {
  if (!isObject(status) || !isObject(status.database)) return undefined;
  const { database_prefix: prefix, database_tables: tables } = status.database;
  if (typeof prefix !== 'string' || !/^\w{1,40}$/.test(prefix) || !isObject(tables)) return undefined;
  const { woocommerce, other } = tables;
  // WordPress itself does not answer without this one: where it is not named, the list is not whole.
  if (!isObject(woocommerce) || !isObject(other) || !Object.hasOwn(other, `${prefix}options`))
    return undefined;
  const isOfOrders = isObject(status.settings) && status.settings.HPOS_enabled === true;
  const needed = ['posts', 'postmeta', ...(isOfOrders ? ['wc_orders'] : [])].map(name => prefix + name);
  const named = { ...other, ...woocommerce };
  return [
    ...needed.filter(name => !Object.hasOwn(named, name)),
    ...Object.keys(woocommerce).filter(name => /^\w{1,80}$/.test(name) && woocommerce[name] === false),
  ];
}
