import type { OauthFields } from './store-view.ts';

/** Something worth telling beside the signature: it refuses the request on its own, or will. */
export interface Note {
  readonly id: string;
  readonly says: string;
  readonly fix: string;
}

/** WooCommerce accepts a timestamp within 15 minutes: recordings time.offset.*. */
const window = 15 * 60;

const required = [
  ['oauth_consumer_key', 'consumerKey'],
  ['oauth_timestamp', 'timestamp'],
  ['oauth_nonce', 'nonce'],
  ['oauth_signature', 'signature'],
  ['oauth_signature_method', 'signatureMethod'],
] as const;

/** Names of required OAuth parameters that the request lacks, in the order in which the store names them. */
export function missingParameters(fields: OauthFields): string[] {
  return required.filter(([, key]) => fields[key] === undefined || fields[key] === '').map(([name]) => name);
}

/**
 * Checks what the store checks beside the signature.
 *
 * @param now Unix seconds of the store; undefined when it is not to be judged (an old log line).
 */
export function notesOn(fields: OauthFields, now: number | undefined): Note[] {
  return [
    ...keyNotes(fields),
    ...methodNotes(fields),
    ...timestampNotes(fields.timestamp, now),
    ...placeNotes(fields),
  ];
}

function keyNotes({ consumerKey }: OauthFields): Note[] {
  if (consumerKey === undefined || /^ck_[0-9a-f]{40}$/.test(consumerKey)) return [];
  const secret = consumerKey.startsWith('cs_');
  return [
    {
      id: secret ? 'secret-sent-as-key' : 'consumer-key-form',
      says: secret
        ? 'oauth_consumer_key holds a consumer secret (cs_…).'
        : 'oauth_consumer_key is not "ck_" and 40 hexadecimal digits in lower case.',
      fix: secret
        ? 'Send the consumer key (ck_…), and make a new key: this secret went over the wire.'
        : 'Copy the key again from WooCommerce → Settings → Advanced → REST API.',
    },
  ];
}

function methodNotes({ signatureMethod }: OauthFields): Note[] {
  if (signatureMethod === undefined || /^HMAC-SHA(1|256)$/.test(signatureMethod)) return [];
  return [
    {
      id: 'signature-method-unknown',
      says: `The store does not know the signature method "${signatureMethod}".`,
      fix: 'Use HMAC-SHA1 or HMAC-SHA256, written so.',
    },
  ];
}

function timestampNotes(timestamp: string | undefined, now: number | undefined): Note[] {
  if (timestamp === undefined || timestamp === '' || now === undefined) return [];
  const seconds = Number(timestamp);
  if (!Number.isFinite(seconds) || !/^\d+$/.test(timestamp))
    return [
      {
        id: 'timestamp-no-number',
        says: `oauth_timestamp is "${timestamp}", not a whole number of seconds.`,
        fix: 'Send Math.floor(Date.now() / 1000).',
      },
    ];
  const off = seconds - now;
  if (Math.abs(off) <= window) return [];
  if (Math.abs(seconds / 1000 - now) <= 366 * 86400)
    return [
      {
        id: 'timestamp-in-milliseconds',
        says: 'oauth_timestamp is in milliseconds.',
        fix: 'Send seconds: Math.floor(Date.now() / 1000).',
      },
    ];
  const quarters = Math.round(off / 900);
  const zone = Math.abs(off) <= 14.5 * 3600 && Math.abs(off - quarters * 900) <= 120;
  const hours = quarters / 4;
  if (zone)
    return [
      {
        id: 'timestamp-in-local-time',
        says: `oauth_timestamp is ${Math.abs(hours)} hours ${off > 0 ? 'ahead' : 'behind'}: local time was taken for UTC.`,
        fix: 'Send Unix time, which knows no time zone: Math.floor(Date.now() / 1000).',
      },
    ];
  return [
    {
      id: 'timestamp-out-of-window',
      says: `oauth_timestamp is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the clock here; the store allows ${window} s.`,
      fix: 'Sign anew for each request, and keep the clock right (NTP).',
    },
  ];
}

function placeNotes({ from }: OauthFields): Note[] {
  if (from.size < 2) return [];
  return [
    {
      id: 'oauth-parameters-in-two-places',
      says: `oauth_ parameters stand in ${[...from].join(' and ')}.`,
      fix: 'Send them in one place; the query works on every server.',
    },
  ];
}
