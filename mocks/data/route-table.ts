/**
 * The routes of recorded stores, and what each said to whom: measured, not written (docs/discoveries/routes.md). A store
 * reads the table when a request first needs it.
 */
/** What a route answers, other than what it does. */
interface MeasuredOutcome {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * What one role hears: an outcome that is the answer to whatever is sent, one that answers a request without
 * parameters alone, whose sender is let in, or neither.
 */
interface MeasuredVerdict {
  readonly refused?: MeasuredOutcome;
  readonly bare?: MeasuredOutcome;
}

/** By role, in the order of `measuredRoles`. */
type Verdicts = readonly MeasuredVerdict[];

export interface MeasuredEndpoint {
  readonly methods: readonly string[];
  /** JSON Schemas of the parameters, `validate: false` for those that the store did not look at. */
  readonly args: Readonly<Record<string, object>>;
  readonly verdicts: Verdicts;
  /** Where it is another: what is said of a record that is there, and the values in the path that named one. */
  readonly existing?: { readonly verdicts: Verdicts; readonly sample: Readonly<Record<string, string>> };
}

export interface MeasuredRoute {
  readonly namespace: string;
  readonly pattern: string;
  readonly endpoints: readonly MeasuredEndpoint[];
}

/** Who was asked for, `nobody` among them. */
export const measuredRoles = ['nobody', 'customer', 'author', 'shop_manager', 'administrator'] as const;

type Row = readonly [
  profiles: string,
  methods: string,
  args: readonly number[] | null,
  verdicts: readonly number[],
  existing?: readonly number[],
  sample?: Readonly<Record<string, string>>,
];

/** `routes/measured.json`. A row's profiles are columns of `profiles`, its numbers those of `args` and `outcomes`. */
interface Table {
  readonly profiles: readonly string[];
  readonly outcomes: readonly (readonly [status: number, code: string, message: string])[];
  readonly args: readonly (readonly [name: string, schema: object])[];
  readonly routes: readonly (readonly [namespace: string, pattern: string, rows: readonly Row[]])[];
}

/**
 * The routes of a store in the order of its index.
 * @param profile the name of a profile; 11.1 was recorded on the plugins of 10.5, and has its routes.
 */
export async function measuredRoutes(profile: string): Promise<readonly MeasuredRoute[]> {
  // Its own type would have every row in it.
  const { default: table }: { default: unknown } = await import('./routes/measured.json', {
    with: { type: 'json' },
  });
  return routesOfTable(table, profile);
}

/** The same of a table that is read already. */
export function routesOfTable(table: unknown, profile: string): readonly MeasuredRoute[] {
  return new Decoder(table as Table).routes(profile === '11.1' ? '10.5' : profile);
}

/** How many recorded requests asked each method of a route, by `GET /wc/v3/orders`. */
export async function recordedRoutes(): Promise<ReadonlyMap<string, number>> {
  const { default: counts }: { default: unknown } = await import('./routes/recorded.json', {
    with: { type: 'json' },
  });
  return new Map(Object.entries(counts as Readonly<Record<string, number>>));
}

class Decoder {
  readonly #table: Table;
  readonly #verdicts = new Map<number, MeasuredVerdict>();

  constructor(table: Table) {
    this.#table = table;
  }

  routes(profile: string): MeasuredRoute[] {
    const column = String(this.#table.profiles.indexOf(profile));
    return this.#table.routes.flatMap(([namespace, pattern, rows]) => {
      const endpoints = inOrder(rows.filter(([profiles]) => profiles.includes(column)));
      if (endpoints.length === 0) return [];
      return [
        {
          namespace,
          pattern,
          endpoints: endpoints.map(row => this.#endpoint(row)),
        },
      ];
    });
  }

  #endpoint([, methods, args, verdicts, existing, sample]: Row): MeasuredEndpoint {
    return {
      methods: methods.split(','),
      args: Object.fromEntries((args ?? []).map(index => this.#table.args[index] as Table['args'][number])),
      verdicts: this.#all(verdicts),
      ...(existing && sample && { existing: { verdicts: this.#all(existing), sample } }),
    };
  }

  #all(numbers: readonly number[]): Verdicts {
    return numbers.map(number => {
      const known = this.#verdicts.get(number);
      if (known) return known;
      const verdict = this.#verdict(number);
      this.#verdicts.set(number, verdict);
      return verdict;
    });
  }

  /** 0 lets in, a positive number refuses, a negative one answers who sends nothing; outcomes count from 1. */
  #verdict(number: number): MeasuredVerdict {
    if (number === 0) return {};
    const [status, code, message] = this.#table.outcomes[Math.abs(number) - 1] as Table['outcomes'][number];
    const outcome = { status, code, message };
    return number > 0 ? { refused: outcome } : { bare: outcome };
  }
}

/** A route registers reading, then writing, then deleting; rows of several profiles stand as they were first seen. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  const rank = ([, methods]: Row): number => order.findIndex(method => methods.split(',').includes(method));
  return [...rows].sort((one, other) => rank(one) - rank(other));
}

const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
