/** What every client is asked to do. The same list for all of them; a client leaves out what it has no way to say. */

export interface ClientCase {
  readonly id: string;
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the namespace: `orders`. */
  readonly path: string;
  /** Parameters of the query, as a user of a client writes them. */
  readonly query?: Readonly<Record<string, string | readonly number[]>>;
  /** How a list is written where the client has no way of its own: `include[0]=1` or `include[]=1`. */
  readonly lists?: 'counted' | 'bare';
  readonly json?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** The store in a sub-directory, instead of the one at the root. */
  readonly home?: 'subdirectory';
  readonly secret?: 'wrong';
  /** The port as an option of its own, where a client has one. */
  readonly port?: 'option';
  /** What a right client gets. */
  readonly status: number;
  /** Whether the answer shows that all arrived as it was meant. */
  readonly shows?: (body: unknown) => boolean;
}

const reserved = `a b+c&d=e%f~g!h'i(j)k*l"m/n?o#p,q:r;s@t$u[v]w`;
const unicode = 'Überraschung ☃ 😀 日本';
const note = `${unicode} ${reserved}`;

const many = (wanted: number) => (body: unknown) => Array.isArray(body) && body.length === wanted;
const noted = (body: unknown) => (body as { customer_note?: unknown } | null)?.customer_note === note;

/** Orders of the built-in store. */
const firstOrder = 22;
const orders = (count: number) => Array.from({ length: count }, (_, index) => firstOrder + index);

export const cases: readonly ClientCase[] = [
  {
    id: 'simple',
    title: 'a list of orders',
    method: 'GET',
    path: 'orders',
    query: { per_page: '2' },
    status: 200,
    shows: many(2),
  },
  {
    id: 'no-parameters',
    title: 'no parameters at all',
    method: 'GET',
    path: 'orders',
    status: 200,
    shows: many(10),
  },
  {
    id: 'reserved',
    title: 'reserved characters',
    method: 'GET',
    path: 'products',
    query: { search: reserved },
    status: 200,
    // Nothing is called that; without the parameter there would be products.
    shows: many(0),
  },
  {
    id: 'unicode',
    title: 'Unicode',
    method: 'GET',
    path: 'products',
    query: { search: unicode },
    status: 200,
    // Nothing is called that; without the parameter there would be products.
    shows: many(0),
  },
  {
    id: 'empty',
    title: 'an empty parameter',
    method: 'GET',
    path: 'orders',
    query: { per_page: '3', search: '' },
    status: 200,
    shows: many(3),
  },
  {
    id: 'list',
    title: 'a list of 3 items',
    method: 'GET',
    path: 'orders',
    query: { include: orders(3) },
    lists: 'counted',
    status: 200,
    shows: many(3),
  },
  {
    id: 'long-list',
    title: 'a list of 12 items',
    method: 'GET',
    path: 'orders',
    query: { include: orders(12), per_page: '50' },
    lists: 'counted',
    status: 200,
    shows: many(12),
  },
  {
    id: 'bare-list',
    title: 'a list as `include[]=`',
    method: 'GET',
    path: 'orders',
    query: { include: orders(3) },
    lists: 'bare',
    status: 200,
    shows: many(3),
  },
  {
    id: 'dot',
    title: 'a dot in a name',
    method: 'GET',
    path: 'orders',
    query: { 'utm.source': 'mail', per_page: '2' },
    status: 200,
    shows: many(2),
  },
  {
    id: 'post-json',
    title: 'POST with JSON',
    method: 'POST',
    path: 'orders',
    json: { customer_note: note },
    status: 201,
    shows: noted,
  },
  {
    id: 'put-json',
    title: 'PUT with JSON',
    method: 'PUT',
    path: `orders/${firstOrder}`,
    json: { customer_note: note },
    status: 200,
    shows: noted,
  },
  {
    id: 'post-form',
    title: 'POST with a form body',
    method: 'POST',
    path: 'orders',
    form: { customer_note: note, status: 'on-hold' },
    status: 201,
    shows: noted,
  },
  {
    id: 'subdirectory',
    title: 'a store in a sub-directory',
    method: 'GET',
    path: 'orders',
    query: { per_page: '2' },
    home: 'subdirectory',
    status: 200,
    shows: many(2),
  },
  {
    id: 'port',
    title: 'the port as an option',
    method: 'GET',
    path: 'orders',
    query: { per_page: '2' },
    port: 'option',
    status: 200,
    shows: many(2),
  },
  {
    id: 'wrong-secret',
    title: 'a wrong secret (401)',
    method: 'GET',
    path: 'orders',
    secret: 'wrong',
    status: 401,
  },
];
