/** The components that `parse_url()` finds; what a URL lacks is left out. Byte strings. */
export interface PhpUrl {
  scheme?: string;
  user?: string;
  pass?: string;
  host?: string;
  port?: number;
  path?: string;
  query?: string;
  fragment?: string;
}

const schemePattern = /^[A-Za-z0-9+.-]+$/;
const controls = /[\x00-\x1f\x7f]/g;

/**
 * `parse_url()` of PHP 8.2: lenient where RFC 3986 is strict, and strict where it is lenient.
 * Control characters become `_`. Undefined where PHP says false.
 */
export function parse_url(url: string): PhpUrl | undefined {
  const found = split(url);
  if (!found) return undefined;
  for (const name of ['scheme', 'user', 'pass', 'host', 'path', 'query', 'fragment'] as const) {
    const text = found[name];
    if (text !== undefined) found[name] = text.replace(controls, '_');
  }
  return found;
}

function split(url: string): PhpUrl | undefined {
  const colon = url.indexOf(':');
  if (colon <= 0) {
    if (colon === 0) return afterPort(url, colon);
    return url.startsWith('//') ? authority({}, url, 2) : rest({}, url, 0);
  }
  const scheme = url.slice(0, colon);
  if (!schemePattern.test(scheme)) {
    if (colon + 1 < url.length && colon < endOf(url, 0, '?#')) return afterPort(url, colon);
    return url.startsWith('//') ? authority({}, url, 2) : rest({}, url, 0);
  }
  if (colon + 1 === url.length) return { scheme };
  if (url[colon + 1] !== '/') {
    // `shop.test:8080` and `shop.test:8080/path` name a port; `mailto:a@b` a scheme.
    const digits = /^\d{0,6}/.exec(url.slice(colon + 1))?.[0].length ?? 0;
    const end = colon + 1 + digits;
    if ((end === url.length || url[end] === '/') && digits < 6) return afterPort(url, colon);
    return rest({ scheme }, url, colon + 1);
  }
  if (url[colon + 2] !== '/') return rest({ scheme }, url, colon + 1);
  if (scheme.toLowerCase() === 'file' && url[colon + 3] === '/') {
    return rest({ scheme }, url, url[colon + 5] === ':' ? colon + 4 : colon + 3);
  }
  return authority({ scheme }, url, colon + 3);
}

/** A colon without a scheme before it: `host:port`, `//host:port`, `:80`. */
function afterPort(url: string, colon: number): PhpUrl | undefined {
  const digits = /^\d{0,6}/.exec(url.slice(colon + 1))?.[0] ?? '';
  const end = colon + 1 + digits.length;
  const relative = url.startsWith('//') ? 2 : 0;
  if (digits.length > 0 && digits.length < 6 && (end === url.length || url[end] === '/')) {
    const port = Number(digits);
    return port <= 65535 ? authority({ port }, url, relative) : undefined;
  }
  if (digits === '' && end === url.length) return undefined;
  return relative ? authority({}, url, relative) : rest({}, url, 0);
}

function authority(found: PhpUrl, url: string, from: number): PhpUrl | undefined {
  const end = endOf(url, from, '/?#');
  let start = from;
  const at = url.lastIndexOf('@', end - 1);
  if (at >= from && end > from) {
    const colon = url.indexOf(':', from);
    if (colon >= 0 && colon < at) {
      found.user = url.slice(from, colon);
      found.pass = url.slice(colon + 1, at);
    } else {
      found.user = url.slice(from, at);
    }
    start = at + 1;
  }
  const bracketed = url[start] === '[' && url[end - 1] === ']';
  const colon = bracketed || end === start ? -1 : url.lastIndexOf(':', end - 1);
  let hostEnd = end;
  if (colon >= start) {
    hostEnd = colon;
    // A port of 0 counts as none yet, as it does in PHP.
    if (!found.port) {
      const text = url.slice(colon + 1, end);
      if (text.length > 5) return undefined;
      if (text !== '') {
        const number = /^[\t-\r ]*([+-]?\d+)/.exec(text)?.[1];
        if (number === undefined || Number(number) < 0 || Number(number) > 65535) return undefined;
        found.port = Number(number);
      }
    }
  }
  if (hostEnd - start < 1) return undefined;
  found.host = url.slice(start, hostEnd);
  return end === url.length ? found : rest(found, url, end);
}

/** Path, query and fragment. */
function rest(found: PhpUrl, url: string, from: number): PhpUrl {
  let end = url.length;
  const hash = url.indexOf('#', from);
  if (hash >= 0) {
    found.fragment = url.slice(hash + 1);
    end = hash;
  }
  const mark = url.indexOf('?', from);
  if (mark >= 0 && mark < end) {
    found.query = url.slice(mark + 1, end);
    end = mark;
  }
  if (from < end || from === url.length) found.path = url.slice(from, end);
  return found;
}

/** Where the first of these characters stands, or the end. */
function endOf(text: string, from: number, characters: string): number {
  for (let i = from; i < text.length; i++) if (characters.includes(text[i] as string)) return i;
  return text.length;
}
