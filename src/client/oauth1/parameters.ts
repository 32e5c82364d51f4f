import { formDecode, percentEncode } from './encode.ts';

/** A request's parameters, decoded, in the order sent; a name may come twice. */
export type RequestParameters = readonly (readonly [name: string, value: string])[];

/** The parameters of a query string or of a form body (RFC 5849 section 3.4.1.3.1). */
export function parseParameters(text: string): RequestParameters {
  return text
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? ([formDecode(pair), ''] as const)
        : ([formDecode(pair.slice(0, equals)), formDecode(pair.slice(equals + 1))] as const);
    });
}

/** Parameters as a query string or form body, encoded as section 3.6 says (so a space is `%20`, never `+`). */
export function formatParameters(parameters: RequestParameters): string {
  return parameters.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}

/** Section 3.4.1.3.2: encoded, sorted by name and then by value in byte order, joined. */
export function normalizeParameters(parameters: RequestParameters): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(pair => pair.join('='))
    .join('&');
}

/** Encoded text is ASCII, where the order of UTF-16 is the order of bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
