import { mask, maskKey } from './mask.ts';

/** The shortest secret that is looked for in any text. */
const shortest = 4;

interface KnownSecret {
  readonly replacement: string;
  /** Its longest stretch of letters and digits, in lower case: without this in a text, the secret is not in it. */
  readonly stretch: string;
  readonly pattern: RegExp;
  /** What is left of it in Base64 for each of the three offsets at which it may start. */
  readonly cores: readonly { readonly text: string; readonly stretch: string }[];
}

/** Masks the secrets that are known literally, in every encoding. */
export function knownSecretsMasker(secrets: Iterable<string>): (text: string) => string {
  const known = describeSecrets(secrets);
  return text => {
    const lower = text.toLowerCase();
    // Encoders leave letters and digits as they are; only where some are encoded does a stretch tell nothing.
    const unusual = encodedLetters.test(text);
    const inBase64 = known.flatMap(({ cores }) =>
      cores.filter(core => text.includes(core.stretch)).map(core => core.text),
    );
    let output = inBase64.length === 0 ? text : text.replace(base64Run, run => maskRun(run, inBase64));
    for (const { stretch, pattern, replacement } of known) {
      if (unusual || stretch.length < 3 || lower.includes(stretch))
        output = output.replace(pattern, replacement);
    }
    return output;
  };
}

const encodedLetters = /%(?:25)*(?:3[0-9]|[46][1-9a-f]|[57][0-9a])|\\u00[3-7]|&#/i;
const base64Run = /(?:[A-Za-z0-9+/_=-]|\\\/|%(?:25)*(?:2[BbFf]|3[Dd]))+/g;

/** The whole run goes: what stands beside the secret in it is the rest of a pair of credentials. */
function maskRun(run: string, cores: readonly string[]): string {
  const plain = run
    .replace(/%(?:25)*2b|-/gi, '+')
    .replace(/%(?:25)*2f|\\\/|_/gi, '/')
    .replace(/%(?:25)*3d/gi, '=');
  return cores.some(core => plain.includes(core)) ? mask(run) : run;
}

function describeSecrets(secrets: Iterable<string>): KnownSecret[] {
  const wanted = new Map<string, string>();
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    wanted.set(secret, maskKey(secret));
    // Sent without its prefix or in capitals, a key is still the key.
    const rest = /^c[ks]_(.{16,})$/i.exec(secret)?.[1];
    if (rest) wanted.set(rest, mask(rest));
    const trimmed = secret.trim();
    if (trimmed.length >= shortest && trimmed !== secret) wanted.set(trimmed, maskKey(trimmed));
  }
  // The longest first, so that no part of one is left over.
  return [...wanted]
    .sort(([a], [b]) => b.length - a.length)
    .map(([secret, replacement]) => ({
      replacement,
      stretch: longestStretch(secret).toLowerCase(),
      pattern: new RegExp([...secret].map(anySpelling).join(''), 'gi'),
      cores: base64Cores(secret).map(text => ({ text, stretch: longestStretch(text) })),
    }));
}

function longestStretch(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** A character raw, percent-encoded any number of times, escaped as in JSON, or as in HTML. */
function anySpelling(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  const code = character.codePointAt(0) as number;
  const spellings = [
    escaped(character),
    bytes.map(byte => `%(?:25)*${hex(byte, 2)}`).join(''),
    // UTF-8 bytes that were taken for ISO-8859-1, as a byte string holds them.
    ...(code > 0x7f ? [escaped(Buffer.from(bytes).toString('latin1'))] : []),
    [...Array(character.length).keys()].map(i => `\\\\+u${hex(character.charCodeAt(i), 4)}`).join(''),
    `&#(?:0*${code}|x0*${code.toString(16)});`,
  ];
  const special: Record<string, string[]> = {
    ' ': ['\\+'],
    '"': ['\\\\+"', '&quot;'],
    '\\': ['\\\\+'],
    '/': ['\\\\+/'],
    '&': ['&amp;'],
    '<': ['&lt;'],
    '>': ['&gt;'],
    "'": ['&apos;', "\\\\+'"],
    '\n': ['\\\\+n'],
    '\r': ['\\\\+r'],
    '\t': ['\\\\+t'],
    '\b': ['\\\\+b'],
    '\f': ['\\\\+f'],
  };
  return `(?:${[...(special[character] ?? []), ...spellings].join('|')})`;
}

/**
 * Base64 of a text that holds the secret. Three bytes make four characters, so the secret's own characters are
 * one of three, by the offset at which it starts; those that it shares with its neighbours are left out.
 */
function base64Cores(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2]
    .map(offset => {
      const text = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .replace(/=+$/, '');
      const whole = (offset + bytes.length) % 3 === 0;
      return text.slice(offset === 0 ? 0 : offset + 1, whole ? undefined : -1);
    })
    .filter(core => core.length >= 5);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
