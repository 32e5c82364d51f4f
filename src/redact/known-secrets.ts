import { Buffer } from 'node:buffer';
import { decodedLayers } from './decoded-layers.ts';
import { mask, maskKey } from './mask.ts';

/** The shortest secret that is looked for in any text. */
const shortest = 4;

interface KnownSecret {
  readonly replacement: string;
  /** How it may stand in a text that is decoded, in lower case. */
  readonly spellings: readonly string[];
  /** What is left of it in Base64 for each of the three offsets at which it may start. */
  readonly cores: readonly { readonly text: string; readonly stretch: string }[];
}

/** Where a secret stands in a text. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * Masks the secrets that are known literally, in every encoding.
 *
 * @param hiddenKeys masks keys that are not known too, by their form, where escapes hide that.
 */
export function knownSecretsMasker(
  secrets: Iterable<string>,
  { hiddenKeys = false } = {},
): (text: string) => string {
  const known = describeSecrets(secrets);
  return text => {
    const inBase64 = known.flatMap(({ cores }) =>
      cores.filter(core => text.includes(core.stretch)).map(core => core.text),
    );
    const output = inBase64.length === 0 ? text : text.replace(base64Run, run => maskRun(run, inBase64));
    return replaced(output, spansIn(output, known, hiddenKeys));
  };
}

/** A key of WooCommerce as its form shows it. */
const keyForm = /c[ks]_[0-9a-f]{16,}/g;

function spansIn(text: string, known: readonly KnownSecret[], hiddenKeys: boolean): Span[] {
  const spans: Span[] = [];
  for (const [depth, layer] of decodedLayers(text).entries()) {
    const lower = lowerCase(layer.text);
    const add = (at: number, length: number, replacement: string) =>
      spans.push({ start: layer.start(at), end: layer.end(at + length - 1), replacement });
    for (const { spellings, replacement } of known)
      for (const spelling of spellings)
        for (let at = lower.indexOf(spelling); at >= 0; at = lower.indexOf(spelling, at + spelling.length))
          add(at, spelling.length, replacement);
    // Keys that stand in the text as they are have a rule of their own.
    if (hiddenKeys && depth > 0)
      for (const { 0: key, index } of lower.matchAll(keyForm)) add(index, key.length, maskKey(key));
  }
  return spans;
}

/** The longest of those that overlap, so that no part of one is left over. */
function replaced(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let output = '';
  let at = 0;
  for (const { start, end, replacement } of sorted) {
    if (end <= at) continue;
    // The rest of one that overlaps goes with it.
    if (start >= at) output += text.slice(at, start) + replacement;
    at = end;
  }
  return output + text.slice(at);
}

/** In lower case, each character where it was: some have a lower case of two. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}

const base64Run = /(?:[A-Za-z0-9+/_=-]|\\\/|%(?:25){0,4}(?:2[BbFf]|3[Dd]))+/g;

/** The whole run goes: what stands beside the secret in it is the rest of a pair of credentials. */
function maskRun(run: string, cores: readonly string[]): string {
  const plain = run
    .replace(/%(?:25){0,4}2b|-/gi, '+')
    .replace(/%(?:25){0,4}2f|\\\/|_/gi, '/')
    .replace(/%(?:25){0,4}3d/gi, '=');
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
  return [...wanted].map(([secret, replacement]) => ({
    replacement,
    spellings: [...new Set(spellingsOf(secret).map(lowerCase))],
    cores: base64Cores(secret).map(text => ({ text, stretch: longestStretch(text) })),
  }));
}

/** As it is, and as its UTF-8 bytes taken for ISO-8859-1: a byte string; in forms a space is a plus sign. */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8').toString('latin1');
  return [secret, bytes].flatMap(text => [text, text.replaceAll(' ', '+')]);
}

function longestStretch(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
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
