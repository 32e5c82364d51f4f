/**
 * The life of a client: it makes, reads, changes, lists and deletes every resource, well and badly, and each step follows
 * from the ones before. It begins in a shop that has been emptied. Of an answer the recording keeps its status, its
 * refusal's code and message, the keys with the types of their values two levels deep, and the list's totals.
 * The first line has the clock and the shapes; an answer has the place of its own among them.
 */
import { readFileSync } from 'node:fs';

export interface Step {
  readonly request: string;
  readonly body?: unknown;
  /** The name under which later steps know the record. */
  readonly save?: string;
  /** The same for what a batch creates, by place. */
  readonly saves?: readonly (string | null)[];
  /** Which of the store's keys sends it, where it is not the administrator's; null for nobody. */
  readonly key?: string | null;
}

/** An answer as it came. */
export interface Told {
  readonly status: number;
  readonly json: unknown;
  readonly total: string | undefined;
  readonly pages: string | undefined;
}

/** What a recording keeps of an answer. */
export interface Kept {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly shape?: number;
  readonly total?: number;
  readonly pages?: number;
}

/** A step with its answer, and with what of it the simulated store is known not to give. */
export interface RecordedStep extends Step {
  /** Seconds since the first. */
  readonly after: number;
  readonly answer: Kept;
  readonly differs?: readonly string[];
}

export interface Life {
  /** Unix seconds of the first step. */
  readonly at: number;
  /** What had been done in the shop already: the customer of the older recordings had bought there once. */
  readonly before?: readonly Step[];
  readonly shapes: readonly string[];
  readonly steps: readonly RecordedStep[];
}

export type Call = (method: string, path: string, body?: unknown, key?: string | null) => Promise<Told>;

export function readLife(file: URL): Life {
  const [head, ...steps] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  return { ...head, steps };
}

/** What a request asks for: routes stand below the REST root, those of the legacy API do not. */
export function targetOf(path: string): string {
  return path.startsWith('/wc-api/') ? path : `/wp-json${path}`;
}

/** Deletes what is in the shop, all but its users, its zones and the category that cannot be deleted. */
export async function empty(call: Call): Promise<void> {
  for (const list of [
    'orders',
    'products?status=any',
    'coupons?status=any',
    'webhooks',
    'products/categories',
  ]) {
    const { json } = await call('GET', `/wc/v3/${list}${list.includes('?') ? '&' : '?'}per_page=100`);
    const records = json as readonly { readonly id: number; readonly slug?: string }[];
    const ids = records.filter(({ slug }) => slug !== 'uncategorized').map(({ id }) => id);
    const path = `/wc/v3/${list.split('?')[0]}/batch`;
    if (ids.length > 0) await call('POST', path, { delete: ids });
  }
}

/** Takes one step, and knows the record that came of it from then on. */
export async function take(step: Step, call: Call, ids: Map<string, unknown>): Promise<Told> {
  const [method, path] = step.request.split(' ') as [string, string];
  const target = encodeURI(
    path.replace(/\{([a-z]+\d*)\}/g, (_, name: string) => String(ids.get(name) ?? -1)),
  );
  const body = step.body === undefined ? undefined : inserted(step.body, ids);
  const told = await call(method, target, body, step.key);
  if (step.save !== undefined) ids.set(step.save, idOf(told.json));
  const made = (told.json as { create?: readonly unknown[] } | undefined)?.create;
  for (const [place, name] of (step.saves ?? []).entries())
    if (name !== null) ids.set(name, idOf(made?.[place]));
  return told;
}

/** The legacy API wraps a record in its name. */
function idOf(json: unknown): unknown {
  const { id } = (json ?? {}) as { id?: unknown };
  if (id !== undefined || typeof json !== 'object' || json === null) return id;
  return (Object.values(json)[0] as { id?: unknown } | undefined)?.id;
}

/** What is kept of an answer; `placeOf` gives the place of a shape. */
export function kept({ status, json, total, pages }: Told, placeOf: (shape: string) => number): Kept {
  const { code, message } = refusalOf(json);
  return {
    status,
    ...(status >= 400 ? { code, message } : { shape: placeOf(shapeOf(json, 2)) }),
    ...(total === undefined ? {} : { total: Number(total) }),
    ...(pages === undefined ? {} : { pages: Number(pages) }),
  } as Kept;
}

/** The legacy API tells a list of errors. */
function refusalOf(json: unknown): { readonly code?: string; readonly message?: string } {
  const { errors, ...only } = (json ?? {}) as {
    errors?: readonly { code: string; message: string }[];
    code?: string;
    message?: string;
  };
  return errors?.[0] ?? only;
}

/** `{id:number meta_data:[{id:number …}]}`: the keys in the order of the alphabet, of a list its first entry. */
function shapeOf(value: unknown, depth: number): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${shapeOf(value[0], depth)}]`;
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth === 0) return 'object';
  const members = Object.entries(value).map(([name, one]) => `${name}:${shapeOf(one, depth - 1)}`);
  return `{${members.sort().join(' ')}}`;
}

/** `"{p1}"` becomes the id that was saved as `p1`. */
function inserted(value: unknown, ids: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const name = /^\{([a-z]+\d*)\}$/.exec(value)?.[1];
    return name === undefined ? value : (ids.get(name) ?? -1);
  }
  if (Array.isArray(value)) return value.map(one => inserted(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inserted(one, ids)]));
}
