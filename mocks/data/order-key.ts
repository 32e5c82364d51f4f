const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** How many characters stand behind `wc_order_`. */
export const orderKeyLength = 13;

/** `wc_generate_order_key()`. @param numbers a whole number for each character. */
export function orderKey(numbers: Iterable<number>): string {
  let key = 'wc_order_';
  for (const number of numbers) key += alphabet[number % alphabet.length];
  return key;
}
