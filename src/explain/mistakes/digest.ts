import { createHmac } from 'node:crypto';
import type { Mistake, Variant } from '../mistake.ts';
import { type Digest, hash, hmac, type Plan, percentEncode } from '../plan.ts';

function digests(plan: Plan, ...forms: readonly (readonly [digest: Digest, detail?: string])[]): Variant[] {
  return forms.map(([digest, detail]) => ({ plan: { ...plan, digest }, ...(detail && { detail }) }));
}

const hexToBytes = (hex: string): string => Buffer.from(hex, 'utf8').toString('base64');
const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

export const digestMistakes: readonly Mistake[] = [
  {
    id: 'other-algorithm',
    step: 'digest',
    title: 'Another algorithm is used than announced',
    does: 'oauth_signature_method names one algorithm, the signature is made with another.',
    fix: 'Name in oauth_signature_method what you use: HMAC-SHA1 or HMAC-SHA256.',
    libraries: [
      {
        library: 'oauth-1.0a',
        line: "signature_method: 'HMAC-SHA256', hash_function: (base, key) => createHmac('sha256', key).update(base).digest('base64')",
      },
    ],
    variants: (plan, view) =>
      ['sha1', 'sha256', 'sha512', 'sha384', 'md5']
        .filter(name => `HMAC-${name.toUpperCase()}` !== view.signatureMethod.toUpperCase())
        .map(name => ({
          plan: { ...plan, digest: hmac(name) },
          detail: `HMAC-${name.toUpperCase()} was used`,
        })),
  },
  {
    id: 'hexadecimal-digest',
    step: 'digest',
    title: 'The signature is written in hexadecimal',
    does: 'The client sends the digest as hexadecimal text where base64 is due.',
    fix: 'Encode the raw bytes of the digest in base64.',
    libraries: [
      { library: 'PHP', line: "base64_encode(hash_hmac('sha256', $base, $key, true))" },
      { library: 'Python', line: 'base64.b64encode(hmac.new(key, base, hashlib.sha256).digest())' },
    ],
    variants: plan =>
      digests(
        plan,
        [(base, key) => hexOf(plan.digest(base, key))],
        [(base, key) => hexOf(plan.digest(base, key)).toUpperCase(), 'in upper case'],
      ),
  },
  {
    id: 'base64-of-hexadecimal',
    step: 'digest',
    title: 'The hexadecimal text is encoded in base64',
    does: 'The client encodes the hexadecimal text of the digest, not its bytes.',
    fix: 'Take the raw bytes of the digest before encoding them in base64.',
    libraries: [
      { library: 'PHP', line: "base64_encode(hash_hmac('sha256', $base, $key, true))  // true: raw bytes" },
      { library: 'JavaScript', line: "createHmac('sha256', key).update(base).digest('base64')" },
    ],
    variants: plan => digests(plan, [(base, key) => hexToBytes(hexOf(plan.digest(base, key)))]),
  },
  {
    id: 'base64url-digest',
    step: 'digest',
    title: 'The signature is written in base64url',
    does: 'The client writes "-" and "_" for "+" and "/".',
    fix: 'Use the plain base64 alphabet with padding.',
    variants: plan => {
      const url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
      return digests(
        plan,
        [(base, key) => url(plan.digest(base, key))],
        [(base, key) => url(plan.digest(base, key)).replace(/=+$/, ''), 'without padding'],
      );
    },
  },
  {
    id: 'padding-dropped',
    step: 'digest',
    title: 'The padding of the signature is missing',
    does: 'The client drops the "=" at the end of the base64 text.',
    fix: 'Keep the padding; in the URL it is %3D.',
    variants: plan => digests(plan, [(base, key) => plan.digest(base, key).replace(/=+$/, '')]),
  },
  {
    id: 'signature-encoded-too-often',
    step: 'digest',
    title: 'The signature is percent-encoded too often',
    does: 'The client and its libraries encode the signature three times or oftener; the store forgives two.',
    fix: 'Encode the signature once (%3D for "="), or leave it to the library.',
    variants: plan =>
      digests(
        plan,
        [(base, key) => percentEncode(plan.digest(base, key))],
        [(base, key) => percentEncode(percentEncode(plan.digest(base, key))), 'four times'],
      ),
  },
  {
    id: 'signature-with-line-end',
    step: 'digest',
    title: 'The signature carries a line end',
    does: 'The base64 encoder of the client appends a line feed.',
    fix: 'Use the encoder without line ends.',
    libraries: [
      { library: 'Ruby', line: 'Base64.strict_encode64(digest)  # not Base64.encode64' },
      { library: 'Python', line: "base64.b64encode(digest)  # not encodebytes or codecs 'base64'" },
      { library: 'Java, Android', line: 'Base64.encodeToString(digest, Base64.NO_WRAP)' },
    ],
    variants: plan =>
      digests(
        plan,
        [(base, key) => `${plan.digest(base, key)}\n`],
        [(base, key) => `${plan.digest(base, key)}\r\n`, 'with a carriage return'],
      ),
  },
  {
    id: 'hash-without-hmac',
    step: 'digest',
    title: 'A plain hash is used in the place of the HMAC',
    does: 'The client hashes base string and key joined.',
    fix: 'Use HMAC (RFC 2104) with the base string as text and "secret&" as key.',
    variants: plan =>
      ['sha1', 'sha256'].flatMap(name =>
        digests(
          plan,
          [base => hash(name, base, 'base64'), `${name} of the base string`],
          [(base, key) => hash(name, base + key, 'base64'), `${name} of base string and key`],
          [(base, key) => hash(name, key + base, 'base64'), `${name} of key and base string`],
        ),
      ),
  },
  {
    id: 'hmac-arguments-swapped',
    step: 'digest',
    title: 'Text and key of the HMAC are swapped',
    does: 'The client passes the base string as the key.',
    fix: 'Check the order of the arguments of the HMAC function.',
    libraries: [{ library: 'PHP', line: "hash_hmac('sha256', $base, $key, true)" }],
    variants: plan =>
      ['sha1', 'sha256'].flatMap(name =>
        digests(plan, [
          (base, key) => createHmac(name, Buffer.from(base, 'latin1')).update(key, 'latin1').digest('base64'),
          name,
        ]),
      ),
  },
  {
    id: 'plaintext-signature',
    step: 'digest',
    title: 'The key is sent as the signature',
    does: 'The client uses the method PLAINTEXT: it sends the consumer secret itself.',
    fix: 'Use HMAC-SHA1 or HMAC-SHA256, and make a new key: this secret went over the wire.',
    variants: plan =>
      digests(plan, [(_, key) => key], [(_, key) => percentEncode(key)], [(_, key) => key.replace(/&$/, '')]),
  },
  {
    id: 'base-string-encoded-whole',
    step: 'digest',
    title: 'The base string is encoded as a whole',
    does: 'The client percent-encodes the finished base string once more, its two ampersands with it.',
    fix: 'Join method, base string URI and parameters with bare ampersands.',
    variants: plan => digests(plan, [(base, key) => plan.digest(percentEncode(base), key)]),
  },
  {
    id: 'base-string-in-other-case',
    step: 'digest',
    title: 'The base string is changed in case as a whole',
    does: 'The client brings the finished base string to lower or upper case.',
    fix: 'Leave the finished base string as it is.',
    variants: plan =>
      digests(
        plan,
        [(base, key) => plan.digest(base.toLowerCase(), key), 'lower case'],
        [(base, key) => plan.digest(base.toUpperCase(), key), 'upper case'],
      ),
  },
];
