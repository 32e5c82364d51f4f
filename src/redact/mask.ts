/** What stands in the place of a secret. Plain ASCII, so that it survives URLs, byte strings and shells. */
const masked = '***';

/** The shortest key of which the last four characters may be shown. */
const longEnough = 12;

const alreadyMasked = /^c[ks]_\*\*\*[A-Za-z0-9]{0,4}$/i;

/** Masks a value wholly; an empty one stays empty, because "nothing was sent" is not a secret. */
export function mask(value: string): string {
  return value === '' ? '' : masked;
}

/** `ck_***8b2f`: a consumer key or secret keeps its prefix and its last four characters. Anything else goes. */
export function maskKey(value: string): string {
  if (alreadyMasked.test(value)) return value;
  const key = /^(c[ks])_([A-Za-z0-9]+)$/i.exec(value);
  if (!key) return mask(value);
  const rest = key[2] as string;
  return `${key[1]}_${masked}${rest.length >= longEnough ? rest.slice(-4) : ''}`;
}
