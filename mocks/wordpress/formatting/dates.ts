/** A time as the API writes it: `2026-11-21T01:20:20`, without a zone; the shop's zone is UTC. */
export function dateText(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** `rest_parse_date()`: Unix seconds, a time without a zone being UTC; undefined for what is no time. */
export function parseDate(text: unknown): number | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const spelled = text.trim().replace(/^(\d{4}-\d\d-\d\d)\s+(?=\d)/, '$1T');
  const zoned = /(?:Z|\d[+-]\d{2}:?\d{2})$/i.test(spelled.slice(10))
    ? spelled
    : `${spelled}${spelled.includes('T') ? '' : 'T00:00:00'}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}
