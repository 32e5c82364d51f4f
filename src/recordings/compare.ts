import { isDeepStrictEqual } from 'node:util';
import { type ToldError, toldError } from '../answers/error.ts';
import { isObject } from '../files/json-text.ts';
import type { RecordedAnswer, RecordedBody } from './recording.ts';

/** `verdict`: whether a client was let in, and what it was told; `full`: all that was recorded. */
export type ComparisonLevel = 'verdict' | 'full';

/** One thing in which an answer is not as recorded. */
export interface AnswerDifference {
  /** `status`, `code`, `header link` … */
  readonly what: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

/**
 * Headers whose values a store makes of its own secrets or of chance: they must be there, and of the recorded form.
 */
const fresh: Readonly<Record<string, RegExp>> = {
  nonce: /^[0-9a-f]{10}$/,
  'x-wc-store-api-nonce': /^[0-9a-f]{10}$/,
  'nonce-timestamp': /^\d{10}$/,
  'cart-token': /^[\w-]+\.[\w-]+\.[\w-]+$/,
  'set-cookie': /=/,
};

/** What differs between a recorded answer and one that came; nothing when they are the same at this level. */
export function compare(
  wanted: RecordedAnswer,
  got: RecordedAnswer,
  level: ComparisonLevel,
  /** Recorded of a store whose orders and products are its own: how many there are is no behaviour. */
  hasOwnData = false,
): AnswerDifference[] {
  const differences: AnswerDifference[] = [];
  const check = (what: string, want: unknown, have: unknown) => {
    if (!isDeepStrictEqual(want, have)) differences.push({ what, wanted: want, got: have });
  };
  check('status', wanted.status, got.status);
  for (const name of ['www-authenticate', 'location'] as const) {
    check(name, wanted.headers[name], got.headers[name]);
  }
  const wantedError = errorOf(wanted.body);
  const gotError = errorOf(got.body);
  check('code', wantedError.code, gotError.code);
  check('message', wantedError.message, gotError.message);
  check('kind of body', kindOf(wanted.body), kindOf(got.body));
  if (level === 'full') {
    const isOtherList = hasOwnData && hasOtherCount(wanted, got);
    compareHeaders(wanted, got, check, { hasOwnData, isOtherList });
    if (!isOtherList || wanted.body?.kind !== 'array') compareBody(wanted.body, got.body, check);
  }
  return differences;
}

type Check = (what: string, wanted: unknown, got: unknown) => void;

const totals = ['x-wp-total', 'x-wc-total'];
/** What follows from how many there are. */
const ofTotals = new Set([...totals, 'x-wp-totalpages', 'x-wc-totalpages']);

/** Both tell how many there are, and not the same number. */
function hasOtherCount(wanted: RecordedAnswer, got: RecordedAnswer): boolean {
  return totals.some(name => {
    const numbers = [wanted, got].map(({ headers }) => Number(headers[name] ?? Number.NaN));
    return numbers.every(Number.isInteger) && numbers[0] !== numbers[1];
  });
}

function joined(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.join(', ');
}

/** A signature in a Link is the client's own, and WordPress spells it as it likes. */
function withoutSignature(value: string | undefined): string | undefined {
  return value?.replaceAll(/(oauth_signature(?:=|%3D))[^&>"\s]*/gi, '$1…');
}

function compareHeaders(
  wanted: RecordedAnswer,
  got: RecordedAnswer,
  check: Check,
  { hasOwnData, isOtherList }: { readonly hasOwnData: boolean; readonly isOtherList: boolean },
): void {
  for (const name of new Set([...Object.keys(wanted.headers), ...Object.keys(got.headers)])) {
    if (name === 'www-authenticate' || name === 'location') continue;
    const want = joined(wanted.headers[name]);
    const have = joined(got.headers[name]);
    // A list of one page has no Link, one of two has: it follows from the number.
    if (isOtherList && (name === 'link' || (ofTotals.has(name) && want !== undefined && have !== undefined)))
      continue;
    const form = fresh[name];
    const isFresh = form && want !== undefined && have !== undefined && form.test(want) && form.test(have);
    const shown = hasOwnData ? withoutSignature : (value: string | undefined) => value;
    if (!isFresh) check(`header ${name}`, shown(want), shown(have));
  }
}

function compareBody(wanted: RecordedBody | undefined, got: RecordedBody | undefined, check: Check): void {
  const json = got?.kind === 'json' ? got.json : undefined;
  switch (wanted?.kind) {
    case 'json':
      check('body', wanted.json, json);
      break;
    case 'array':
      check('length', wanted.length, Array.isArray(json) ? json.length : undefined);
      break;
    case 'object':
      check('keys', wanted.keys, isObject(json) ? Object.keys(json) : undefined);
      break;
    case 'html':
      check('title', wanted.title, got?.kind === 'html' ? got.title : undefined);
      break;
    case 'text':
      check('text', wanted.text, got?.kind === 'text' ? got.text : undefined);
      break;
    default:
  }
}

/** What a client reads of an error; of an answer in an envelope, of the error in it. */
function errorOf(body: RecordedBody | undefined): Partial<ToldError> {
  if (body?.kind !== 'json' || !isObject(body.json)) return {};
  return toldError(isObject(body.json.body) ? body.json.body : body.json) ?? {};
}

/** The kind of body that a client tells apart. */
function kindOf(body: RecordedBody | undefined): string {
  if (body?.kind === 'json')
    return Array.isArray(body.json) ? 'array' : isObject(body.json) ? 'object' : 'value';
  return body?.kind ?? 'empty';
}
