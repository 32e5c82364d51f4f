/** `latchkey doctor --only`: a part of the probes and faults. */
import { UsageError } from '../../../mocks/errors.ts';
import type { Fault } from '../../doctor/fault.ts';
import { faultById, faults } from '../../doctor/faults/catalogue.ts';
import { probeById, probes } from '../../doctor/probes/index.ts';
import { didYouMean } from './did-you-mean.ts';

export interface ChosenPart {
  /** As they were asked for. */
  readonly ids: readonly string[];
  readonly probes: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

/** The probes that were asked for by their own ids, and by the faults that they tell. */
export function chosenPart(ids: readonly string[]): ChosenPart {
  const wanted = new Set(['A4']);
  const these: Fault[] = [];
  for (const id of ids) {
    const fault = faultById(id);
    if (fault) {
      these.push(fault);
      for (const probe of fault.probes) wanted.add(probe);
    } else if (probeById(id)) wanted.add(id);
    else
      throw new UsageError(
        { where: `--only ${id}`, what: 'there is no such probe or fault' },
        { advice: `${didYouMean(id, [...faults, ...probes])}latchkey doctor --list names them.` },
      );
  }
  // A probe alone is judged by every fault, a fault by itself.
  return { ids, probes: wanted, faults: these.length === ids.length ? these : faults };
}
