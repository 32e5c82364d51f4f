import { mask, maskKey } from './mask.ts';

export interface KnownSecretPattern {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** The shortest secret that is looked for in any text. */
const shortest = 4;

/** What finds the known secrets, the longest first so that no part of one is left over. */
export function knownSecretPatterns(secrets: Iterable<string>): KnownSecretPattern[] {
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
  const longestFirst = [...wanted].sort(([a], [b]) => b.length - a.length);
  return [
    ...longestFirst.flatMap(([secret]) => inBase64(secret)),
    ...longestFirst.map(([secret, replacement]) => ({
      pattern: new RegExp([...secret].map(anySpelling).join(''), 'gi'),
      replacement,
    })),
  ];
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
 * one of three, by the offset at which it starts; those that it shares with its neighbours are left out, and the
 * whole run of Base64 around the match is masked.
 */
function inBase64(secret: string): KnownSecretPattern[] {
  const bytes = Buffer.from(secret, 'utf8');
  const cores = [0, 1, 2].map(offset => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = offset === 0 ? 0 : offset + 1;
    const whole = (offset + bytes.length) % 3 === 0;
    return text.slice(from, whole ? undefined : text.length - 1);
  });
  const spelled = cores
    .filter(core => core.length >= 5)
    .map(core => [...core].map(base64Character).join(''))
    .join('|');
  if (spelled === '') return [];
  const around = '(?:[A-Za-z0-9+/_=-]|%(?:25)*(?:2[BbFf]|3[Dd]))*';
  return [{ pattern: new RegExp(`${around}(?:${spelled})${around}`, 'g'), replacement: mask(secret) }];
}

function base64Character(character: string): string {
  if (character === '+') return '(?:[+ -]|%(?:25)*2[Bb])';
  if (character === '/') return '(?:\\\\*[/_]|%(?:25)*2[Ff])';
  return character;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
