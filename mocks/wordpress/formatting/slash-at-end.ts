/** `untrailingslashit()`: without the slashes and backslashes at its end. */
export function untrailingslashit(text: string): string {
  return text.replace(/[/\\]+$/, '');
}

/** `trailingslashit()`: with one slash at its end. */
export function trailingslashit(text: string): string {
  return `${untrailingslashit(text)}/`;
}
