import { Buffer } from 'node:buffer';
import { jsonIn } from '../../files/json-text.ts';
import { percentDecode } from '../plan.ts';
import { firstHeaderOf, queryOf, type ReceivedRequest } from '../request.ts';

/** A name with its value, both decoded, as it stands in a query, a form or a JSON body. */
export interface SeenPair {
  readonly name: string;
  readonly value: string;
}

/** The credentials that a request holds for the eye of a person, whether a store looks at them or not. */
export interface SeenCredentials {
  /** The value of each Authorization field. */
  readonly authorization: readonly string[];
  /** What stands behind `Basic`, as it was sent, and what it decodes to. */
  readonly basic: { readonly sent: string; readonly decoded: string } | undefined;
  readonly query: readonly SeenPair[];
  /** The members of a form body, or of a JSON body at its top. */
  readonly body: readonly SeenPair[];
  /** Header fields that hold a key under a name of their own: `consumer_key: ck_…`. */
  readonly ownFields: readonly SeenPair[];
  /** Whether anything of OAuth 1.0a stands in it but `oauth_consumer_key`, which people put in the place of `consumer_key`. */
  readonly meansOauth: boolean;
}

/** What of a request looks like credentials. */
export function seenCredentials(request: ReceivedRequest): SeenCredentials {
  const authorization = request.headers
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value);
  const query = pairsOf(queryOf(request));
  const body = bodyPairs(request);
  const oauthNames = [...query, ...body].map(({ name }) => name.replace(/^amp;/, ''));
  return {
    authorization,
    basic: basicOf(authorization[0]),
    query,
    body,
    ownFields: request.headers
      .filter(([name, value]) => isKeyField(name) && value.trim() !== '')
      .map(([name, value]) => ({ name, value })),
    meansOauth:
      authorization.some(field => /oauth_\w+\s*=/.test(field)) ||
      oauthNames.some(name => /^\??oauth_(signature|nonce|timestamp|signature_method)$/.test(name)) ||
      /[?&;]oauth_(signature|nonce|timestamp)/.test(request.target),
  };
}

const isKeyField = (name: string): boolean =>
  /^(x-)?(wc-|woocommerce-)?(consumer|api|client)[-_]?(key|secret)$/i.test(name);

/** The pairs of a query or form, decoded as PHP does, names and their order as sent. */
function pairsOf(text: string): SeenPair[] {
  const decoded = (part: string): string => percentDecode(part.replaceAll('+', ' '));
  return text
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? { name: decoded(pair), value: '' }
        : { name: decoded(pair.slice(0, equals)), value: decoded(pair.slice(equals + 1)) };
    });
}

function bodyPairs(request: ReceivedRequest): SeenPair[] {
  const { body } = request;
  if (body === '') return [];
  if (/^\s*\{/.test(body)) {
    const members = Object.entries(jsonIn(body) ?? {});
    return members.map(([name, value]) => ({ name, value: String(value) }));
  }
  const type = firstHeaderOf(request, 'content-type') ?? '';
  return type === '' || /form-urlencoded/i.test(type) ? pairsOf(body) : [];
}

function basicOf(field: string | undefined): SeenCredentials['basic'] {
  const sent = /^\s*basic\s+([\s\S]*)$/i.exec(field ?? '')?.[1];
  if (sent === undefined) return undefined;
  return { sent, decoded: Buffer.from(sent, 'base64').toString('latin1') };
}

/**
 * A key or secret that was made unreadable before it was shown, or never stood there: `ck_xxxx`, `cs_***`, `ck_…`,
 * `<key>`, `$WC_KEY`, `YOUR_CONSUMER_KEY`.
 */
export function isMasked(text: string): boolean {
  return (
    /x{3,}|^x{2,}=*$|[*•…<>{}[\]]|\.{3}|#{3,}|_{3,}|^[$%][A-Za-z_]\w*%?$/i.test(text) ||
    /^(?:your|my|the)?[-_ ]?(?:wc|woo\w*)?[-_ ]?(?:consumer|customer|api|client)[-_ ]?(?:key|secret)$/i.test(
      text,
    )
  );
}
