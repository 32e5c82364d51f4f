/**
 * How many seconds an answer asks to wait: `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3). A date is
 * seen from the server's own clock.
 *
 * @param value of the field Retry-After; undefined where it was not sent.
 * @param date the value of the field Date; undefined where it was not sent.
 * @param now milliseconds since 1970; taken in the place of Date where that was not sent.
 * @returns undefined where the field is missing or says neither.
 */
export function retryAfter(
  value: string | undefined,
  date: string | undefined,
  now: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const until = Date.parse(value);
  const from = date === undefined ? now : Date.parse(date);
  return Number.isNaN(until) || Number.isNaN(from) ? undefined : Math.max(0, (until - from) / 1000);
}
