import { type WpError, wpError } from '../error.ts';

/**
 * What whoever is let in hears where this store does nothing: a status and a code that no real store has, and the name
 * of the route, so that nobody takes it for an answer of WooCommerce's.
 *
 * @param method one method of the route.
 * @param pattern the route as it is registered.
 */
export function notSimulated(method: string, pattern: string): WpError {
  const route = `${method} ${pattern}`;
  return wpError('latchkey_not_simulated', `The simulated store does not do this: ${route}.`, 501, { route });
}
