import { keyForm, secretForm } from '../../client/key-form.ts';
import { type CredentialMistake, looksLikeKey, looksLikeSecret } from './mistake.ts';
import { isMasked } from './seen.ts';

/** What languages write of a variable that holds nothing, and templates of one that nobody filled in. */
const notFilledIn = /^(?:undefined|null|None|nil|NaN|false|\[object \w+\]|\{\{.*\}\}|process\.env\.\w+)$/;

const applicationPassword = /^(?:[A-Za-z0-9]{4} ?){6}$/;

/** What goes wrong with a key and a secret, wherever they stand. */
export const pairMistakes: readonly CredentialMistake[] = [
  {
    id: 'variables-not-filled-in',
    finds({ read }) {
      const empty = read && [read.key, read.secret].find(text => notFilledIn.test(text));
      if (empty === undefined) return undefined;
      return {
        says: `"${empty}" is sent in the place of key or secret: a variable of the client that holds nothing.`,
        fix: 'Look whether the variables are set where the client runs (env file, secrets of the CI, environment of Postman), under the names that it reads.',
      };
    },
  },
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
      if (!keyForm.test(read.key.trim()) || secretForm.test(read.secret)) return undefined;
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
