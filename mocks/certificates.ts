/**
 * Certificates for the simulated store: an authority made for one run, and a leaf signed by it. Nothing is kept:
 * whoever wants to trust it is given the authority's PEM.
 *
 * EC P-256 because a key is made in a millisecond. Both carry the key identifiers that RFC 5280 sections 4.2.1.1 and
 * 4.2.1.2 ask for: `openssl verify -x509_strict`, and with it Python 3.13 by default, refuses a chain without them.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';
import type { CertificateKind } from './hosting/index.ts';

export interface CertificateOptions {
  /** Names and addresses that the leaf is for; `[::1]` and `::1` are the same. */
  readonly hosts: readonly string[];
  /** From when on both are valid; an hour ago when left out, since a client's clock may lag. */
  readonly notBefore?: Date;
  /** Until when both are valid; in 30 days when left out. */
  readonly notAfter?: Date;
  /** What is to be wrong with the leaf; nothing when left out. `old protocol` is the listener's affair. */
  readonly fault?: CertificateKind;
}

/** All in PEM, each ending with a newline so that files can be put together. */
export interface Certificates {
  /** The authority that a client has to trust. */
  readonly ca: string;
  /** The leaf; the authority signs it directly, so there is nothing between, unless `intermediate` is there. */
  readonly cert: string;
  /** What stands between the leaf and the authority, for the fault `missing intermediate`: what `cert` lacks. */
  readonly intermediate?: string;
  /** The leaf's private key, PKCS #8. */
  readonly key: string;
}

const hour = 3_600_000;
const month = 30 * 24 * hour;

const ecdsaWithSha256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'));
const organizationName = '2.5.4.10';
const commonName = '2.5.4.3';

/** Makes an authority and a leaf for these hosts: a few milliseconds, nothing on disk. */
export function createCertificates(options: CertificateOptions): Certificates {
  const { fault } = options;
  const validity = der.sequence(
    der.time(options.notBefore ?? new Date(Date.now() - hour)),
    der.time(options.notAfter ?? new Date(Date.now() + month)),
  );
  const hasIntermediate = fault === 'missing intermediate';
  const root: Authority = {
    name: name('Latchkey: the authority of a simulated store'),
    keys: generateKeys(),
  };
  const leaf = generateKeys();
  const leafName = name('Latchkey: a simulated store');
  const intermediate: Authority | undefined = hasIntermediate
    ? { name: name('Latchkey: an intermediate authority'), keys: generateKeys() }
    : undefined;
  const issuer = fault === 'self-signed' ? { name: leafName, keys: leaf } : (intermediate ?? root);

  const ca = authorityCertificate(root, root, validity, hasIntermediate ? 1 : 0);
  const cert = certificate({
    issuer: issuer.name,
    subject: leafName,
    validity: fault === 'expired' ? expired() : validity,
    publicKey: leaf.spki,
    extensions: [
      extension('2.5.29.19', der.sequence(), 'critical'),
      // digitalSignature
      extension('2.5.29.15', der.namedBits(0), 'critical'),
      // serverAuth
      extension('2.5.29.37', der.sequence(der.objectIdentifier('1.3.6.1.5.5.7.3.1'))),
      extension(
        '2.5.29.17',
        der.sequence(...subjectAlternativeNames(fault === 'wrong host' ? [otherHost] : options.hosts)),
      ),
      subjectKeyIdentifier(leaf.identifier),
      authorityKeyIdentifier(issuer.keys.identifier),
    ],
    signedWith: issuer.keys.privateKey,
  });

  return {
    ca: der.pem('CERTIFICATE', ca),
    cert: der.pem('CERTIFICATE', cert),
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    ...(intermediate && {
      intermediate: der.pem('CERTIFICATE', authorityCertificate(intermediate, root, validity, 0)),
    }),
  };
}

/** The host that a certificate for the wrong one is for; the name is reserved (RFC 6761). */
const otherHost = 'another-shop.test';

/** Over since yesterday. */
function expired(): Buffer {
  return der.sequence(der.time(new Date(Date.now() - month)), der.time(new Date(Date.now() - 24 * hour)));
}

interface Authority {
  readonly name: Buffer;
  readonly keys: Keys;
}

/** @param below How many authorities may stand between it and a leaf (pathLenConstraint). */
function authorityCertificate(own: Authority, issuer: Authority, validity: Buffer, below: number): Buffer {
  return certificate({
    issuer: issuer.name,
    subject: own.name,
    validity,
    publicKey: own.keys.spki,
    extensions: [
      extension('2.5.29.19', der.sequence(der.boolean(true), der.integer(Buffer.from([below]))), 'critical'),
      // keyCertSign and cRLSign
      extension('2.5.29.15', der.namedBits(5, 6), 'critical'),
      subjectKeyIdentifier(own.keys.identifier),
      authorityKeyIdentifier(issuer.keys.identifier),
    ],
    signedWith: issuer.keys.privateKey,
  });
}

interface Keys {
  readonly privateKey: KeyObject;
  /** The SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  /** SHA-1 of the public key, as RFC 5280 section 4.2.1.2 proposes; a name, not a safeguard. */
  readonly identifier: Buffer;
}

function generateKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  // An uncompressed point of P-256 is the last 65 octets of its SubjectPublicKeyInfo.
  return { privateKey, spki, identifier: createHash('sha1').update(spki.subarray(-65)).digest() };
}

interface CertificateParts {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly validity: Buffer;
  readonly publicKey: Buffer;
  readonly extensions: readonly Buffer[];
  readonly signedWith: KeyObject;
}

/** RFC 5280 section 4.1. */
function certificate(parts: CertificateParts): Buffer {
  const toBeSigned = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(serialNumber()),
    ecdsaWithSha256,
    parts.issuer,
    parts.validity,
    parts.subject,
    parts.publicKey,
    der.explicit(3, der.sequence(...parts.extensions)),
  );
  return der.sequence(
    toBeSigned,
    ecdsaWithSha256,
    der.bitString(sign('sha256', toBeSigned, parts.signedWith)),
  );
}

/** Positive and of at most 20 octets, as RFC 5280 section 4.1.2.2 asks. */
function serialNumber(): Buffer {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] as number) & 0x3f) | 0x40;
  return octets;
}

function name(text: string): Buffer {
  const attribute = (type: string, value: string) =>
    der.set(der.sequence(der.objectIdentifier(type), der.utf8String(value)));
  return der.sequence(attribute(organizationName, 'Latchkey'), attribute(commonName, text));
}

function extension(identifier: string, value: Buffer, critical?: 'critical'): Buffer {
  return der.sequence(
    der.objectIdentifier(identifier),
    ...(critical ? [der.boolean(true)] : []),
    der.octetString(value),
  );
}

function subjectKeyIdentifier(identifier: Buffer): Buffer {
  return extension('2.5.29.14', der.octetString(identifier));
}

function authorityKeyIdentifier(identifier: Buffer): Buffer {
  return extension('2.5.29.35', der.sequence(der.implicit(0, identifier)));
}

/** RFC 5280 section 4.2.1.6: [2] a DNS name, [7] an address as its octets. */
function subjectAlternativeNames(hosts: readonly string[]): Buffer[] {
  const names = new Set(hosts.map(host => host.replace(/^\[(.*)\]$/, '$1').toLowerCase()));
  return [...names].map(host =>
    isIP(host) ? der.implicit(7, addressOctets(host)) : der.implicit(2, Buffer.from(host, 'latin1')),
  );
}

function addressOctets(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // The URL parser writes an IPv4 tail as hexadecimal groups, so that only `::` is left to fill in.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const all = [...before, ...new Array(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap(group => [group >> 8, group & 0xff]));
}
