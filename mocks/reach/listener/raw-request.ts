/**
 * A second reading of requests that Node's parser refuses and Apache takes: a method that is not in Node's list
 * (`FOO`, `get`), a target with bytes above 0x7F, such as UTF-8 that nobody encoded, a version that is none yet (1.2,
 * 3.0), and a field that goes on in the next line. Recordings permission.method.115, permission.method.116 and wc-auth.181 show that they reach the script.
 *
 * It reads the head of one request, from its first byte, and is strict in everything else (RFC 9112 sections 2 to
 * 6): what it does not understand is refused like before.
 */

export interface RawHead {
  readonly method: string;
  readonly target: string;
  /** `1.1`. */
  readonly version: string;
  /** Name, value, name, value … in the order sent. */
  readonly headers: readonly string[];
  /** How many bytes the head takes, with the empty line at its end. */
  readonly bytes: number;
  /** The body's length in bytes. */
  readonly contentLength: number;
  /** A field goes on in the next line (RFC 9112 section 5.2). */
  readonly isFolded: boolean;
}

const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([^\x00-\x20\x7f]+) HTTP\/([1-9]\.\d)$/;
const fieldLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*?)[ \t]*$/;

/** The end of a line and the blanks that the next begins with. */
const fold = /[ \t]*\r\n[ \t]+(?=[^ \t\r\n])/g;

/** Reads the head that these bytes begin with; undefined when they do not begin with a whole, well-formed one. */
export function readRawHead(bytes: Buffer): RawHead | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const whole = bytes.toString('latin1', 0, end);
  const fields = whole.indexOf('\r\n');
  const request = requestLine.exec(fields < 0 ? whole : whole.slice(0, fields));
  if (!request) return undefined;
  const headers: string[] = [];
  const lengths = new Set<string>();
  const sent = fields < 0 ? '' : whole.slice(fields + 2);
  const unfolded = sent.replaceAll(fold, ' ');
  for (const line of unfolded === '' ? [] : unfolded.split('\r\n')) {
    const field = fieldLine.exec(line);
    if (!field) return undefined;
    const name = field[1] as string;
    const value = field[2] as string;
    headers.push(name, value);
    const lower = name.toLowerCase();
    if (lower === 'content-length') lengths.add(value);
    // Two ways to tell where a body ends are how requests are smuggled.
    else if (lower === 'transfer-encoding') return undefined;
  }
  const [length = '0', another] = lengths;
  if (another !== undefined || !/^\d{1,15}$/.test(length)) return undefined;
  return {
    method: request[1] as string,
    target: request[2] as string,
    version: request[3] as string,
    headers,
    bytes: end + 4,
    contentLength: Number(length),
    isFolded: unfolded !== sent,
  };
}
