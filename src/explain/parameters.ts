import {
  isArray,
  type PhpArray,
  type PhpRequest,
  type PhpValue,
  type SigningApi,
  signedParametersOf,
} from '../../mocks/rules.ts';
import { asPhp, type SentPair, withValues } from './as-php.ts';
import { percentDecode, percentEncode, type SignedParameter } from './plan.ts';
import type { ReceivedRequest } from './request.ts';

/**
 * What a client has to sign for an API, in the store's order: names at the top by bytes, the items of an array in the
 * order sent. `oauth_signature` is among them.
 *
 * Each value is replaced by a number and read again, so that PHP's own reading tells which pair became which
 * parameter.
 */
export function parametersOf(
  api: SigningApi,
  request: ReceivedRequest,
  authority: string,
  php: PhpRequest,
): SignedParameter[] {
  const sent: SentPair[] = [];
  const numbered = withValues(request, pair => `m${sent.push(pair) - 1}`);
  // What WordPress slashes is laid out without: the client knows nothing of that.
  const read = (given: PhpRequest): PhpArray => (api === 'wc' ? signedParametersOf(api, given) : given.get);
  return layOut(api, read(php), read(asPhp(numbered, authority))).map(leaf => {
    const position = leaf.marker === undefined ? undefined : Number(leaf.marker.slice(1));
    const pair = position === undefined ? undefined : sent[position];
    return {
      name: leaf.name,
      encodedName: leaf.encodedName,
      sentName: pair === undefined ? leaf.name : percentDecode(pair.name.replaceAll('+', ' ')),
      value: leaf.value,
      rawValue: pair?.value ?? percentEncode(leaf.value),
      position: position ?? 0,
      // What PHP reads of a body that is no urlencoded form is multipart.
      from: pair?.from ?? (api === 'wc' ? 'body' : 'query'),
    };
  });
}

interface Leaf {
  readonly name: string;
  readonly encodedName: string;
  readonly value: string;
  readonly marker: string | undefined;
}

function layOut(api: SigningApi, values: PhpArray, markers: PhpArray): Leaf[] {
  const names = [...values.keys()];
  const sorted = names.toSorted((a, b) => (a < b ? -1 : 1));
  if (api === 'wc')
    return sorted.flatMap(name => leaves(name, percentEncode(name), values.get(name), markers.get(name)));
  // Of two names that are one when they are decoded once more the last value stays, at the first's place.
  const pairs = new Map<string, Leaf[]>();
  if (api === 3) {
    for (const name of sorted)
      pairs.set(decodedOnceMore(name), legacyLeaves(api, name, values.get(name), markers.get(name)));
  } else {
    for (const name of [...names.filter(one => one !== 'filter'), 'filter'])
      for (const leaf of legacyLeaves(api, name, values.get(name), markers.get(name)))
        pairs.set(leaf.encodedName, [leaf]);
  }
  return [...pairs.values()].flat();
}

/** A value with all that is inside it: the names inside an array are not encoded in the first round. */
function leaves(
  name: string,
  encodedName: string,
  value: PhpValue | undefined,
  marker: PhpValue | undefined,
): Leaf[] {
  if (!isArray(value)) return [leafOf(name, encodedName, value, marker)];
  // PHP takes an outer name "0" for empty: the inner names stand alone.
  const stands = encodedName !== '0';
  return [...value].flatMap(([key, item]) =>
    leaves(
      stands ? `${name}[${key}]` : key,
      stands ? `${encodedName}%5B${key}%5D` : key,
      item,
      inside(marker, key),
    ),
  );
}

/**
 * The legacy API looks one level deep: what lies deeper is the word Array to v3, and the end of v1 and v2, which make
 * names of their own of what stands in `filter[…]`.
 */
function legacyLeaves(
  api: SigningApi,
  name: string,
  value: PhpValue | undefined,
  marker: PhpValue | undefined,
): Leaf[] {
  if (!isArray(value)) {
    // v1 and v2 take `filter` apart, and one that is no array is gone.
    if (value === undefined || (api !== 3 && name === 'filter')) return [];
    return [leafOf(name, decodedOnceMore(name), value, marker)];
  }
  return [...value].map(([key, item]) => {
    const full = `${name}[${key}]`;
    const encoded = api === 3 ? `${decodedOnceMore(name)}%5B${key}%5D` : decodedOnceMore(full);
    return leafOf(full, encoded, isArray(item) ? 'Array' : item, inside(marker, key));
  });
}

function leafOf(
  name: string,
  encodedName: string,
  value: string | undefined,
  marker: PhpValue | undefined,
): Leaf {
  return { name, encodedName, value: value ?? '', marker: typeof marker === 'string' ? marker : undefined };
}

function inside(marker: PhpValue | undefined, key: string): PhpValue | undefined {
  return isArray(marker) ? marker.get(key) : undefined;
}

/** How the legacy API encodes: whatever is encoded is decoded first. */
export function decodedOnceMore(text: string): string {
  return percentEncode(percentDecode(text));
}
