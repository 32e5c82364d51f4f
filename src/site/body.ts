import { type HttpAnswer, joinedHeader } from '../client/http/exchange.ts';
import { parseJson } from '../client/http/json.ts';
import { limits } from '../client/http/limits.ts';
import { unpack } from '../client/http/unpack.ts';

/** The body of an answer, as far as it can be read. */
export interface AnswerBody {
  readonly text: string;
  /** The JSON in it; undefined where there is none. */
  readonly json: unknown;
  /** What stands before and after the JSON; undefined where it is clean. */
  readonly dirt: string | undefined;
  /** Where the JSON begins, in bytes of the unpacked body; undefined where there is none. */
  readonly jsonAt: number | undefined;
  /** Content-Encoding names a compression, and the body is not compressed so; or it is, once more than is named. */
  readonly isDamaged: boolean;
  /** The body is longer than the client's limits allow, or unpacks to more; nothing of it was read then. */
  readonly isTooLarge: boolean;
}

const nothing: AnswerBody = {
  text: '',
  json: undefined,
  dirt: undefined,
  jsonAt: undefined,
  isDamaged: false,
  isTooLarge: false,
};

/** Reads the body of an answer. Never throws: what cannot be read is told as such. */
export function readBody(answer: HttpAnswer): AnswerBody {
  if (answer.body.length > limits.body) return { ...nothing, isTooLarge: true };
  const encoding = joinedHeader(answer.headers, 'content-encoding');
  const unpacked = unpack(answer.body, encoding);
  if (unpacked === 'too large') return { ...nothing, isTooLarge: true };
  const isDamaged = unpacked === 'damaged' || (encoding !== undefined && isGzip(unpacked));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    unpacked === 'damaged' ? answer.body : unpacked,
  );
  return {
    text,
    ...findJson(text, joinedHeader(answer.headers, 'content-type') ?? ''),
    isDamaged,
    isTooLarge: false,
  };
}

/**
 * Reads through what PHP printed around the JSON, so that other faults are found behind it. What is printed before the header
 * fields are sent has sent them: WordPress cannot announce JSON then, and the answer is text/html that ends with JSON.
 */
function findJson(text: string, contentType: string): Pick<AnswerBody, 'json' | 'dirt' | 'jsonAt'> {
  const clean = parseJson(text);
  if (clean !== undefined) return { json: clean, dirt: undefined, jsonAt: 0 };
  const isAnnounced = /\bjson\b/i.test(contentType);
  if (!isAnnounced && (!/[}\]]\s*$/.test(text.slice(-80)) || isPage(text)))
    return { json: undefined, dirt: undefined, jsonAt: undefined };
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  // A notice may hold brackets of its own: the first places where JSON can begin are tried.
  for (const { index } of [...text.slice(0, end).matchAll(/[{[]/g)].slice(0, 20)) {
    const json = parseJson(text.slice(index, end));
    // Where no JSON was announced, an empty bracket at the end is no answer.
    if (json !== undefined && (isAnnounced || !isEmpty(json)))
      return {
        json,
        dirt: text.slice(0, index) + text.slice(end),
        jsonAt: Buffer.byteLength(text.slice(0, index)),
      };
  }
  return { json: undefined, dirt: undefined, jsonAt: undefined };
}

/** The magic number of gzip and its one method (RFC 1952, section 2.3.1). No text begins so, and no client looks. */
function isGzip([first, second, method]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b && method === 8;
}

function isPage(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|\?xml)\b/i.test(text.slice(0, 1_000));
}

function isEmpty(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length === 0;
}

/** The title of a page, on one line and at most 80 characters long; undefined where there is none. */
export function titleOf(text: string): string | undefined {
  const title = /<title[^<>]*>([^<]*)/i.exec(text)?.[1]?.replaceAll(/\s+/g, ' ').trim();
  return title ? title.slice(0, 80) : undefined;
}
