/** Readers of parameters: they have been validated, but a body can hold what no schema names. */

export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

export function asText(value: unknown, otherwise = ''): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : otherwise;
}

/** A whole number with its sign; `otherwise` for what is none: nothing, a list, an object, text that begins with no number. */
export function asInteger(value: unknown, otherwise = 0): number {
  if (typeof value === 'object') return otherwise;
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : Number(value);
  return Number.isFinite(number) ? Math.trunc(number) : otherwise;
}

export function asIntegers(value: unknown): number[] {
  return asList(value).map(one => asInteger(one));
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** `rest_sanitize_boolean()`. */
export function asBoolean(value: unknown): boolean {
  return typeof value === 'string' ? !['', '0', 'false'].includes(value.toLowerCase()) : Boolean(value);
}

/** `wc_format_decimal()` as it is: of text its digits, its points down to the last one, and its signs. */
export function asDecimal(value: unknown): string {
  return asText(value).replace(/\.(?![^.]+$)|[^0-9.-]/g, '');
}

/** `wc_format_decimal()`: money as text with so many decimals. */
export function asMoney(value: unknown, decimals = 2): string {
  const amount = Number.parseFloat(asText(value));
  return (Number.isFinite(amount) ? amount : 0).toFixed(decimals);
}
