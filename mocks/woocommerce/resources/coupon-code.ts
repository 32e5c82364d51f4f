import { escHtml } from '../../wordpress/formatting/escape.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { fromBytes, toBytes } from '../../wordpress/formatting/text.ts';

/** `wc_format_coupon_code()`: in lower case, its special characters as entities, since it is kept as a title. */
export function couponCode(sent: string): string {
  return fromBytes(escHtml(sanitizeTextField(toBytes(sent)))).toLowerCase();
}
