import { Buffer } from 'node:buffer';
import { jsonIn } from '../../files/json-text.ts';
import { hash, hmac, percentDecode } from '../plan.ts';
import { toBytes, toText } from '../request.ts';
import type { ReceivedDelivery } from './delivery.ts';

/** What receivers and senders of webhooks do wrong, each as what it makes of body and secret. */
export interface WebhookMistake {
  readonly id: string;
  readonly says: string;
  readonly fix: string;
  /** The signatures that come of it. */
  signatures(delivery: ReceivedDelivery, secret: string): readonly string[];
}

const sha256 = hmac('sha256');
const toHex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/** base64 of HMAC-SHA256 over the raw body, with the webhook's secret as the key (WC_Webhook::generate_signature()). */
export function webhookSignature(body: string, secret: string): string {
  return sha256(body, toBytes(secret));
}

const entity: readonly (readonly [string, string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#039;'],
];
const escapeHtml = (text: string): string =>
  entity.reduce((done, [mark, name]) => done.replaceAll(mark, name), text);
const unescapeHtml = (text: string): string =>
  entity
    .toReversed()
    .reduce((done, [mark, name]) => done.replaceAll(name, mark), text.replaceAll('&#39;', "'"));

/** A secret as something on its way may have changed it. */
function otherSecrets(secret: string): string[] {
  return [
    escapeHtml(secret),
    escapeHtml(escapeHtml(secret)),
    unescapeHtml(secret),
    secret.replaceAll('<', '&lt;'),
    secret.replaceAll('&', '&amp;'),
    secret.replaceAll('"', '&quot;'),
    secret.replaceAll(/(['"\\])/g, '\\$1'),
    secret.replaceAll(/\\(['"\\])/g, '$1'),
    secret.replaceAll('\\', '\\\\'),
    secret.replaceAll(/<[^>]*>?/g, ''),
    percentDecode(secret),
    encodeURIComponent(secret),
  ].filter(other => other !== secret);
}

/** A body that was parsed and written again, in the ways of common languages. */
function rewrittenBodies(body: string): string[] {
  const value = jsonIn(toText(body));
  if (value === undefined) return [];
  const compact = JSON.stringify(value);
  const php = compact.replaceAll('/', '\\/');
  const ascii = (text: string): string =>
    text.replace(/[\u0080-\uffff]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const python = JSON.stringify(value, undefined, 1)
    .replace(/\n\s*/g, '')
    .replace(/(?<=[^\\]"):\s?/g, ': ');
  return [
    compact,
    php,
    ascii(php),
    ascii(compact),
    pythonJson(value),
    ascii(pythonJson(value)),
    ascii(python),
    JSON.stringify(value, undefined, 2),
    JSON.stringify(value, undefined, 4),
    JSON.stringify(value, undefined, '\t'),
    body.replaceAll('\\/', '/'),
    body.replaceAll('/', '\\/'),
  ]
    .map(toBytes)
    .filter(text => text !== body);
}

/** json.dumps(): a space behind each comma and colon. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, item]) => `${JSON.stringify(name)}: ${pythonJson(item)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

export const webhookMistakes: readonly WebhookMistake[] = [
  {
    id: 'webhook-hexadecimal',
    says: 'The signature is written in hexadecimal; WooCommerce sends base64.',
    fix: 'Compare base64: createHmac("sha256", secret).update(body).digest("base64"), in PHP base64_encode(hash_hmac("sha256", $body, $secret, true)).',
    signatures: ({ body }, secret) => {
      const hex = toHex(webhookSignature(body, secret));
      return [hex, hex.toUpperCase(), Buffer.from(hex).toString('base64')];
    },
  },
  {
    id: 'webhook-body-line-end',
    says: 'A line end, or other white space, at the end of the body is signed on one side alone.',
    fix: 'Take the raw bytes of the body: php://input, express.raw(), request.get_data(); do not trim, and do not add a line end.',
    signatures: ({ body }, secret) =>
      [
        `${body}\n`,
        `${body}\r\n`,
        body.replace(/\s+$/, ''),
        body.trim(),
        body.replaceAll('\r\n', '\n'),
        body.replaceAll(/(?<!\r)\n/g, '\r\n'),
        `${body} `,
      ]
        .filter(other => other !== body)
        .map(other => webhookSignature(other, secret)),
  },
  {
    id: 'webhook-body-rewritten',
    says: 'The body was parsed and written anew before it was signed: other spaces, slashes or escapes than WooCommerce sent.',
    fix: 'Sign the raw bytes of the body as they came, and parse them afterwards (express: express.raw({ type: "application/json" }), not express.json()).',
    signatures: ({ body }, secret) => rewrittenBodies(body).map(other => webhookSignature(other, secret)),
  },
  {
    id: 'webhook-secret-escaped',
    says: 'The secret holds a mark such as &, <, ", a backslash or a letter outside ASCII, and one side uses it escaped (&amp;, &lt;) or in another encoding: WooCommerce keeps it as the form has cleaned it.',
    fix: 'Use a secret of letters and digits, in the webhook and in the receiver.',
    signatures: ({ body }, secret) => [
      ...otherSecrets(secret).map(other => webhookSignature(body, other)),
      // The secret's characters as bytes of Latin-1.
      ...(/^[\x00-\x7f]*$/.test(secret) ? [] : [sha256(body, secret)]),
    ],
  },
  {
    id: 'webhook-secret-white-space',
    says: 'White space or quotes stand around the secret on one side.',
    fix: 'Trim the secret where it is read.',
    signatures: ({ body }, secret) =>
      [
        `${secret}\n`,
        `${secret}\r\n`,
        `${secret} `,
        ` ${secret}`,
        secret.trim(),
        `"${secret}"`,
        `'${secret}'`,
        secret.replace(/^(["'])([\s\S]*)\1$/, '$2'),
        ` ${secret} `,
        `${secret}&`,
      ]
        .filter(other => other !== secret)
        .map(other => webhookSignature(body, other)),
  },
  {
    id: 'webhook-other-algorithm',
    says: 'Another algorithm than HMAC-SHA256 is used.',
    fix: 'Use HMAC-SHA256 over the raw body, in base64.',
    signatures: ({ body }, secret) => [
      ...['sha1', 'sha512', 'md5', 'sha384'].flatMap(name => {
        const made = hmac(name)(body, toBytes(secret));
        return [made, toHex(made)];
      }),
      ...['sha256', 'sha1', 'md5'].flatMap(name => [
        hash(name, body + toBytes(secret), 'base64'),
        hash(name, body + toBytes(secret), 'hex'),
        hash(name, toBytes(secret) + body, 'base64'),
        hash(name, toBytes(secret) + body, 'hex'),
        hash(name, body, 'base64'),
        hash(name, body, 'hex'),
      ]),
    ],
  },
  {
    id: 'webhook-arguments-swapped',
    says: 'Body and secret are swapped: the body was used as the key.',
    fix: 'The secret is the key of the HMAC, the body its text.',
    signatures: ({ body }, secret) => [sha256(toBytes(secret), body), toHex(sha256(toBytes(secret), body))],
  },
  {
    id: 'webhook-body-left-out',
    says: 'Another text than the body was signed: nothing, or an empty object (the body had been read before).',
    fix: 'Read the raw body once, before any parser does, and sign that.',
    signatures: ({ body }, secret) =>
      ['', '{}', '[]', 'null', '[object Object]', 'undefined', toBytes(JSON.stringify(toText(body)))].map(
        other => webhookSignature(other, secret),
      ),
  },
];
