import { createHmac } from 'node:crypto';
import { percentEncode } from '../client/oauth1/encode.ts';

/** A key as recordings name it: by its persona. */
export interface NamedKey {
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** Stands for keys that no store has: they are random, and no two recordings would be the same. */
const unknownKey: NamedKey = {
  name: 'unknown',
  consumerKey: `ck_${'0'.repeat(40)}`,
  consumerSecret: `cs_${'0'.repeat(40)}`,
};

/** The spellings in which scenarios send a key or a secret, the longest first: none may hide a part of another. */
const spellings: readonly (readonly [suffix: string, spell: (text: string) => string])[] = [
  ['', text => text],
  ['|upper', text => text.toUpperCase()],
  ['|cut', text => text.slice(0, -1)],
  ['|bare', text => text.slice(3)],
  ['|bare upper', text => text.slice(3).toUpperCase()],
];

const members = ['consumerKey', 'consumerSecret'] as const;

/** Puts `{{owner.consumerKey}}` in the place of each key that is known, and `{{unknown.…}}` in that of all others. */
export function withNames(text: string, keys: readonly NamedKey[]): string {
  let named = text;
  for (const [suffix, spell] of spellings)
    for (const key of keys)
      for (const member of members)
        named = named.replaceAll(spell(key[member]), `{{${key.name}.${member}${suffix}}}`);
  return named
    .replace(/\bck_[0-9a-f]{40}\b/gi, '{{unknown.consumerKey}}')
    .replace(/\bcs_[0-9a-f]{40}\b/gi, '{{unknown.consumerSecret}}');
}

/** The way back, with the keys of the store that the text is now for. */
export function withKeys(text: string, keys: readonly NamedKey[]): string {
  return text.replace(
    /\{\{(\w+)\.(consumerKey|consumerSecret)((?:\|[a-z ]+)?)\}\}/g,
    (whole, name: string, member: (typeof members)[number], suffix: string) => {
      const key = [...keys, unknownKey].find(each => each.name === name);
      const spell = spellings.find(([each]) => each === suffix)?.[1];
      return key && spell ? spell(key[member]) : whole;
    },
  );
}

/** Basic credentials are Base64: what is in it is written as text, `Basic {{base64 {{owner.consumerKey}}:…}}`. */
export function namedField(value: string, keys: readonly NamedKey[]): string {
  const plain = withNames(value, keys);
  return plain.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, run => {
    const text = Buffer.from(run, 'base64').toString('utf8');
    const named = withNames(text, keys);
    return named === text ? run : `{{base64 ${named} base64}}`;
  });
}

export function fieldWithKeys(value: string, keys: readonly NamedKey[]): string {
  return withKeys(value, keys).replace(/\{\{base64 (.*?) base64\}\}/gs, (_, text: string) =>
    Buffer.from(text, 'utf8').toString('base64'),
  );
}

const digests = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' } as const;

/** RFC 5849 section 3.4.2, but for the ampersand, which the legacy API's first versions leave out. */
export function digest(
  method: keyof typeof digests,
  secret: string,
  ampersand: boolean,
  baseString: string,
): string {
  const key = `${percentEncode(secret)}${ampersand ? '&' : ''}`;
  return createHmac(digests[method], key).update(baseString, 'utf8').digest('base64');
}
