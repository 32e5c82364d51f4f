/** Where two texts part, cut so that a person can see it. */
export interface TextDifference {
  /** Counted from 0, in characters. */
  readonly at: number;
  /** The store's text around the place. */
  readonly store: string;
  readonly client: string;
  /** A line with a caret under the first character that differs. */
  readonly marker: string;
}

const before = 24;
const after = 40;

/** The first difference of two texts; undefined when they are the same. */
export function firstDifference(store: string, client: string): TextDifference | undefined {
  if (store === client) return undefined;
  let at = 0;
  while (at < store.length && store[at] === client[at]) at++;
  const from = Math.max(0, at - before);
  const cut = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, at + after)}${text.length > at + after ? '…' : ''}`;
  return {
    at,
    store: cut(store),
    client: cut(client),
    marker: `${' '.repeat(at - from + (from > 0 ? 1 : 0))}^`,
  };
}
