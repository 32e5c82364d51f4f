import { createHash } from 'node:crypto';
import { hmacByNode, hmac as storeHmac } from '../../mocks/rules.ts';

/** One parameter on its way into the signature base string. Names and values are byte strings, not encoded. */
export interface SignedParameter {
  /** The name as the store signs it: `include[0]`, `a_b`. */
  readonly name: string;
  /** The name after the store's first encoding, where it is not plain percent-encoding. */
  readonly encodedName?: string | undefined;
  /** The name as the client wrote it: `include[]`, `a.b`. */
  readonly sentName: string;
  readonly value: string;
  /** The value as it stands in the request, still percent-encoded. */
  readonly rawValue: string;
  /** Its place in the request, counted from 0: query, then body, then Authorization header. */
  readonly position: number;
  readonly from: 'query' | 'body' | 'header' | 'client';
}

/** One parameter after its first encoding. */
export interface EncodedPair {
  readonly name: string;
  readonly value: string;
  readonly parameter: SignedParameter;
}

export type Digest = (baseString: string, key: string) => string;

/**
 * A way to make a signature, step by step, each step replaceable: the store's own way, or a faulty client's.
 * Everything is a byte string.
 */
export interface Plan {
  readonly method: string;
  readonly baseUri: string;
  readonly parameters: readonly SignedParameter[];
  /** Where oauth_signature stands in the query, counted as `Parameter.position` is. */
  readonly signaturePosition: number | undefined;
  /** Orders the encoded pairs; `undefined` keeps the store's order. */
  readonly order: ((pairs: readonly EncodedPair[]) => readonly EncodedPair[]) | undefined;
  readonly encodeName: (text: string, parameter: SignedParameter) => string;
  readonly encodeValue: (text: string, parameter: SignedParameter) => string;
  /** Writes one pair: `name=value`. */
  readonly joinPair: (pair: EncodedPair) => string;
  /** Between two pairs, before the second encoding. */
  readonly pairSeparator: string;
  /** The second encoding, of the joined parameters. */
  readonly encodeJoined: (text: string) => string;
  readonly encodeBaseUri: (text: string) => string;
  readonly encodeMethod: (text: string) => string;
  /** Writes the base string from its three parts, each encoded. */
  readonly joinParts: (method: string, uri: string, joined: string) => string;
  /** The key of the HMAC, from the consumer secret. */
  readonly key: (consumerSecret: string) => string;
  readonly digest: Digest;
}

export interface PlannedSignature {
  readonly baseString: string;
  readonly key: string;
  readonly signature: string;
}

/** The parameters as they stand in the base string. */
function joinedParameters(plan: Plan): string {
  const pairs = plan.parameters.map(parameter => ({
    name: plan.encodeName(parameter.name, parameter),
    value: plan.encodeValue(parameter.value, parameter),
    parameter,
  }));
  const ordered = plan.order ? plan.order(pairs) : pairs;
  return plan.encodeJoined(ordered.map(plan.joinPair).join(plan.pairSeparator));
}

function baseString(plan: Plan, joined: string): string {
  return plan.joinParts(plan.encodeMethod(plan.method), plan.encodeBaseUri(plan.baseUri), joined);
}

export function baseStringOf(plan: Plan): string {
  return baseString(plan, joinedParameters(plan));
}

export function sign(plan: Plan, consumerSecret: string): PlannedSignature {
  return signWith(plan, consumerSecret, baseStringOf(plan));
}

function signWith(plan: Plan, consumerSecret: string, text: string): PlannedSignature {
  const key = plan.key(consumerSecret);
  return { baseString: text, key, signature: plan.digest(text, key) };
}

/**
 * A `sign` for many plans in a row. Most plans of a search differ from the one before in the URI, the method, the
 * key or the digest alone; the joined parameters, the costly part, are then taken from there.
 */
export function createSigner(consumerSecret: string): (plan: Plan) => PlannedSignature {
  let last: Plan | undefined;
  let joined = '';
  return plan => {
    if (last === undefined || !sameParameters(last, plan)) joined = joinedParameters(plan);
    last = plan;
    return signWith(plan, consumerSecret, baseString(plan, joined));
  };
}

function sameParameters(a: Plan, b: Plan): boolean {
  return (
    a.parameters === b.parameters &&
    a.order === b.order &&
    a.encodeName === b.encodeName &&
    a.encodeValue === b.encodeValue &&
    a.joinPair === b.joinPair &&
    a.pairSeparator === b.pairSeparator &&
    a.encodeJoined === b.encodeJoined
  );
}

/** RFC 5849 section 3.6: everything but unreserved characters, in upper-case hexadecimal. */
export function percentEncode(bytes: string): string {
  let encoded = '';
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if (isUnreserved[code]) continue;
    encoded += bytes.slice(from, i) + percentCode(code);
    from = i + 1;
  }
  return from === 0 ? bytes : encoded + bytes.slice(from);
}

export function percentByte(byte: string): string {
  return percentCode(byte.charCodeAt(0));
}

/** Tables by the byte: nearly all of a search among pairs of mistakes is encoding and hashing. */
const isUnreserved = Array.from({ length: 256 }, (_, code) =>
  /[A-Za-z0-9\-._~]/.test(String.fromCharCode(code)),
);
const escapes = Array.from({ length: 256 }, (_, code) => escapeOf(code));

function percentCode(code: number): string {
  return escapes[code] ?? escapeOf(code);
}

function escapeOf(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Bytes of a percent-encoded text; a `%` without two hexadecimal digits stays. */
export function percentDecode(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** HMAC over the base string, in base64: RFC 5849 section 3.4.2 and its SHA-256 sibling. */
export function hmac(algorithm: string): Digest {
  if (algorithm === 'sha1' || algorithm === 'sha256') return (text, key) => storeHmac(algorithm, key, text);
  return (text, key) => hmacByNode(algorithm, key, text);
}

export function hash(algorithm: string, text: string, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(text, 'latin1').digest(encoding);
}
