import { createStore, type ProfileRules, profileDifferences } from '../../mocks/index.ts';
import { type Profile, profiles } from '../../mocks/rules.ts';
import type { RecordedStore } from '../recordings/recording.ts';
import { storeOf } from '../recordings/stand-in.ts';
import { type ProbedStore, probedStore } from './probed-store.ts';
import { probes } from './probes.ts';

type Rule = keyof ProfileRules;

/** What the simulated store says of a rule that has this value. */
interface KnownValue {
  readonly value: string | boolean;
  readonly told: string;
}

/** What a live store was heard to say of a rule, beside what the simulated store says for each value that is known. */
export interface RuleReading {
  readonly rule: Rule;
  /**
   * `same` as the profile; another value that is `known`; `unknown`: none that any profile has; or it could not be asked.
   */
  readonly outcome: 'same' | 'known' | 'unknown' | 'cannot tell';
  readonly told?: string;
  readonly values: readonly KnownValue[];
  /** The value that it has, where that is known. */
  readonly value?: string | boolean;
  /** Why it could not be asked. */
  readonly reason?: string;
}

/**
 * Asks a live store for each rule of the profiles. What it says is compared with simulated stores that differ from the
 * profile in that rule alone, so that a value is named only where a store with it answers alike.
 */
export async function measureRules(
  live: ProbedStore,
  about: RecordedStore,
  profile: Profile,
): Promise<RuleReading[]> {
  const readings: RuleReading[] = [];
  for (const { rule } of profileDifferences) readings.push(await measureRule(rule, live, about, profile));
  return readings;
}

async function measureRule(
  rule: Rule,
  live: ProbedStore,
  about: RecordedStore,
  profile: Profile,
): Promise<RuleReading> {
  const probe = probes[rule];
  const { scheme, persona, capability } = probe;
  const missing =
    (live.urls[scheme] === undefined ? `the store is not reached over ${scheme}` : undefined) ??
    (persona !== undefined && !live.personas.has(persona) ? `there is no key of ${persona}` : undefined) ??
    (capability && live.lacks(capability));
  if (missing !== undefined) return { rule, outcome: 'cannot tell', values: [], reason: missing };
  const told = await probe.read(live);
  const values: KnownValue[] = [];
  for (const value of valuesOf(rule, profile)) {
    const store = await createStore({ ...storeOf(about, undefined), profileRules: { [rule]: value } });
    values.push({ value, told: await probe.read(probedStore(store, live)) });
    await store.close();
  }
  // The profile's own is the first: where two values say the same, nothing speaks against it.
  const found = values.find(each => each.told === told);
  if (!found) return { rule, outcome: 'unknown', told, values };
  return { rule, outcome: found === values[0] ? 'same' : 'known', told, values, value: found.value };
}

/** Every value that a profile has, that of this one first. */
export function valuesOf(rule: Rule, profile: Profile): readonly (string | boolean)[] {
  return [...new Set([profile[rule], ...Object.values(profiles).map(each => each[rule])])];
}
