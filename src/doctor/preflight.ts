/** What a browser makes of the answer to its preflight request: the Fetch standard, CORS-preflight fetch. */
import type { Reading } from './reading.ts';

/** The origin that preflight requests are sent from. */
export const askingOrigin = 'https://example.com';

interface Wanted {
  readonly methods: readonly string[];
  readonly fields: readonly string[];
}

/** What keeps a browser from sending what it asked for, in words; empty where nothing does. */
export function preflightProblems(preflight: Reading, { methods, fields }: Wanted): string[] {
  const missing = (field: string, wanted: readonly string[]): string[] => {
    const allowed = preflight.header(field);
    if (allowed === undefined || allowed.includes('*')) return [];
    const names = allowed.split(',').map(name => name.trim().toLowerCase());
    const lacking = wanted.filter(name => !names.includes(name.toLowerCase()));
    return lacking.length === 0 ? [] : [`${field} lacks ${lacking.join(', ')}`];
  };
  return [
    ...originProblem(preflight),
    ...missing('Access-Control-Allow-Headers', fields),
    ...missing('Access-Control-Allow-Methods', methods),
  ];
}

/**
 * The one origin that a store lets browsers ask from: what its owner chose for an application in the browser, or a value
 * that somebody wrote for all. Undefined where each origin is allowed, or none.
 */
export function onlyOrigin(preflight: Reading): string | undefined {
  const allowed = preflight.header('access-control-allow-origin');
  if (allowed === undefined || allowed === askingOrigin || !/^https?:/.test(allowed)) return undefined;
  return URL.canParse(allowed) && new URL(allowed).origin === allowed ? allowed : undefined;
}

/** One value is allowed: `*`, or the origin that asked. */
function originProblem(preflight: Reading): string[] {
  const allowed = preflight.header('access-control-allow-origin');
  if (allowed === undefined || allowed === '*' || allowed === askingOrigin) return [];
  if (allowed.includes(','))
    return [
      `Access-Control-Allow-Origin is sent twice (${allowed}), and browsers take neither: a server adds its own to WordPress’s`,
    ];
  return [`Access-Control-Allow-Origin is ${allowed}, whoever asks`];
}
