/** The faults as data for people and tools: what `latchkey faults --json` prints. */
import { faults } from './catalogue.ts';
import type { FaultName } from './fault.ts';
import { parametersOf } from './parse.ts';

/** A hosting fault and its parameters, for people and tools. */
export interface FaultDescription extends FaultName {
  readonly parameters: readonly {
    readonly name: string;
    /** Its default as text; a list's items are separated by `|`. */
    readonly default: string;
    readonly expected: string;
    readonly about: string;
  }[];
}

/**
 * All hosting faults, in the order of the catalogue.
 *
 * @example
 * ```ts
 * import { describeFaults } from 'latchkey';
 *
 * for (const { id, title } of describeFaults()) console.log(`${id}: ${title}`);
 * ```
 */
export function describeFaults(): FaultDescription[] {
  return faults.map(fault => ({
    id: fault.id,
    layer: fault.layer,
    title: fault.title,
    seen: fault.seen,
    parameters: Object.entries(parametersOf(fault)).map(([name, parameter]) => ({
      name,
      default: name === 'path' ? (fault.path ?? '') : name === 'seed' ? '' : asText(parameter.default),
      expected: parameter.expected,
      about: parameter.about,
    })),
  }));
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join('|') : String(value);
}
