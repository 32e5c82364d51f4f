import type { ShownFault, TrafficDetail, TrafficRow, WatchedState, WorkbenchSession } from '../view.ts';

/** What the page asks of the listener that it came from. */

/** @throws {Error} with the sentence of the answer. */
async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  });
  const data = await response.json();
  if (!response.ok) throw new Error(data?.error?.message ?? `${method} ${path}: ${response.status}`);
  return data as Answer;
}

interface Delivered {
  readonly deliveries: readonly { readonly status?: number; readonly error?: string }[];
}

export const api = {
  state: () => ask<WatchedState>('GET', '/workbench/state'),
  faults: () => ask<{ faults: ShownFault[] }>('GET', '/workbench/faults'),
  exchange: (number: number) => ask<TrafficDetail>('GET', `/workbench/exchange?number=${number}`),
  clear: () => ask<object>('DELETE', '/workbench/exchanges'),
  replay: (number: number, sign: boolean) => ask<object>('POST', '/workbench/replay', { number, sign }),
  switchFaults: (faults: readonly string[]) => ask<object>('PUT', '/faults', { faults }),
  switchSite: (site: Partial<WatchedState['site']>) => ask<object>('PUT', '/site', site),
  clock: (now: number | null) => ask<object>('PUT', '/clock', { now }),
  reset: () => ask<object>('POST', '/reset'),
  deliver: (webhook: number, id: number, signature: string) =>
    ask<Delivered>('POST', '/deliver', { webhook, id, signature }),
  makeKey: (user: string, permissions: string) =>
    ask<{ consumerKey: string; consumerSecret: string }>('POST', '/workbench/keys', { user, permissions }),
  revoke: (id: number) => ask<object>('DELETE', `/workbench/keys?id=${id}`),
  deleteUser: (login: string) => ask<object>('DELETE', `/workbench/users?login=${encodeURIComponent(login)}`),
};

/** Rows that the page keeps; the listener keeps as many exchanges. */
const mostRows = 10_000;

/** The traffic as it comes: rows, oldest first. */
export class Traffic {
  rows: TrafficRow[] = [];
  isConnected = false;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Gives back what ends it. */
  follow(): () => void {
    const source = new EventSource('/workbench/events');
    source.addEventListener('open', () => this.#now(true));
    source.addEventListener('error', () => this.#now(false));
    source.addEventListener('cleared', () => {
      this.rows = [];
      this.#changed();
    });
    source.addEventListener('rows', event => {
      const rows = [...this.rows, ...(JSON.parse(event.data) as TrafficRow[])];
      this.rows = rows.length > mostRows ? rows.slice(-mostRows) : rows;
      this.#changed();
    });
    return () => source.close();
  }

  #now(isConnected: boolean): void {
    this.isConnected = isConnected;
    this.#changed();
  }
}

/** @throws {Error} for a text that is no session of a workbench. */
export function readSession(text: string): WorkbenchSession {
  let session: Partial<WorkbenchSession>;
  try {
    session = JSON.parse(text);
  } catch {
    throw new Error('This file is no JSON: expected a session that a workbench has saved.');
  }
  if (session?.kind !== 'latchkey-workbench' || session.schemaVersion !== 1)
    throw new Error('This file is no session of a workbench: Share → Session saves one.');
  const isWhole = (detail: TrafficDetail) =>
    typeof detail?.row?.number === 'number' &&
    typeof detail.row.target === 'string' &&
    typeof detail.row.method === 'string' &&
    Array.isArray(detail.request?.headers) &&
    Array.isArray(detail.judgements);
  if (!Array.isArray(session.traffic) || !session.traffic.every(isWhole))
    throw new Error('This session is not whole: it was perhaps changed or cut.');
  return session as WorkbenchSession;
}
