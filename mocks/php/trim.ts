const around = /^[ \n\r\t\v\0]+|[ \n\r\t\v\0]+$/g;

/** `trim()`. */
export function trim(text: string): string {
  return text.replace(around, '');
}
