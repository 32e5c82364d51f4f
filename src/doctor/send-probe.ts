import type { HttpRequest } from '../client/http/exchange.ts';
import type { Evidence, Probed } from './evidence.ts';
import type { Known } from './known.ts';
import type { Probe } from './probe.ts';
import { type Reading, read } from './reading.ts';
import type { Send } from './send.ts';

/** Sends one probe. Undefined where it makes no sense for this store, and where it crashed, which is noted. */
export async function sendProbe(probe: Probe, evidence: Evidence, send: Send): Promise<Probed | undefined> {
  try {
    const request = probe.request(evidence.known);
    if (!request || isHeaderTaken(request, evidence.known)) return undefined;
    const prelude = probe.prelude?.(evidence.known);
    if (prelude) await send(prelude);
    const exchange = await send(request);
    return { probe, exchange, reading: read(exchange, probe.shape) };
  } catch (error) {
    evidence.crashes.push({ probe, error });
    return undefined;
  }
}

/** It carries an Authorization field, and the password of the web server takes the one there is. */
export function isHeaderTaken({ headers }: HttpRequest, known: Known): boolean {
  return known.isHeaderTaken === true && headers.some(([name]) => name.toLowerCase() === 'authorization');
}

/** The probe once more: with a nonce of its own, but the front page and the index where they were found. */
export async function sendAgain(
  probed: Probed,
  evidence: Evidence,
  send: Send,
): Promise<Reading | undefined> {
  const { probe, exchange } = probed;
  if (probe.before) await send(probe.before(evidence.known));
  if (probe.id !== 'A1' && probe.id !== 'A2') return (await sendProbe(probe, evidence, send))?.reading;
  return read(await send(exchange.request), probe.shape);
}
