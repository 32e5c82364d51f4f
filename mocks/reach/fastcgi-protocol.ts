/**
 * The records of FastCGI 1.0, as bytes (https://fastcgi-archives.github.io/FastCGI_Specification.html).
 * Section numbers below are that specification's.
 */

/** Section 8: the types of records. */
export const recordType = {
  beginRequest: 1,
  abortRequest: 2,
  endRequest: 3,
  params: 4,
  stdin: 5,
  stdout: 6,
  stderr: 7,
  getValues: 9,
  getValuesResult: 10,
  unknownType: 11,
} as const;

/** Section 5.1: the role of PHP-FPM. */
export const responderRole = 1;
/** Section 5.1: the flag that keeps the connection open after the request. */
export const keepConnection = 1;

/** Section 5.5: how a request ended. */
export const protocolStatus = { complete: 0, overloaded: 2, unknownRole: 3 } as const;

export interface FastcgiRecord {
  readonly type: number;
  readonly requestId: number;
  readonly content: Buffer;
}

/** A peer that does not speak FastCGI, or not within bounds: its connection has to go. */
export class FastcgiError extends Error {
  override readonly name = 'FastcgiError';
}

const headerLength = 8;
const longestContent = 65_535;

/** Cuts a stream of bytes into records, however the bytes are cut on their way. */
export class RecordReader {
  #pending: Buffer = Buffer.alloc(0);

  /**
   * The records that are whole with this chunk.
   * @throws {FastcgiError} for another version than 1: nothing after it can be trusted.
   */
  read(chunk: Buffer): FastcgiRecord[] {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const records: FastcgiRecord[] = [];
    let at = 0;
    while (this.#pending.length - at >= 1) {
      const version = this.#pending.readUInt8(at);
      if (version !== 1) throw new FastcgiError(`version ${version} in the place of 1`);
      if (this.#pending.length - at < headerLength) break;
      const contentLength = this.#pending.readUInt16BE(at + 4);
      const end = at + headerLength + contentLength + this.#pending.readUInt8(at + 6);
      if (this.#pending.length < end) break;
      records.push({
        type: this.#pending.readUInt8(at + 1),
        requestId: this.#pending.readUInt16BE(at + 2),
        content: this.#pending.subarray(at + headerLength, at + headerLength + contentLength),
      });
      at = end;
    }
    this.#pending = this.#pending.subarray(at);
    return records;
  }
}

/** One record. Content of more than 65535 bytes does not fit: see `stream`. */
export function record(type: number, requestId: number, content: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(headerLength);
  header.writeUInt8(1, 0);
  header.writeUInt8(type, 1);
  header.writeUInt16BE(requestId, 2);
  header.writeUInt16BE(content.length, 4);
  return content.length === 0 ? header : Buffer.concat([header, content]);
}

/** Section 3.3: a stream is records with content; its end, an empty record, is not among them. */
export function stream(type: number, requestId: number, content: Uint8Array): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < content.length; at += longestContent) {
    records.push(record(type, requestId, content.subarray(at, at + longestContent)));
  }
  return records;
}

/** Section 5.5. */
export function endRequest(requestId: number, status: number): Buffer {
  const content = Buffer.alloc(8);
  content.writeUInt8(status, 4);
  return record(recordType.endRequest, requestId, content);
}

/**
 * Section 3.4: names and values with their lengths in front, as byte strings. The last of two of one name wins,
 * as in PHP-FPM.
 * @throws {FastcgiError} when a length points past the end.
 */
export function nameValuePairs(content: Buffer): Map<string, string> {
  const pairs = new Map<string, string>();
  let at = 0;
  const length = () => {
    const short = byteAt(content, at);
    if (short < 0x80) {
      at += 1;
      return short;
    }
    if (at + 4 > content.length) throw new FastcgiError('a length is cut off');
    const long = content.readUInt32BE(at) & 0x7fffffff;
    at += 4;
    return long;
  };
  const text = (size: number) => {
    if (at + size > content.length) throw new FastcgiError('a name or value is longer than its record');
    at += size;
    return content.toString('latin1', at - size, at);
  };
  while (at < content.length) {
    const nameLength = length();
    const valueLength = length();
    const name = text(nameLength);
    pairs.set(name, text(valueLength));
  }
  return pairs;
}

function byteAt(content: Buffer, at: number): number {
  const byte = content[at];
  if (byte === undefined) throw new FastcgiError('a length is cut off');
  return byte;
}

/** The same, to bytes. */
export function encodePairs(pairs: Iterable<readonly [string, string]>): Buffer {
  const length = (size: number) => {
    if (size < 0x80) return Buffer.from([size]);
    const long = Buffer.alloc(4);
    long.writeUInt32BE((size | 0x80000000) >>> 0);
    return long;
  };
  return Buffer.concat(
    [...pairs].flatMap(([name, value]) => [
      length(name.length),
      length(value.length),
      Buffer.from(name, 'latin1'),
      Buffer.from(value, 'latin1'),
    ]),
  );
}
