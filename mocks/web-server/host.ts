/** What Apache takes for a host (`HttpProtocolOptions Strict`); measured with Apache 2.4.71. */

const named = /^([A-Za-z0-9_.-]+?)\.?(?::(\d+))?$/;
const dottedDecimal = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}$/;
const ipLiteral = /^\[[0-9A-Fa-f:.]+\](?::(\d+))?$/;

/** What was found to be a host last: one client names the same again and again. */
let lastHost = '';

/** Whether a Host field's value is a host with a port or without. An empty one is none. */
export function isHost(value: string): boolean {
  if (value === lastHost) return value !== '';
  if (!isHostAndPort(value)) return false;
  lastHost = value;
  return true;
}

function isHostAndPort(value: string): boolean {
  if (value.startsWith('[')) {
    const port = ipLiteral.exec(value);
    return port !== null && isPort(port[1]) && URL.canParse(`http://${value}/`);
  }
  const match = named.exec(value);
  if (!match || !isPort(match[2])) return false;
  const name = match[1] as string;
  // Digits and dots alone are an IPv4 address, or nothing.
  if (!/[^\d.]/.test(name)) return dottedDecimal.test(name);
  // `strict_hostname_check()`: the last label begins with a letter (RFC 1123 section 2.1).
  return !/\.\.|\.[^A-Za-z.][^.]*$/.test(value.replace(/:\d+$/, ''));
}

function isPort(digits: string | undefined): boolean {
  return digits === undefined || (Number(digits) >= 1 && Number(digits) <= 65_535);
}
