import { isIP } from 'node:net';
import type { SchemaError } from './schema-error.ts';

const dateTime = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::\d{2})?)?$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-5][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
// `is_email()`: one @, at least three characters before it, a domain of two labels or more.
const email =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** The formats that `rest_validate_value_from_schema()` checks; any other is not looked at. */
export function checkFormat(value: string, format: string, param: string): SchemaError | undefined {
  switch (format) {
    case 'hex-color':
      return check(/^#([0-9a-f]{3}){1,2}$/i.test(value), 'rest_invalid_hex_color', 'Invalid hex color.');
    case 'date-time':
      return check(isDate(value), 'rest_invalid_date', 'Invalid date.');
    case 'email':
      return check(value.length >= 6 && email.test(value), 'rest_invalid_email', 'Invalid email address.');
    case 'ip':
      return check(isIP(value) !== 0, 'rest_invalid_ip', `${param} is not a valid IP address.`);
    case 'uuid':
      return check(uuid.test(value), 'rest_invalid_uuid', `${param} is not a valid UUID.`);
    default:
      return undefined;
  }
}

function check(right: boolean, code: string, message: string): SchemaError | undefined {
  return right ? undefined : { code, message, data: null };
}

/** `rest_parse_date()`: the shape of RFC 3339, and a date that there is (`strtotime()` lets 31 February pass). */
function isDate(value: string): boolean {
  if (!dateTime.test(value)) return false;
  const [, month, day, hour, minute] = /-(\d{2})-(\d{2}).(\d{2}):(\d{2})/.exec(value) as unknown as string[];
  return Number(month) <= 12 && Number(day) <= 31 && Number(hour) <= 24 && Number(minute) <= 59;
}
