import { timestampWindow } from '../../mocks/rules.ts';
import { keyForm } from '../client/key-form.ts';
import type { Note } from './note.ts';
import { firstHeaderOf, queryOf, type ReceivedRequest } from './request.ts';
import type { OauthFields, StoreView } from './store-view.ts';
import { nestedArrayNote, scopeNote, unreadNote } from './unread.ts';

/** Notes on how the parameters stand in the request: where one of these refuses it, the signature hardly matters. */
export const placeProblems: ReadonlySet<string> = new Set([
  'authorization-spaces',
  'authorization-quotes',
  'question-mark-twice',
  'ampersand-as-entity',
]);

/**
 * Checks what the store checks beside the signature.
 *
 * @param now Unix seconds of the store; undefined when it is not to be judged (an old log line).
 */
export function notesOn(request: ReceivedRequest, store: StoreView, now: number | undefined): Note[] {
  const { fields, reading } = store;
  const notes = [
    ...placeNotes(request, store),
    reading.unread === 'scope' ? undefined : scopeNote(request, reading),
    unreadNote(request, store),
    nestedArrayNote(reading),
    ...keyNotes(fields),
    ...timestampNotes(fields.timestamp, now),
  ];
  return notes.filter(note => note !== undefined);
}

function keyNotes({ consumerKey }: OauthFields): Note[] {
  if (consumerKey === undefined || keyForm.test(consumerKey)) return [];
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
      refuses: secret,
    },
  ];
}

const sendSeconds = 'Send Unix time in seconds: Math.floor(Date.now() / 1000).';

function timestampNotes(timestamp: string | undefined, now: number | undefined): Note[] {
  if (timestamp === undefined || timestamp === '' || now === undefined) return [];
  if (!/^\d+$/.test(timestamp))
    return [
      {
        id: 'timestamp-no-number',
        says: `oauth_timestamp is "${timestamp}", not a whole number of seconds.`,
        fix: sendSeconds,
        // "1795224020.5" is a number to PHP, a date is none.
        refuses: !(Math.abs(Number(timestamp) - now) <= timestampWindow),
      },
    ];
  const off = Number(timestamp) - now;
  if (Math.abs(off) <= timestampWindow) return [];
  const finer = ['milliseconds', 'microseconds', 'nanoseconds'].find(
    (_, index) => Math.abs(Number(timestamp) / 1000 ** (index + 1) - now) <= 366 * 86400,
  );
  if (finer)
    return [
      {
        id: 'timestamp-in-milliseconds',
        says: `oauth_timestamp is in ${finer}.`,
        fix: sendSeconds,
        refuses: true,
      },
    ];
  return [outOfWindow(off)];
}

/** A clock that is wrong by a time zone and a request of some hours ago look alike when the timestamp is behind. */
function outOfWindow(off: number): Note {
  const quarters = Math.round(Math.abs(off) / 900);
  // Zones lie whole and half hours from UTC; Nepal, Eucla and the Chatham Islands a quarter beside.
  const isOffset =
    quarters >= 2 && quarters <= 56 && (quarters % 2 === 0 || [23, 35, 51, 55].includes(quarters));
  const isZone = isOffset && Math.abs(Math.abs(off) - quarters * 900) <= 120;
  const distance = `${spanOf(Math.abs(off))} ${off > 0 ? 'ahead of' : 'behind'} the clock here; the store allows ${timestampWindow} s`;
  if (isZone)
    return {
      id: 'timestamp-in-local-time',
      says:
        off > 0
          ? `oauth_timestamp is ${quarters / 4} hours ahead: local time was taken for UTC.`
          : `oauth_timestamp is ${quarters / 4} hours behind: local time was taken for UTC, if the request was not made that long ago.`,
      fix: 'Send Unix time, which knows no time zone: Math.floor(Date.now() / 1000).',
      refuses: true,
    };
  return {
    id: 'timestamp-out-of-window',
    says: `oauth_timestamp is ${distance}.${off < -3600 ? ' That is its age, if the request is an old one.' : ''}`,
    fix: 'Sign anew for each request, and keep the clock right (NTP).',
    refuses: true,
  };
}

function spanOf(seconds: number): string {
  if (seconds < 7200) return `${seconds} s`;
  return seconds < 2 * 86400 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86400)} days`;
}

/** How and where the parameters stand. */
function placeNotes(request: ReceivedRequest, { fields: { from }, reading }: StoreView): Note[] {
  const notes: Note[] = [];
  const note = (id: string, refuses: boolean, says: string, fix: string): void => {
    notes.push({ id, says, fix, refuses });
  };
  const query = queryOf(request);
  const authorization = firstHeaderOf(request, 'authorization') ?? '';
  if (/oauth_/.test(authorization)) {
    // Recordings oauth.header.006, oauth.header.007.
    if (!/^\s*OAuth /.test(authorization))
      note(
        'authorization-scheme',
        from.size === 0,
        `The Authorization header begins with "${/^\s*[\w-]*/.exec(authorization)?.[0].trim().slice(0, 20)}": the store reads it only where it begins with "OAuth ", in this very case.`,
        'Begin the header with "OAuth ", capital O, capital A, one space.',
      );
    // Recording oauth.header.013.
    if (/oauth_\w+\s+=/.test(authorization))
      note(
        'authorization-spaces',
        true,
        'White space stands before "=" in the Authorization header: the store does not find the parameter.',
        'Write oauth_nonce="…" without white space around "=".',
      );
    if (/oauth_\w+='/.test(authorization))
      note(
        'authorization-quotes',
        true,
        'The values of the Authorization header stand in single quotes: the store takes the quotes for a part of them.',
        'Use double quotes (RFC 5849 section 3.5.1).',
      );
    if (reading.api !== 'wc')
      note(
        'legacy-header',
        true,
        'The legacy API reads OAuth parameters from the query alone, not from the Authorization header.',
        'Send them in the query, or use wc/v3.',
      );
  }
  if (/\?oauth_/.test(query))
    note(
      'question-mark-twice',
      true,
      'A second "?" stands before the oauth_ parameters: PHP takes it and the first of them for a part of the value before it.',
      'Join to a URL that has a query already with "&".',
    );
  if (/(^|&)amp;/.test(query))
    note(
      'ampersand-as-entity',
      true,
      'The URL holds "&amp;" where "&" is due: PHP sees names such as "amp;oauth_nonce". If only this copy of the URL has it, give the URL with "&".',
      'Do not escape the URL for HTML before it is sent.',
    );
  if (/(^|&)consumer_secret=|(^|&)oauth_consumer_secret=/.test(query))
    note(
      'secret-in-url',
      false,
      'The URL holds the consumer secret, which now stands in the logs of every server on its way.',
      'Make a new key, and leave the secret out: the signature is there so that it need not be sent.',
    );
  if (/oauth_signature/.test(request.body) && !from.has('body'))
    note(
      'oauth-parameters-in-body',
      from.size === 0,
      'The body holds oauth_ parameters, but the store reads form bodies of POST alone.',
      'Send them in the query, which works with every method.',
    );
  if (from.size > 1)
    note(
      'oauth-parameters-in-two-places',
      false,
      `oauth_ parameters stand in ${[...from].join(' and ')}.`,
      'Send them in one place; the query works on every server.',
    );
  return notes;
}
