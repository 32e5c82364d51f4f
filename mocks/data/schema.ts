/** What a property of a record may hold. */
export interface Property<V> {
  /** In words, for an error: `a whole number`. */
  readonly expected: string;
  test(value: unknown): value is V;
}

/** A record's properties, each of them: where the type gets another, the schema does not compile without it. */
export type Properties<T> = { readonly [K in keyof T]-?: Property<T[K]> };

interface Issue {
  readonly message: string;
  readonly path: readonly string[];
}

/** A Standard Schema (standardschema.dev) of a record, which is what a collection of @msw/data asks for. */
export interface RecordSchema<T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) => { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** The schema of records with these properties and no others. */
export function recordSchema<T extends object>(properties: Properties<T>): RecordSchema<T> {
  const record = objectOf(properties);
  return {
    '~standard': {
      version: 1,
      vendor: 'latchkey',
      validate: value => (record.test(value) ? { value } : { issues: issuesOf(properties, value) }),
    },
  };
}

/** What is wrong with a record, at least one thing. */
function issuesOf<T>(properties: Properties<T>, value: unknown): readonly Issue[] {
  if (!isObject(value)) return [{ message: 'expected an object', path: [] }];
  const issues: Issue[] = [];
  for (const name in properties) {
    const { expected, test } = properties[name];
    if (!test(value[name])) issues.push({ message: `expected ${expected}`, path: [name] });
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(properties, name)) issues.push({ message: 'expected no such property', path: [name] });
  }
  return issues;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const text: Property<string> = {
  expected: 'text',
  test: (value): value is string => typeof value === 'string',
};

export const flag: Property<boolean> = {
  expected: 'true or false',
  test: (value): value is boolean => typeof value === 'boolean',
};

export const number: Property<number> = {
  expected: 'a number',
  test: (value): value is number => typeof value === 'number',
};

/** An id, or a time in Unix seconds: what records are found and sorted by. */
export const integer: Property<number> = {
  expected: 'a whole number',
  test: (value): value is number => Number.isInteger(value),
};

/** What clients send and get back as it was, such as the value of meta data. */
export const anything: Property<unknown> = {
  expected: 'anything',
  test: (value): value is unknown => value !== undefined,
};

export function orNull<V>({ expected, test }: Property<V>): Property<V | null> {
  return {
    expected: `${expected} or null`,
    test: (value): value is V | null => value === null || test(value),
  };
}

export function listOf<V>({ expected, test }: Property<V>): Property<readonly V[]> {
  return {
    expected: `a list, each of it ${expected}`,
    test: (value): value is readonly V[] => Array.isArray(value) && value.every(test),
  };
}

/** Values under names that anybody may choose. */
export function named<V>({ expected, test }: Property<V>): Property<Readonly<Record<string, V>>> {
  return {
    expected: `an object, each value of it ${expected}`,
    test: (value): value is Readonly<Record<string, V>> =>
      isObject(value) && Object.values(value).every(test),
  };
}

export function objectOf<T extends object>(properties: Properties<T>): Property<T> {
  const tests = Object.entries<Property<unknown>>(properties);
  return {
    expected: `an object of ${Object.keys(properties).join(', ')}`,
    test: (value): value is T =>
      isObject(value) &&
      Object.keys(value).length === tests.length &&
      tests.every(([name, property]) => property.test(value[name])),
  };
}
