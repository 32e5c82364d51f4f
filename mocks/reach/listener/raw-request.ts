/**
 * A second reading of requests that Node's parser refuses and Apache takes: a method that is not in Node's list
 * (`FOO`, `get`) and a target with bytes above 0x7F, such as UTF-8 that nobody encoded. Recordings
 * permission.method.115, permission.method.116 and wc-auth.181 show that they reach the script.
 *
 * It reads the head of one request, from its first byte, and is strict in everything else (RFC 9112 sections 2 to
 * 6): what it does not understand is refused like before.
 */

export interface RawHead {
  readonly method: string;
  readonly target: string;
  /** Name, value, name, value … in the order sent. */
  readonly headers: readonly string[];
  /** How many bytes the head takes, with the empty line at its end. */
  readonly bytes: number;
  /** The body's length in bytes. */
  readonly contentLength: number;
}

const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ((?:\/|https?:\/\/)[^\x00-\x20\x7f]*) HTTP\/1\.([01])$/;
const fieldLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*?)[ \t]*$/;

/** Reads the head that these bytes begin with; undefined when they do not begin with a whole, well-formed one. */
export function readRawHead(bytes: Buffer): RawHead | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const request = requestLine.exec(first);
  if (!request) return undefined;
  const headers: string[] = [];
  const lengths = new Set<string>();
  let hosts = 0;
  for (const line of lines) {
    const field = fieldLine.exec(line);
    if (!field) return undefined;
    const name = field[1] as string;
    const value = field[2] as string;
    headers.push(name, value);
    const lower = name.toLowerCase();
    if (lower === 'host') hosts++;
    else if (lower === 'content-length') lengths.add(value);
    // Two ways to tell where a body ends are how requests are smuggled.
    else if (lower === 'transfer-encoding') return undefined;
  }
  if (hosts > 1 || (hosts === 0 && request[3] === '1')) return undefined;
  const [length = '0', another] = lengths;
  if (another !== undefined || !/^\d{1,15}$/.test(length)) return undefined;
  return {
    method: request[1] as string,
    target: request[2] as string,
    headers,
    bytes: end + 4,
    contentLength: Number(length),
  };
}
