import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { HttpClient } from '../client/http/client.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { findSite } from '../site/find-site.ts';
import type { Whereabouts } from '../site/whereabouts.ts';
import { lookAtAlert } from './alert.ts';
import { lookWhetherByContent } from './by-content.ts';
import { type Certificate, lookAtCertificate } from './certificate.ts';
import { Evidence, timeIsUp } from './evidence.ts';
import { type Administrator, walkToGrant } from './grant.ts';
import { lookWhetherHeldBack } from './held-back.ts';
import type { Known } from './known.ts';
import { lookWhetherLate, timesAsLong } from './late-answers.ts';
import { lookAtProtocol, type OtherProtocol } from './other-protocol.ts';
import { Patience } from './patience.ts';
import type { Probe } from './probe.ts';
import { probes as allProbes, probeById } from './probes/index.ts';
import { isTimeOut, read } from './reading.ts';
import { repeatContested, repeatHealthy } from './repeat.ts';
import { userAgent } from './requests.ts';
import { counting, type Send, sender } from './send.ts';
import { networkFailure } from './signs.ts';
import { Sweep } from './sweep.ts';

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
  /** True when the client gives the web server a password of its own, in the one Authorization header of a request. */
  readonly isHeaderTaken?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly nonce?: () => string;
  /** The probes to send; all of them when left out. A1 and A2 are always sent. */
  readonly only?: ReadonlySet<string>;
  /** The probes there are, for tests. */
  readonly probes?: readonly Probe[];
  readonly interrupted?: AbortSignal;
  /** Waits so many milliseconds between requests that must not come at once; by the clock when left out. */
  readonly wait?: Wait;
  /** Told of each probe as it ends. */
  readonly onProbe?: (probe: Probe) => void;
}

type Wait = (milliseconds: number) => Promise<void>;

const answersWaitedFor = 6;

/** Sends the probes, and gives back all that was seen. A probe that crashes is noted and takes nothing down. */
export async function examine(options: ExamineOptions): Promise<Evidence> {
  const now = options.now ?? Date.now;
  const nonce = options.nonce ?? (() => randomBytes(8).toString('hex'));
  const timeout = options.timeout ?? 10_000;
  const until = performance.now() + timeout * answersWaitedFor;
  const tally = { sent: 0 };
  const send = counting(sender(options.client, timeout, options.interrupted), tally);
  const patiently = counting(sender(options.client, timeout * timesAsLong, options.interrupted), tally);
  const wait = options.wait ?? (milliseconds => pause(milliseconds, options.interrupted));
  const { credentials } = options;
  const patient = new Patience(asDoctor(send), wait, now);
  // No key goes along: nothing has shown itself to be WordPress yet.
  const whereabouts = await findSite(patient.send, options.url, { within: timeout * answersWaitedFor });
  const skew =
    whereabouts.clockDifference === undefined ? undefined : Math.round(whereabouts.clockDifference);
  const certificate = await certificateOf(whereabouts, timeout);
  const alert = await alertOf(whereabouts, timeout);
  const protocol = await protocolOf(whereabouts, timeout);
  const known: Known = {
    asked: whereabouts.asked,
    site: whereabouts.site,
    root: whereabouts.root,
    home: whereabouts.home ?? whereabouts.site,
    credentials,
    ...(options.isHeaderTaken && { isHeaderTaken: true as const }),
    run: nonce(),
    now: () => Math.floor(now() / 1000) + (skew ?? 0),
    nonce,
  };
  const evidence = new Evidence({
    known,
    whereabouts,
    timeout,
    hasOwnCa: options.hasOwnCa ?? false,
    tally,
    ...(skew !== undefined && { skew }),
    ...(certificate && { certificate }),
    ...(alert !== undefined && { alert }),
    ...(protocol && { protocol }),
  });
  const seen = (id: string, exchange: HttpExchange) =>
    evidence.add({ probe: probeById(id) as Probe, exchange, reading: read(exchange, probeById(id)?.shape) });
  seen('A1', whereabouts.front);
  seen('A2', whereabouts.index);
  if (whereabouts.askedIndex) seen('A2a', whereabouts.askedIndex);
  evidence.limits.push(...patient.limits);
  for (const { url, reading } of patient.stumbles) {
    const same = evidence.all.find(({ exchange }) => exchange.request.url === url);
    if (same) evidence.addRepeat(same.probe.id, reading);
  }
  await sendAll(evidence, options, send, { until, more: timeout * answersWaitedFor, wait, patiently });
  return evidence;
}

/** How a connection ends that a server closed without an answer. */
const resets = /^(ECONNRESET|UND_ERR_SOCKET|EPIPE|HPE_|NOT_HTTP)/;

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

/** Looked at where a connection came about, and neither page nor index was an answer of HTTP/1.1. */
async function protocolOf(
  { site, front, index }: Whereabouts,
  timeout: number,
): Promise<OtherProtocol | undefined> {
  if (front.answer || index.answer || !other.test(front.failure?.code ?? '')) return undefined;
  return lookAtProtocol(site, timeout);
}

/** How a request ends at what does not understand it. */
const other =
  /^(ECONNRESET|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|EPIPE|HPE_|NOT_HTTP|ERR_SSL_.*NO_APPLICATION_PROTOCOL)/;

/** Host and port of an http URL: a port that is not written is 80. */
function hostOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || 80}`;
}

/**
 * The probes in their order; then those that findings rest on once more. What passed and was refused in turn was
 * refused for its number: the sweep begins anew, more slowly.
 */
async function sendAll(
  evidence: Evidence,
  options: ExamineOptions,
  send: Send,
  limits: { until: number; readonly more: number; readonly wait: Wait; readonly patiently: Send },
): Promise<void> {
  const { wait } = limits;
  // Without an answer from the front page or the index there is nothing to ask but why.
  const isThere = networkFailure(evidence) === undefined;
  const wanted = (options.probes ?? allProbes).filter(
    ({ id, needs, isWanted }) =>
      (isThere || isWanted !== undefined) &&
      evidence.get(id) === undefined &&
      needs !== 'log-in' &&
      (options.only === undefined || options.only.has(id)),
  );
  let isExtended = false;
  const extend = () => {
    if (!isExtended) limits.until += limits.more;
    isExtended = true;
  };
  const reasonToStop = (): string | undefined => {
    if (options.interrupted?.aborted) return 'the examination was interrupted';
    // A store under load that answers all the same is heard to the end.
    if (performance.now() > limits.until && isAnswering(evidence)) extend();
    return performance.now() > limits.until ? timeIsUp : undefined;
  };
  const sweep = new Sweep(evidence, {
    send,
    probes: wanted,
    reasonToStop,
    wait,
    now: options.now ?? Date.now,
    extend,
    ...(options.onProbe && { onProbe: options.onProbe }),
  });
  if (evidence.limits.length > 0) sweep.beginAnew();
  await sweep.run();
  const repeating = () => ({ send, wait, reasonToStop, gap: sweep.gap, now: options.now ?? Date.now });
  if ((await repeatContested(evidence, repeating())) === 'refused in passing' && sweep.gap === 0) {
    sweep.beginAnew();
    await sweep.run();
    await repeatContested(evidence, repeating());
  }
  if (reasonToStop() === undefined) await lookWhetherLate(evidence, limits.patiently);
  await repeatHealthy(evidence, repeating());
  // What refuses is known by its refusals.
  if (evidence.limits.length === 0 && evidence.stop === undefined && reasonToStop() === undefined)
    evidence.heldBack = await lookWhetherHeldBack(evidence, send, wait);
  if (evidence.limits.length === 0 && reasonToStop() === undefined)
    evidence.byContent = await lookWhetherByContent(evidence, send);
  if (options.administrator && reasonToStop() === undefined && evidence.isAlive) {
    const isWanted = allProbes.some(
      ({ id, needs }) => needs === 'log-in' && (options.only === undefined || options.only.has(id)),
    );
    if (isWanted) await goToGrant(evidence, options.administrator, send);
  }
}

/** Hardly any of its answers was too late. */
function isAnswering(evidence: Evidence): boolean {
  const late = evidence.all.filter(({ reading }) => isTimeOut(reading)).length;
  return evidence.provenBy !== undefined && late * 20 <= evidence.all.length;
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

/** Ends at once when the examination is interrupted. */
async function pause(milliseconds: number, interrupted: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, interrupted && { signal: interrupted }).catch(() => undefined);
}

/** The doctor says who it is, as in all of its probes. */
function asDoctor(send: Send): Send {
  return (request, settings) =>
    send({ ...request, headers: [['User-Agent', userAgent], ...request.headers] }, settings);
}
