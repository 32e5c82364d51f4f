import { InvalidArgumentError } from 'commander';

/** Parsers for the values of flags. Commander names the flag and the value; these say what was expected. */

export function port(text: string): number {
  return wholeNumber(text, 65_535, 'Expected a port: a whole number from 0 to 65535, 0 for a free one.');
}

/** What a machine can hold: ten million orders take some 750 MB. */
const mostOrders = 10_000_000;

export function orderCount(text: string): number {
  return wholeNumber(text, mostOrders, 'Expected a whole number from 0 to 10000000.');
}

/** How many stores at the same time. */
export function storeCount(text: string): number {
  const expected = 'Expected a whole number from 1 to 1000.';
  const number = wholeNumber(text, 1000, expected);
  if (number === 0) throw new InvalidArgumentError(expected);
  return number;
}

function wholeNumber(text: string, most: number, expected: string): number {
  if (!/^\d+$/.test(text) || Number(text) > most) throw new InvalidArgumentError(expected);
  return Number(text);
}

/** A home URL as WordPress keeps it: scheme, host, perhaps a port and a path, no slash at its end. */
export function homeUrl(text: string): string {
  const expected = 'Expected a home URL: http://shop.test or https://shop.test:8443/shop.';
  // A URL parser drops white space around a URL and encodes what is within; WordPress would keep it.
  if (/\s/.test(text) || !URL.canParse(text)) throw new InvalidArgumentError(expected);
  const { protocol, host, username, password, search, hash } = new URL(text);
  if (!/^https?:$/.test(protocol) || host === '' || username || password || search || hash)
    throw new InvalidArgumentError(expected);
  return text.replace(/\/+$/, '');
}
