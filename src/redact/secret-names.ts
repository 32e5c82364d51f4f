import { mask } from './mask.ts';

/**
 * Names of fields whose values are secret, as a regular expression's source. PHP takes a dot or a space in a name
 * for an underscore, so they are looked for in those spellings too, and percent-encoded.
 */
const joint = '(?:[-_. +]|%(?:25){0,4}(?:2[DdEe0Bb]|5[Ff]))?';
export const secretNames = [
  `(?:oauth|expected|received|webhook)${joint}signature`,
  `(?:oauth${joint})?consumer${joint}(?:key|secret)`,
  `oauth${joint}token(?:${joint}secret)?`,
  `(?:application|app|user|new|current|htpasswd)${joint}pass(?:word)?`,
  'password',
  'passwd',
  'pwd',
  `(?:client|shared|api|webhook)${joint}(?:key|secret)`,
  'secret',
  `(?:access|refresh|auth|bearer)${joint}token`,
  `(?:_?wp|wc${joint}auth|log(?:in|out))${joint}nonce`,
  'cookie',
].join('|');

const secretName = new RegExp(`(?:^|[^A-Za-z0-9])(?:${secretNames})(?:\\[[^\\]]{0,64}\\])*$`, 'i');
/** `oauth_signature_method` and the like are no secrets; only whole names or last words of names are. */
export function isSecretName(name: string): boolean {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1_$2');
  return secretName.test(spaced);
}

/** `name=***; name=***`: which cookies were sent is worth knowing, what they hold is not. */
export function redactCookie(value: string): string {
  return value
    .split(';')
    .map(pair => {
      const equals = pair.indexOf('=');
      return equals < 0 ? mask(pair.trim()) : `${pair.slice(0, equals)}=${mask(pair.slice(equals + 1))}`;
    })
    .join(';');
}

/** The cookie's value goes, its attributes stay. */
export function redactSetCookie(value: string): string {
  const end = value.indexOf(';');
  const pair = end < 0 ? value : value.slice(0, end);
  return redactCookie(pair) + (end < 0 ? '' : value.slice(end));
}
