/**
 * Certificates for the simulated store: an authority made for one run, and a leaf signed by it. Nothing is kept:
 * whoever wants to trust it is given the authority's PEM.
 *
 * EC P-256 because a key is made in a millisecond. All carry the key identifiers that RFC 5280 sections 4.2.1.1 and
 * 4.2.1.2 ask for: `openssl verify -x509_strict`, and with it Python 3.13 by default, refuses a chain without them.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type * as X509 from '@peculiar/x509';
import type { CertificateKind } from '../hosting/certificate.ts';

export interface CertificateOptions {
  /** Names and addresses that the leaf is for; `[::1]` and `::1` are the same. */
  readonly hosts: readonly string[];
  /** From when on both are valid; an hour ago when left out, since a client's clock may lag. */
  readonly notBefore?: Date;
  /** Until when both are valid; in 30 days when left out. */
  readonly notAfter?: Date;
  /** Whose they are, as clients show it; a simulated store's when left out. */
  readonly owner?: string;
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
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** The host that a certificate for the wrong one is for; the name is reserved (RFC 6761). */
const otherHost = 'another-shop.test';

/** Makes an authority and a leaf for these hosts; nothing on disk. */
export async function createCertificates(options: CertificateOptions): Promise<Certificates> {
  const x509 = await library();
  const { fault, owner = 'a simulated store' } = options;
  const validity = {
    notBefore: options.notBefore ?? new Date(Date.now() - hour),
    notAfter: options.notAfter ?? new Date(Date.now() + month),
  };
  const expired = {
    notBefore: new Date(Date.now() - month),
    notAfter: new Date(Date.now() - 24 * hour),
  };
  const hasIntermediate = fault === 'missing intermediate';
  const root = await party(`Latchkey: the authority of ${owner}`);
  const leaf = await party(`Latchkey: ${owner}`);
  const middle = hasIntermediate ? await party('Latchkey: an intermediate authority') : undefined;
  const issuer = fault === 'self-signed' ? leaf : (middle ?? root);

  /** @param below How many authorities may stand between it and a leaf (pathLenConstraint). */
  const authority = (own: Party, signer: Party, below: number) =>
    certificate(x509, own, signer, validity, [
      new x509.BasicConstraintsExtension(true, below, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ]);
  const hosts = fault === 'wrong host' ? [otherHost] : options.hosts;
  const cert = certificate(x509, leaf, issuer, fault === 'expired' ? expired : validity, [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(alternativeNames(hosts)),
  ]);
  return {
    ca: pem(await authority(root, root, hasIntermediate ? 1 : 0)),
    cert: pem(await cert),
    key: await privateKey(x509, leaf),
    ...(middle && { intermediate: pem(await authority(middle, root, 0)) }),
  };
}

/**
 * The library, loaded only where a certificate is made: it takes a tenth of a second, and looks for the metadata API
 * on the global `Reflect` while it loads.
 */
async function library(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

interface Party {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function party(name: string): Promise<Party> {
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  return { name: `O=Latchkey, CN=${name}`, keys };
}

async function certificate(
  x509: typeof X509,
  own: Party,
  signer: Party,
  validity: { readonly notBefore: Date; readonly notAfter: Date },
  extensions: readonly X509.Extension[],
): Promise<X509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: own.name,
    issuer: signer.name,
    ...validity,
    publicKey: own.keys.publicKey,
    signingKey: signer.keys.privateKey,
    signingAlgorithm: ecdsa,
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(own.keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(signer.keys.publicKey),
    ],
  });
}

/** Positive and of at most 20 octets, as RFC 5280 section 4.1.2.2 asks, in hexadecimal. */
function serialNumber(): string {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] as number) & 0x3f) | 0x40;
  return octets.toString('hex');
}

function alternativeNames(hosts: readonly string[]): X509.JsonGeneralNames {
  const names = new Set(hosts.map(host => host.replace(/^\[(.*)\]$/, '$1').toLowerCase()));
  return [...names].map(host => ({ type: isIP(host) ? 'ip' : 'dns', value: plainAddress(host) }));
}

/** An IPv6 address without an IPv4 tail (`::ffff:1.2.3.4`), as the URL parser writes it. */
function plainAddress(host: string): string {
  return isIP(host) === 6 ? new URL(`http://[${host}]`).hostname.slice(1, -1) : host;
}

function pem(certificate: X509.X509Certificate): string {
  return `${certificate.toString('pem').trimEnd()}\n`;
}

async function privateKey(x509: typeof X509, { keys }: Party): Promise<string> {
  const raw = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${x509.PemConverter.encode(raw, x509.PemConverter.PrivateKeyTag).trimEnd()}\n`;
}
