import { type CredentialMistake, looksLikeKey, looksLikeSecret } from './mistake.ts';
import { isMasked, keyForm } from './seen.ts';

const applicationPassword = /^(?:[A-Za-z0-9]{4} ?){6}$/;

/** What goes wrong with key and secret as Basic credentials (RFC 7617), the plainest first. */
export const basicMistakes: readonly CredentialMistake[] = [
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
            ? 'The Basic credentials have no password: the consumer secret is missing, and nothing is looked up.'
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

/** What goes wrong with a key and a secret, wherever they stand. */
export const pairMistakes: readonly CredentialMistake[] = [
  {
    id: 'key-and-secret-swapped',
    finds({ read }) {
      if (!read || !looksLikeSecret(read.key) || !looksLikeKey(read.secret)) return undefined;
      return {
        says: 'Key and secret are swapped: the secret (cs_…) stands in the place of the key. No store has such a key.',
        fix: 'The consumer key (ck_…) comes first, as user name or consumer_key; the secret (cs_…) second.',
      };
    },
  },
  {
    id: 'secret-sent-as-key',
    finds({ read }) {
      if (!read || !looksLikeSecret(read.key)) return undefined;
      return {
        says: 'In the place of the consumer key stands a consumer secret (cs_…).',
        fix: 'Send the consumer key (ck_…) there, and make a new key if this secret was shown to anybody.',
      };
    },
  },
  {
    id: 'key-sent-as-secret',
    finds({ read }) {
      if (!read || !looksLikeKey(read.secret)) return undefined;
      return {
        says: 'In the place of the consumer secret stands a consumer key (ck_…).',
        fix: 'The secret begins with cs_; it is shown once, when the key is made.',
      };
    },
  },
  {
    id: 'key-with-name',
    finds({ read }) {
      const label = read && /^(consumer[ _-]?(?:key|secret)|username|user|key)\s*[:=]/i.exec(read.key)?.[1];
      if (!label) return undefined;
      return {
        says: `The user name of the credentials begins with "${label}": no store has such a key.`,
        fix: 'The user name is the consumer key alone, ck_….',
      };
    },
  },
  {
    id: 'log-in-for-key',
    finds({ read }) {
      if (!read || /c[ks]_/i.test(read.key) || isMasked(read.key)) return undefined;
      const looked =
        'WooCommerce finds no such key, and over https WordPress then takes it for a user with an application password: the password of the log-in does not count there.';
      if (applicationPassword.test(read.secret))
        return {
          says: `The user name is no consumer key (ck_…) but a log-in, and the password looks like an application password. ${looked}`,
          fix: 'Send a consumer key and secret, or look whether the application password is that user’s, application passwords are switched on, and the user may manage the store.',
        };
      return {
        says: `The user name is no consumer key (ck_…), but a log-in or another product’s key. ${looked}`,
        fix: 'Make a key under WooCommerce → Settings → Advanced → REST API, and send ck_… as user name and cs_… as password.',
      };
    },
  },
  {
    id: 'white-space-in-secret',
    finds({ read }) {
      if (!read || !/^\s|\s$/.test(read.secret) || !looksLikeSecret(read.secret)) return undefined;
      const isLineEnd = /[\r\n]$/.test(read.secret);
      return {
        says: isLineEnd
          ? 'A line end stands behind the secret: it is compared with it, so the secret is invalid.'
          : 'White space stands beside the secret: it is compared with it, so the secret is invalid.',
        fix: isLineEnd
          ? 'Encode without the line end: printf %s "ck_…:cs_…" | base64 -w0, not echo; trim what is read from a file.'
          : 'Trim key and secret when they are read from a file, a form or a variable.',
      };
    },
  },
  {
    id: 'quotes-around-secret',
    finds({ read }) {
      if (!read || !/^["'`“”‘’\\].*c[ks]_|c[ks]_.*["'`“”‘’]$/.test(`${read.key}${read.secret}`))
        return undefined;
      return {
        says: 'Quotes stand around key or secret and are sent along: no such key is found, or its secret is another.',
        fix: 'Write the values without quotes where the client reads them (env file, settings, Postman).',
      };
    },
  },
  {
    id: 'key-form',
    finds({ read, admission }) {
      if (!read || isMasked(read.key) || !/^\s*ck_/i.test(read.key) || keyForm.test(read.key.trim()))
        return undefined;
      if (admission.isKeyLetIn) return undefined;
      const length = read.key.trim().length;
      return {
        says: `The consumer key is not "ck_" and 40 hexadecimal digits in lower case (it has ${length} characters, ${length === 43 ? 'some of them others' : 'not 43'}): no store has such a key.`,
        fix: 'Copy the whole key again; the list of keys under WooCommerce → Settings → Advanced → REST API shows its end alone.',
      };
    },
  },
  {
    id: 'secret-form',
    finds({ read, admission, consumerSecret }) {
      if (!read || admission.isKeyLetIn || isMasked(read.secret) || consumerSecret !== undefined)
        return undefined;
      if (!keyForm.test(read.key.trim()) || /^cs_[0-9a-f]{40}$/.test(read.secret)) return undefined;
      return {
        says: 'The consumer secret is not "cs_" and 40 hexadecimal digits in lower case: it was cut, or is another product’s.',
        fix: 'Copy the whole secret; it is shown once, when the key is made. Make a new key if it is lost.',
      };
    },
  },
  {
    id: 'wrong-secret',
    finds({ read, admission, consumerSecret }) {
      if (!read || admission.isKeyLetIn || consumerSecret === undefined) return undefined;
      if (read.secret === consumerSecret || isMasked(read.secret)) return undefined;
      return {
        says: 'The consumer secret sent is another than the one given here: if the store has this key, its secret is invalid; if not, nobody is recognised.',
        fix: 'Send key and secret of one and the same row of WooCommerce → Settings → Advanced → REST API.',
      };
    },
  },
];
