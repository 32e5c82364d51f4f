import { Buffer } from 'node:buffer';
import { type Answer, firstHeader, type Message } from '../message.ts';
import { rangeNotSatisfiable } from './pages.ts';

/** A piece of a body: the offsets of its first and its last byte. */
type Piece = readonly [first: number, last: number];

/**
 * The bytes up to which a script's answer is known whole when its head is written (`AP_MIN_BYTES_TO_WRITE`): of a longer
 * one Apache sends all, whatever Range says. 8000 bytes were cut, 8001 were not (Apache 2.4 with mod_php, 10.5).
 */
const longestWhole = 8000;

/**
 * `ap_byterange_filter()`: what a client gets that asks for a part of an answer (RFC 9110 section 14).
 * @param random 8 bytes, for the boundary between several parts.
 */
export function inRanges(message: Message, answer: Answer, random: () => Uint8Array): Answer {
  if (answer.status !== 200 || message.method === 'HEAD' || answer.breakage !== undefined) return answer;
  const sent = rangeOf(message.headers);
  // A theme's page is longer than the stand-in that this store has for it; what leads to the REST API is one.
  if (firstHeader(answer.headers, 'Link') !== undefined && isHtml(answer)) return answer;
  if (sent === undefined || answer.body.length === 0) return answer;
  const isFile = firstHeader(answer.headers, 'Accept-Ranges') !== undefined;
  if (!isFile && answer.body.length > longestWhole) return answer;
  const only = firstHeader(message.headers, 'If-Range');
  if (only !== undefined && !isSame(only, answer)) return answer;
  const pieces = piecesOf(sent, answer.body.length);
  if (pieces === undefined) return answer;
  if (pieces.length === 0) return rangeNotSatisfiable;
  return pieces.length === 1 ? onePiece(answer, pieces[0] as Piece) : manyPieces(answer, pieces, random);
}

/** A script's answer has neither of the two that If-Range could name. */
function isSame(only: string, { headers }: Answer): boolean {
  return ['ETag', 'Last-Modified'].some(name => firstHeader(headers, name) === only);
}

function isHtml({ headers }: Answer): boolean {
  return firstHeader(headers, 'Content-Type')?.startsWith('text/html') === true;
}

/** Looked for in every request: in one go. `Request-Range` is what browsers of old sent. */
function rangeOf(headers: readonly string[]): string | undefined {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const mayBe = name.length === 'Range'.length || name.length === 'Request-Range'.length;
    if (mayBe && /^(?:request-)?range$/i.test(name)) return headers[i + 1];
  }
  return undefined;
}

/** The pieces that a Range asks for, none where no byte of them is there; undefined for a Range that does not count. */
export function piecesOf(sent: string, length: number): Piece[] | undefined {
  const set = /^bytes=(.*)$/i.exec(sent)?.[1];
  if (set === undefined || set === '') return undefined;
  const pieces: Piece[] = [];
  for (const text of withoutLastComma(set).split(',')) {
    const [, first, last] = /^(\d*)-(\d*)$/.exec(text) ?? [];
    if (first === undefined || last === undefined || (first === '' && Number(last) === 0)) return undefined;
    const start = first === '' ? Math.max(0, length - Number(last)) : Number(first);
    const end = first === '' || last === '' ? length - 1 : Number(last);
    if (first !== '' && last !== '' && end < start) return undefined;
    if (start < length) add(pieces, [start, Math.min(end, length - 1)]);
  }
  const sum = pieces.reduce((bytes, [start, end]) => bytes + end - start + 1, 0);
  return sum > length ? undefined : pieces;
}

/** `ap_getword()` sees nothing behind the last comma. */
function withoutLastComma(set: string): string {
  return set.endsWith(',') ? set.slice(0, -1) : set;
}

/** A piece that touches the one before is one with it. */
function add(pieces: Piece[], [start, end]: Piece): void {
  const before = pieces.at(-1);
  if (before !== undefined && start <= before[1] + 1 && end >= before[0] - 1)
    pieces[pieces.length - 1] = [Math.min(before[0], start), Math.max(before[1], end)];
  else pieces.push([start, end]);
}

function onePiece({ headers, body }: Answer, [start, end]: Piece): Answer {
  return {
    status: 206,
    headers: ['Content-Range', contentRange(start, end, body.length), ...headers],
    body: body.subarray(start, end + 1),
  };
}

/** RFC 9110 section 14.6, with a line break in front, as Apache writes it. */
function manyPieces({ headers, body }: Answer, pieces: readonly Piece[], random: () => Uint8Array): Answer {
  const boundary = Buffer.from(random()).toString('hex');
  const type = firstHeader(headers, 'Content-Type');
  const typeLine = type === undefined ? '' : `Content-type: ${type}\r\n`;
  const parts = pieces.flatMap(([start, end]) => [
    Buffer.from(
      `\r\n--${boundary}\r\n${typeLine}Content-range: ${contentRange(start, end, body.length)}\r\n\r\n`,
      'latin1',
    ),
    body.subarray(start, end + 1),
  ]);
  return {
    status: 206,
    headers: [
      ...without(headers, 'content-type'),
      'Content-Type',
      `multipart/byteranges; boundary=${boundary}`,
    ],
    body: Buffer.concat([...parts, Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1')]),
  };
}

function contentRange(start: number, end: number, length: number): string {
  return `bytes ${start}-${end}/${length}`;
}

function without(headers: readonly string[], name: string): string[] {
  return headers.filter((_, i) => (headers[i - (i % 2)] as string).toLowerCase() !== name);
}
