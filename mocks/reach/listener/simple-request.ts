/**
 * A quick reading of the requests that nearly all are: a GET without a body, whole and alone in what arrived. It
 * knows only what every reader of RFC 9112 would read the same way; anything else is for Node's parser, which is
 * told the same bytes.
 */
export interface SimpleRequest {
  readonly target: string;
  /** Name, value, name, value … as sent. */
  readonly headers: string[];
}

/** Larger heads are refused, which is not for here. */
const largest = 8000;

/** Linear in what is read: anybody may send a head. */
export const simpleRequestHead =
  /^GET (\/[\x21-\x7e]*) HTTP\/1\.1\r\n((?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[ \t]?[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?\r\n)+)\r\n$/;

export function readSimpleRequest(bytes: Buffer): SimpleRequest | undefined {
  if (bytes.length > largest) return undefined;
  const match = simpleRequestHead.exec(bytes.toString('latin1'));
  if (!match) return undefined;
  const fields = match[2] as string;
  const headers: string[] = [];
  let hosts = 0;
  for (let start = 0; start < fields.length; ) {
    const end = fields.indexOf('\r\n', start);
    const colon = fields.indexOf(':', start);
    const name = fields.slice(start, colon);
    const first = fields.charCodeAt(colon + 1);
    const value = fields.slice(first === 0x20 || first === 0x09 ? colon + 2 : colon + 1, end);
    if (hasMeaningForConnection(name)) {
      if (name.length !== 4) {
        if (name.length !== 10 || value.toLowerCase() !== 'keep-alive') return undefined;
      } else hosts++;
    }
    headers.push(name, value);
    start = end + 2;
  }
  return hosts === 1 ? { target: match[1] as string, headers } : undefined;
}

/** Host, and the fields that say how the connection goes on or that a body follows. */
function hasMeaningForConnection(name: string): boolean {
  switch (name.length) {
    case 4:
      return name.toLowerCase() === 'host';
    case 6:
      return name.toLowerCase() === 'expect';
    case 7:
      return name.toLowerCase() === 'upgrade' || name.toLowerCase() === 'trailer';
    case 10:
      return name.toLowerCase() === 'connection';
    case 14:
      return name.toLowerCase() === 'content-length';
    case 16:
      return name.toLowerCase() === 'proxy-connection';
    case 17:
      return name.toLowerCase() === 'transfer-encoding';
    default:
      return false;
  }
}
