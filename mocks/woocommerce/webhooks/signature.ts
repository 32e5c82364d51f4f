import { createHmac } from 'node:crypto';

/**
 * `X-WC-Webhook-Signature`: base64 of HMAC-SHA256 over the body's bytes with the webhook's secret. Of the secret's
 * HTML entities those of `wp_specialchars_decode()` are read first: `a&amp;b` signs as `a&b`.
 *
 * @param secret text as the webhook holds it; its bytes are UTF-8.
 */
export function webhookSignature(body: Uint8Array, secret: string): string {
  return createHmac('sha256', specialcharsDecoded(secret)).update(body).digest('base64');
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** `wp_specialchars_decode()` with both kinds of quotes. */
function specialcharsDecoded(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot)|#0*(?:38|60|62|34|39)|#x0*(?:26|3c|3e|22|27));/gi,
    (entity, name?: string) => (name ? (characters[name.toLowerCase()] ?? entity) : numbered(entity)),
  );
}

function numbered(entity: string): string {
  const digits = entity.slice(2, -1);
  return String.fromCharCode(/^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits));
}
