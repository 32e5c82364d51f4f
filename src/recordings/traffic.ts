import type { HttpExchange } from '../client/http/exchange.ts';
import { knownSecretsMasker } from '../redact/known-secrets.ts';
import type { NamedKey } from './placeholders.ts';
import { clockOf, type Recording, stepOf, whyNot } from './record.ts';
import type { RecordedScenario, RecordedStep, RecordedStore } from './recording.ts';

/** What is recorded of somebody's traffic. */
export interface TrafficToRecord {
  readonly exchanges: readonly HttpExchange[];
  /** The key by which each exchange was made, by its place; '' for a stranger's. */
  readonly personas: readonly string[];
  /** What the recording calls the store. */
  readonly name: string;
  readonly store: RecordedStore;
  readonly keys: readonly NamedKey[];
  /** What must be in nothing that is written. */
  readonly secrets: Iterable<string>;
}

/** Traffic as a recording: a scenario for each persona, its requests in their order. */
export function recordTraffic(traffic: TrafficToRecord): Recording {
  const { exchanges, personas, name, store, keys } = traffic;
  const mask = knownSecretsMasker(traffic.secrets);
  const leftOut = new Map<string, number>();
  const steps = new Map<string, RecordedStep[]>();
  exchanges.forEach((exchange, index) => {
    const persona = personas[index] || 'nobody';
    const step =
      exchange.answer && stepOf({ at: clockOf(exchange, exchange.startedAt / 1000), exchange }, keys);
    const text = JSON.stringify(step);
    const why =
      whyNot(exchange) ??
      (step === undefined
        ? 'the store gave no answer'
        : mask(text) === text
          ? undefined
          : 'a secret would have been in it');
    if (why !== undefined || step === undefined) leftOut.set(why ?? '', (leftOut.get(why ?? '') ?? 0) + 1);
    else steps.set(persona, [...(steps.get(persona) ?? []), step]);
  });
  const scenarios = [...steps].map(
    ([persona, own]): RecordedScenario => ({
      id: `TRAFFIC.${persona}`,
      section: 'TRAFFIC',
      title: `Traffic of ${persona}`,
      store: name,
      live: store,
      steps: own,
    }),
  );
  return { scenarios, leftOut };
}
