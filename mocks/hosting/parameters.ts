/** The parameters of a fault: their defaults, what they accept, and how their text is read. */

export interface Parameter<T> {
  readonly default: T;
  /** What it is for. */
  readonly about: string;
  /** What it accepts, to finish "expected …". */
  readonly expected: string;
  /** Its value, or undefined when the text is none. */
  read(text: string): T | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: parameters of any type, as `Values` maps them back.
export type Parameters = Readonly<Record<string, Parameter<any>>>;
export type Values<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

export function text(value: string, about: string): Parameter<string> {
  return { default: value, about, expected: 'a text', read: given => given };
}

export function number(
  value: number,
  about: string,
  { min = -Infinity, max = Infinity, whole = false } = {},
): Parameter<number> {
  const kind = whole ? 'a whole number' : 'a number';
  const range =
    min === -Infinity && max === Infinity
      ? ''
      : max === Infinity
        ? ` of at least ${min}`
        : ` from ${min} to ${max}`;
  return {
    default: value,
    about,
    expected: `${kind}${range}`,
    read: given => {
      const read = /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
      return read >= min && read <= max && (!whole || Number.isInteger(read)) ? read : undefined;
    },
  };
}

export function choice<const T extends string>(choices: readonly T[], value: T, about: string): Parameter<T> {
  return {
    default: value,
    about,
    expected: choices.length === 1 ? `${choices[0]}` : `one of ${choices.join(', ')}`,
    read: given => choices.find(one => one === given),
  };
}

/** One of a few HTTP status codes. */
export function status<const T extends number>(
  choices: readonly T[],
  value: T,
  about = 'the status code',
): Parameter<T> {
  return {
    default: value,
    about,
    expected: `one of ${choices.join(', ')}`,
    read: given => choices.find(one => String(one) === given),
  };
}

/** Several texts, separated by `|`. */
export function list(value: readonly string[], about: string): Parameter<readonly string[]> {
  return {
    default: value,
    about,
    expected: 'texts separated by |',
    read: given => given.split('|').filter(item => item !== ''),
  };
}

/** The parameters that every fault that wraps requests has. */
export const scopeParameters = {
  path: text('', 'only requests whose path starts with this'),
  share: number(1, 'the share of requests that it concerns', { min: 0, max: 1 }),
  seed: number(0, 'makes the choice of that share the same in every run', { whole: true, min: 0 }),
};
