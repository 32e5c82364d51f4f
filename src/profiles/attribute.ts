import type { ProfileRules } from '../../mocks/index.ts';
import type { Profile } from '../../mocks/rules.ts';
import type { ComparisonLevel } from '../recordings/compare.ts';
import type { RecordedScenario } from '../recordings/recording.ts';
import { type Replayed, Replayer } from '../recordings/replay.ts';
import { type RuleReading, valuesOf } from './measure.ts';

/** A scenario that a live store answers otherwise than its profile, and the rules that it belongs to. */
export interface AttributedScenario extends Replayed {
  /** Rules whose other value makes the simulated store answer as the live one did. */
  readonly rules: readonly (keyof ProfileRules)[];
  /** What differs still when every rule has the value that was measured: it belongs to no rule. */
  readonly rest: Replayed['differences'];
}

/** Tells which of the measured rules each difference belongs to: the one without which the store answers otherwise. */
export async function attribute(
  scenarios: readonly RecordedScenario[],
  profile: Profile,
  readings: readonly RuleReading[],
  level: ComparisonLevel,
): Promise<AttributedScenario[]> {
  const asProfile = replayerWith({}, level);
  const asMeasured = replayerWith(measuredRules(readings), level);
  const single = readings
    .filter(({ outcome }) => outcome !== 'same')
    .flatMap(reading =>
      othersOf(reading, profile).map(value => ({
        rule: reading.rule,
        replayer: replayerWith({ [reading.rule]: value }, level),
      })),
    );
  const attributed: AttributedScenario[] = [];
  for (const scenario of scenarios) {
    const replayed = await asProfile.replay(scenario);
    const { differences } = replayed;
    if (differences.length === 0) continue;
    const rules = new Set<keyof ProfileRules>();
    for (const { rule, replayer } of single)
      if ((await replayer.replay(scenario)).differences.length < differences.length) rules.add(rule);
    const { differences: left } = await asMeasured.replay(scenario);
    // A rule that could not be measured explains what it would change, though nothing more is known of it.
    const rest = rules.size > 0 && left.length === differences.length ? [] : left;
    attributed.push({ ...replayed, scenario, rules: [...rules], rest });
  }
  return attributed;
}

/** The rules of a profile for this store, as far as they are other than the nearest one's. */
export function measuredRules(readings: readonly RuleReading[]): Partial<ProfileRules> {
  return Object.fromEntries(
    readings.flatMap(({ rule, outcome, value }) => (outcome === 'known' ? [[rule, value]] : [])),
  );
}

/** The value that was measured, or each that could be, where none was. */
function othersOf({ rule, value }: RuleReading, profile: Profile): readonly (string | boolean)[] {
  return value === undefined ? valuesOf(rule, profile).slice(1) : [value];
}

function replayerWith(profileRules: Partial<ProfileRules>, level: ComparisonLevel): Replayer {
  return new Replayer({
    level,
    profileRules,
    fixtureFor: name => {
      throw new Error(`the recording of ${name} says itself which store stands in for it`);
    },
  });
}
