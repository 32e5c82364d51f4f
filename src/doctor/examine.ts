import { randomBytes } from 'node:crypto';
import type { HttpClient } from '../http/client.ts';
import type { Credentials } from '../oauth1/request.ts';
import { discover, type Whereabouts } from './discover.ts';
import { Evidence } from './evidence.ts';
import type { Known } from './known.ts';
import type { Probe } from './probe.ts';
import { probeById, probes } from './probes/index.ts';
import { read } from './reading.ts';

export interface ExamineOptions {
  readonly url: string;
  readonly client: HttpClient;
  readonly credentials?: Credentials;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly nonce?: () => string;
  /** The probes to send; all of them when left out. A1 and A2 are always sent. */
  readonly only?: ReadonlySet<string>;
  /** Told of each probe as it ends. */
  readonly onProbe?: (probe: Probe) => void;
}

/** Probes under way at once: few, since firewalls count. */
const atOnce = 4;

/** Sends the probes, and gives back all that was seen. A probe that crashes is noted and takes nothing down. */
export async function examine(options: ExamineOptions): Promise<Evidence> {
  const now = options.now ?? Date.now;
  const nonce = options.nonce ?? (() => randomBytes(8).toString('hex'));
  const whereabouts = await discover(options.client, options.url);
  const index = await options.client.send({
    method: 'GET',
    url: whereabouts.root,
    headers: [
      ['User-Agent', 'Latchkey-doctor'],
      ['Accept', '*/*'],
    ],
  });
  const reading = read(index);
  const skew = clockSkew(reading.header('date'), now());
  const known: Known = {
    site: whereabouts.site,
    root: whereabouts.root,
    home: homeOf(reading.json) ?? whereabouts.site,
    credentials: options.credentials,
    now: () => Math.floor(now() / 1000) + (skew ?? 0),
    nonce,
  };
  const evidence = new Evidence(known, whereabouts, skew);
  evidence.add({ probe: probeById('A1') as Probe, ...whereabouts.front });
  evidence.add({ probe: probeById('A2') as Probe, exchange: index, reading });
  if (isReached(whereabouts)) await sendAll(evidence, options);
  return evidence;
}

/** Without an answer from the front page there is nothing more to ask. */
function isReached({ front }: Whereabouts): boolean {
  return front.reading.said !== 'no answer';
}

async function sendAll(evidence: Evidence, options: ExamineOptions): Promise<void> {
  const waiting = probes.filter(
    probe =>
      evidence.get(probe.id) === undefined && (options.only === undefined || options.only.has(probe.id)),
  );
  const worker = async (): Promise<void> => {
    for (let probe = waiting.shift(); probe; probe = waiting.shift()) await sendOne(probe, evidence, options);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function sendOne(probe: Probe, evidence: Evidence, options: ExamineOptions): Promise<void> {
  try {
    const request = probe.request(evidence.known);
    if (!request) return;
    const exchange = await options.client.send(request);
    evidence.add({ probe, exchange, reading: read(exchange) });
  } catch (error) {
    evidence.crashes.push({ probe, error });
  }
  options.onProbe?.(probe);
}

/** Seconds that the store's clock is ahead of this one; undefined where it tells no date. */
function clockSkew(date: string | undefined, now: number): number | undefined {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : Math.round((at - now) / 1000);
}

function homeOf(json: unknown): string | undefined {
  const home = (json as { home?: unknown } | undefined)?.home;
  return typeof home === 'string' && URL.canParse(home) ? home.replace(/\/+$/, '') : undefined;
}
