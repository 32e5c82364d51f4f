import { randomBytes } from 'node:crypto';
import type { HttpClient } from '../client/http/client.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { findSite } from '../site/find-site.ts';
import type { Whereabouts } from '../site/whereabouts.ts';
import { lookAtAlert } from './alert.ts';
import { type Certificate, lookAtCertificate } from './certificate.ts';
import { Evidence } from './evidence.ts';
import { type Administrator, walkToGrant } from './grant.ts';
import { isLoopback, isSamePlace, isTls, type Known } from './known.ts';
import type { Probe } from './probe.ts';
import { probes as allProbes, probeById } from './probes/index.ts';
import { type Reading, read } from './reading.ts';
import { userAgent } from './requests.ts';
import { type Send, sender } from './send.ts';

export interface ExamineOptions {
  readonly url: string;
  readonly client: HttpClient;
  readonly credentials?: Credentials;
  /** Goes the way to granting keys too, up to the page that asks. */
  readonly administrator?: Administrator;
  /** How long one answer is waited for, in milliseconds; 10 seconds when left out. All takes at most six times as long. */
  readonly timeout?: number;
  /** True when the client trusts a CA that was given, and not the system's. */
  readonly hasOwnCa?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly nonce?: () => string;
  /** The probes to send; all of them when left out. A1 and A2 are always sent. */
  readonly only?: ReadonlySet<string>;
  /** The probes there are, for tests. */
  readonly probes?: readonly Probe[];
  readonly interrupted?: AbortSignal;
  /** Told of each probe as it ends. */
  readonly onProbe?: (probe: Probe) => void;
}

/** Probes under way at once: few, since firewalls count. */
const atOnce = 4;
const answersWaitedFor = 6;

/** Sends the probes, and gives back all that was seen. A probe that crashes is noted and takes nothing down. */
export async function examine(options: ExamineOptions): Promise<Evidence> {
  const now = options.now ?? Date.now;
  const nonce = options.nonce ?? (() => randomBytes(8).toString('hex'));
  const timeout = options.timeout ?? 10_000;
  const until = performance.now() + timeout * answersWaitedFor;
  const send = sender(options.client, timeout, options.interrupted);
  const { credentials } = options;
  const whereabouts = await findSite(asDoctor(send), options.url, {
    within: timeout * answersWaitedFor,
    ...(credentials && { key: { credentials, nonce, now: () => Math.floor(now() / 1000) } }),
  });
  const skew =
    whereabouts.clockDifference === undefined ? undefined : Math.round(whereabouts.clockDifference);
  const certificate = await certificateOf(whereabouts, timeout);
  const alert = await alertOf(whereabouts, timeout);
  const known: Known = {
    asked: whereabouts.asked,
    site: whereabouts.site,
    root: whereabouts.root,
    home: whereabouts.home ?? whereabouts.site,
    credentials,
    run: nonce(),
    now: () => Math.floor(now() / 1000) + (skew ?? 0),
    nonce,
  };
  const evidence = new Evidence({
    known,
    whereabouts,
    timeout,
    hasOwnCa: options.hasOwnCa ?? false,
    ...(skew !== undefined && { skew }),
    ...(certificate && { certificate }),
    ...(alert !== undefined && { alert }),
  });
  const seen = (id: string, exchange: HttpExchange) =>
    evidence.add({ probe: probeById(id) as Probe, exchange, reading: read(exchange) });
  seen('A1', whereabouts.front);
  seen('A2', whereabouts.index);
  if (whereabouts.askedIndex) seen('A2a', whereabouts.askedIndex);
  await sendAll(evidence, options, send, until);
  return evidence;
}

/** Without an answer from the front page or the index there is nothing to ask but why. */
function isReached({ front, index }: Whereabouts): boolean {
  return front.answer !== undefined || index.answer !== undefined;
}

/** How a connection ends that a server closed without an answer. */
const resets = /^(ECONNRESET|UND_ERR_SOCKET|EPIPE|HPE_)/;

/** Looked at only where the handshake failed for a reason that lies in the certificate. */
async function certificateOf(
  { site, front }: Whereabouts,
  timeout: number,
): Promise<Certificate | undefined> {
  const code = front.failure?.code ?? '';
  // Plain HTTP was refused or not understood: does the port speak TLS?
  if (site.startsWith('http:') && (front.answer?.status === 400 || resets.test(code)))
    return lookAtCertificate(`https://${hostOf(site)}`, timeout);
  if (!site.startsWith('https:') || !/CERT|SIGNATURE|ISSUER/.test(code)) return undefined;
  return lookAtCertificate(site, timeout);
}

/** Asked for only where TLS was spoken, and the connection then closed without an answer. */
async function alertOf({ site, front }: Whereabouts, timeout: number): Promise<string | undefined> {
  if (!site.startsWith('https:') || !resets.test(front.failure?.code ?? '')) return undefined;
  return lookAtAlert(site, timeout);
}

/** Host and port of an http URL: a port that is not written is 80. */
function hostOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || 80}`;
}

/**
 * First the anonymous list, so that a cache holds no other answer in its place; then what needs no credentials; then
 * the keys, if anything of WordPress has answered at all.
 */
async function sendAll(
  evidence: Evidence,
  options: ExamineOptions,
  send: Send,
  until: number,
): Promise<void> {
  const isThere = isReached(evidence.whereabouts);
  const wanted = (options.probes ?? allProbes).filter(
    probe =>
      (isThere || probe.isWanted !== undefined) &&
      evidence.get(probe.id) === undefined &&
      (options.only === undefined || options.only.has(probe.id)),
  );
  const isKey = (probe: Probe): boolean => probe.needs === 'key';
  const isFollowUp = (probe: Probe): boolean => probe.isWanted !== undefined;
  const reasonToStop = (): string | undefined => {
    if (options.interrupted?.aborted) return 'the examination was interrupted';
    if (performance.now() > until) return 'time was up';
    return evidence.all.some(({ reading }) => isTooMany(reading, evidence.whereabouts))
      ? 'the store asked for fewer requests'
      : undefined;
  };
  const sendThese = async (these: Probe[]): Promise<void> => {
    const worker = async (): Promise<void> => {
      for (let probe = these.shift(); probe; probe = these.shift()) {
        const reason = reasonToStop() ?? reasonAgainst(probe, evidence.known);
        if (reason === undefined) await sendOne(probe, evidence, options, send);
        else evidence.notSent.push({ probe, reason });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  };
  await sendThese(wanted.filter(probe => probe.id === 'A4'));
  await sendThese(wanted.filter(probe => probe.id !== 'A4' && !isKey(probe) && !isFollowUp(probe)));
  const keyProbes = wanted.filter(probe => isKey(probe) && !isFollowUp(probe));
  if (evidence.all.some(({ probe }) => evidence.isWordPress(probe.id))) {
    await sendThese(keyProbes);
    if (
      options.administrator &&
      reasonToStop() === undefined &&
      wanted.some(({ needs }) => needs === 'log-in')
    )
      await goToGrant(evidence, options.administrator, send);
  } else if (evidence.known.credentials)
    for (const probe of keyProbes)
      evidence.notSent.push({ probe, reason: 'nothing of WordPress answered, so no key was shown' });
  await sendThese(wanted.filter(probe => probe.isWanted?.(evidence)));
}

/** 503 with Retry-After counts where the front page did not say so from the start: that is maintenance. */
function isTooMany(reading: Reading, { front }: Whereabouts): boolean {
  if (reading.status === 429) return true;
  return (
    reading.status === 503 && reading.header('retry-after') !== undefined && front.answer?.status !== 503
  );
}

/** Keys are shown to the host given alone, and a secret is not sent in clear over a network. */
function reasonAgainst(probe: Probe, known: Known): string | undefined {
  if (probe.needs !== 'key' || !known.credentials) return undefined;
  if (!isSamePlace(known.asked, known.site)) return 'the store is at another host than the one given';
  if (probe.showsSecret && !isTls(known) && !isLoopback(known.site))
    return 'it would send the consumer secret in clear';
  return undefined;
}

/** Only where the page itself is there: what keeps it away is told by A13 and A14. */
async function goToGrant(evidence: Evidence, administrator: Administrator, send: Send): Promise<void> {
  const probe = (id: string) => probeById(id) as Probe;
  if (evidence.reading('A13')?.status !== 401) {
    evidence.notSent.push({ probe: probe('C1'), reason: 'the page that grants keys is not there' });
    return;
  }
  try {
    evidence.grant = await walkToGrant(send, evidence.known, administrator, (id, exchange) => {
      evidence.add({ probe: probe(id), exchange, reading: read(exchange) });
    });
    const { step, url } = evidence.grant ?? {};
    if (step === 'leads to the home URL' || step === 'log-in leads elsewhere')
      evidence.notSent.push({
        probe: probe('C2'),
        reason: `the way to the log-in leads to ${url}, and no password goes there: it is another origin than ${evidence.known.site}, or in clear`,
      });
    if (!evidence.grant)
      evidence.notSent.push({ probe: probe('C1'), reason: 'it would send the password in clear' });
  } catch (error) {
    evidence.crashes.push({ probe: probe('C1'), error });
  }
}

async function sendOne(probe: Probe, evidence: Evidence, options: ExamineOptions, send: Send): Promise<void> {
  try {
    const request = probe.request(evidence.known);
    if (!request) return;
    const exchange = await send(request);
    evidence.add({ probe, exchange, reading: read(exchange) });
  } catch (error) {
    evidence.crashes.push({ probe, error });
  }
  options.onProbe?.(probe);
}

/** The doctor says who it is, as in all of its probes. */
function asDoctor(send: Send): Send {
  return (request, settings) =>
    send({ ...request, headers: [['User-Agent', userAgent], ...request.headers] }, settings);
}
