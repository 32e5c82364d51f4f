import { Buffer } from 'node:buffer';
import type { CredentialMistake } from './mistake.ts';

/** Schemes that WooCommerce does not know, and a field without any (RFC 9110 section 11.4). */
export const schemeMistakes: readonly CredentialMistake[] = [
  {
    id: 'bearer-token',
    finds({ seen: { authorization } }) {
      const scheme = /^\s*(bearer|token|jwt|apikey|api-key|key)\b/i.exec(authorization[0] ?? '')?.[1];
      if (scheme === undefined) return undefined;
      return {
        says: `The Authorization header holds a token ("${scheme}"): WooCommerce knows Basic and OAuth 1.0a alone, and takes no notice of it. Only a plugin for tokens (JWT) would.`,
        fix: 'Send the consumer key and secret as Basic credentials over https: curl -u ck_…:cs_… https://….',
      };
    },
  },
  {
    id: 'digest',
    finds({ seen: { authorization } }) {
      if (!/^\s*digest\b/i.test(authorization[0] ?? '')) return undefined;
      return {
        says: 'The Authorization header is Digest: WooCommerce knows Basic and OAuth 1.0a alone.',
        fix: 'Choose Basic in the client: curl -u ck_…:cs_… (without --digest), Postman: Basic Auth.',
      };
    },
  },
  {
    id: 'basic-scheme-missing',
    finds({ seen: { authorization, basic } }) {
      const field = authorization[0]?.trim() ?? '';
      if (field === '' || basic !== undefined || /^oauth\b/i.test(field)) return undefined;
      if (/^c[ks]_\w/i.test(field))
        return {
          says: 'The Authorization header holds the key as it is, without a scheme: WooCommerce does not read it.',
          fix: 'Write "Authorization: Basic " and behind it base64 of key:secret; most clients have a setting for Basic.',
        };
      if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(field)) return undefined;
      return {
        says: 'The Authorization header lacks the word "Basic" before its base64: no credentials are read from it.',
        fix: 'Write "Authorization: Basic …".',
      };
    },
  },
];

/** What goes wrong with key and secret as Basic credentials (RFC 7617), the plainest first. */
export const basicMistakes: readonly CredentialMistake[] = [
  {
    id: 'basic-not-encoded',
    finds({ seen: { basic } }) {
      if (basic === undefined || !/^\s*["']?c[ks]_[^\s]*/i.test(basic.sent)) return undefined;
      return {
        says: 'Behind "Basic" stand key and secret as they are, not encoded: what PHP makes of them is no key.',
        fix: 'Encode key:secret in base64: printf %s "ck_…:cs_…" | base64 -w0. Most clients do it: curl -u ck_…:cs_….',
      };
    },
  },
  {
    id: 'basic-encoded-twice',
    finds({ seen: { basic } }) {
      if (basic === undefined) return undefined;
      const again = Buffer.from(basic.decoded, 'base64').toString('latin1');
      if (!/^c[ks]_/.test(again) && !/^[^:\s]+:c[ks]_/.test(again)) return undefined;
      return {
        says: 'The credentials are encoded in base64 twice.',
        fix: 'Hand key and secret to the client as they are; it encodes them itself.',
      };
    },
  },
  {
    id: 'basic-cut',
    finds({ seen: { basic, authorization }, request }) {
      if (basic === undefined || !/^ck_/.test(basic.decoded)) return undefined;
      const second = request.headers.some(
        ([name, value]) => value === '' && /^[A-Za-z0-9+/]+={0,2}$/.test(name),
      );
      const inside = /\S[ \t\r\n]+\S/.test(basic.sent.trim());
      const secret = basic.decoded.slice(basic.decoded.indexOf(':') + 1);
      const isShort = /^cs_[0-9a-f]{0,39}$/.test(secret);
      if (!second && !inside && !(isShort && basic.sent.trim().length === 76)) return undefined;
      if (authorization.length === 0) return undefined;
      return {
        says: 'The base64 of the credentials is wrapped after 76 characters: the header ends at the line end, and the secret is cut.',
        fix: 'Encode without line ends: base64 -w0 (openssl base64 -A); in code take out "\\n" of the result.',
      };
    },
  },
  {
    id: 'basic-colon-missing',
    finds({ seen: { basic }, read }) {
      if (basic === undefined || read !== undefined || basic.decoded.includes(':')) return undefined;
      if (!/^[\x20-\x7e\r\n]+$/.test(basic.decoded)) return undefined;
      return {
        says: 'The Basic credentials hold no colon: user name and password cannot be told apart, and none are read.',
        fix: 'Encode key, colon, secret: ck_…:cs_….',
      };
    },
  },
  {
    id: 'basic-secret-missing',
    finds({ seen: { basic }, read }) {
      if (basic === undefined || read !== undefined) return undefined;
      const colon = basic.decoded.indexOf(':');
      if (colon < 0) return undefined;
      const [key, secret] = [basic.decoded.slice(0, colon), basic.decoded.slice(colon + 1)];
      if (key !== '' && secret !== '') return undefined;
      return {
        says:
          secret === ''
            ? 'The Basic credentials hold an empty password: the consumer secret is missing, and nothing is looked up.'
            : 'The Basic credentials have no user name: the consumer key is missing, and nothing is looked up.',
        fix: 'The consumer key is the user name, the consumer secret the password; look whether the variables of the client are filled in.',
      };
    },
  },
  {
    id: 'authorization-twice',
    finds({ seen: { authorization } }) {
      if (authorization.length < 2) return undefined;
      return {
        says: `The request has ${authorization.length} Authorization headers: servers join them with a comma, and what PHP reads is none of them.`,
        fix: 'Send one Authorization header.',
      };
    },
  },
];
