/** Letters that `remove_accents()` writes otherwise, and that no decomposition takes apart. */
const plain: Readonly<Record<string, string>> = {
  ß: 's',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** `remove_accents()`. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøđðłþı]/g, letter => plain[letter] as string);
}

/** `sanitize_title()`: what a name becomes in a URL. Of an entity nothing is left: `Cup &amp; Bowl` is `cup-bowl`. */
export function slugify(name: string): string {
  return withoutAccents(name.toLowerCase().replace(/&[^\s;]+;/g, ''))
    .replace(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-');
}

/** The first that is free of a name and, behind it, numbers from this one on: `ada`, `ada-2`, `ada-3`. */
export function firstFree(name: string, isTaken: (name: string) => boolean, from = 2): string {
  let free = name;
  for (let number = from; isTaken(free); number++) free = `${name}-${number}`;
  return free;
}
