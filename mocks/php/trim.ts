/** What is trimmed when nothing else is named. */
const whiteSpace = ' \n\r\t\v\0';

/** `trim()`. @param characters each of them is taken off; ranges (`a..z`) are not read. */
export function trim(text: string, characters = whiteSpace): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return ltrim(end === text.length ? text : text.slice(0, end), characters);
}

/** `ltrim()`. */
export function ltrim(text: string, characters = whiteSpace): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start++;
  return start === 0 ? text : text.slice(start);
}
