/** The parameters of a fault: their defaults, what they accept, and how their text is read. */

export interface FaultParameter<T> {
  readonly default: T;
  /** What it is for. */
  readonly about: string;
  /** What it accepts, to finish "expected …". */
  readonly expected: string;
  /** Its value, or undefined when the text is none. */
  read(text: string): T | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: parameters of any type, as `Values` maps them back.
export type FaultParameters = Readonly<Record<string, FaultParameter<any>>>;
export type Values<P extends FaultParameters> = {
  readonly [K in keyof P]: P[K] extends FaultParameter<infer T> ? T : never;
};

export function textParameter(value: string, about: string): FaultParameter<string> {
  return { default: value, about, expected: 'a text', read: given => given };
}

export function number(
  value: number,
  about: string,
  { min = -Infinity, max = Infinity, whole = false } = {},
): FaultParameter<number> {
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

export function choice<const T extends string>(
  choices: readonly T[],
  value: T,
  about: string,
): FaultParameter<T> {
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
): FaultParameter<T> {
  return {
    default: value,
    about,
    expected: `one of ${choices.join(', ')}`,
    read: given => choices.find(one => String(one) === given),
  };
}

/** Several texts, separated by `|`. */
export function listParameter(value: readonly string[], about: string): FaultParameter<readonly string[]> {
  return {
    default: value,
    about,
    expected: 'texts separated by |',
    read: given => given.split('|').filter(item => item !== ''),
  };
}

/** The parameters that every fault that wraps requests has. */
export const scopeParameters = {
  path: textParameter('', 'only requests whose path starts with this'),
  share: number(1, 'the share of requests that it concerns', { min: 0, max: 1 }),
  seed: number(0, 'makes the choice of that share the same in every run', { whole: true, min: 0 }),
};
