import { profileDifferences } from '../../../mocks/index.ts';
import { type Profile, profileOf } from '../../../mocks/rules.ts';
import { profileSource } from '../../profiles/as-profile.ts';
import { type AttributedScenario, attribute, measuredRules } from '../../profiles/attribute.ts';
import { sentenceOf } from '../../profiles/changes.ts';
import { measureRules, type RuleReading } from '../../profiles/measure.ts';
import { probedTarget } from '../../profiles/probed-store.ts';
import { byNotice } from '../../recordings/noticed.ts';
import { shownDifferences } from '../../recordings/shown.ts';
import { createRedactor, type Redactor } from '../../redact/redact.ts';
import { openDoor } from '../../targets/visit.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';
import { type LiveRecording, leftOutLines, recordLive } from '../live-recording.ts';
import { printedJson } from '../print-json.ts';
import { replayedLines } from '../replayed-lines.ts';
import { oneLiveTarget, type TargetFlags } from '../targets.ts';

/** What a live store was found to be beside the profile that is nearest to it. */
interface Compared {
  readonly name: string;
  readonly recording: LiveRecording;
  readonly nearest: Profile;
  readonly readings: readonly RuleReading[];
  readonly scenarios: readonly AttributedScenario[];
}

/** `latchkey profiles --against`: which rule each difference belongs to, and what a new profile would say. @param wanted Ids or tags. */
export async function againstStore(
  flags: TargetFlags,
  wanted: readonly string[],
  isJson: boolean,
  io: CommandIo,
): Promise<ExitCode> {
  const resolved = oneLiveTarget(flags, io, 'profiles', '--against NAME or --against URL');
  let readings: readonly RuleReading[] = [];
  // A real store that this command has started may be written to: it goes with the command.
  const own = flags.started?.has(resolved.stated.name) ? openDoor(resolved, io.interrupted) : undefined;
  const recording = await recordLive(resolved, wanted, io, async (target, store) => {
    readings = await measureRules(probedTarget(target, own?.guest), store, profileOf(store.woocommerce));
  }).finally(() => own?.client.close());
  const nearest = profileOf(recording.store.woocommerce);
  const scenarios = byNotice(await attribute(recording.scenarios, nearest, readings, 'verdict'));
  const compared = { name: resolved.stated.name, recording, nearest, readings, scenarios };
  const redactor = createRedactor(resolved.secrets);
  io.stdout.write(isJson ? asJson(compared, redactor) : redactor.text(asText(compared, redactor)));
  const isSame = scenarios.length === 0 && readings.every(({ outcome }) => isMet(outcome));
  return isSame ? exitCodes.passed : exitCodes.failed;
}

/** What could not be asked is no difference; it is told. */
function isMet(outcome: RuleReading['outcome']): boolean {
  return outcome === 'same' || outcome === 'cannot tell';
}

function asText({ name, recording, nearest, readings, scenarios }: Compared, { text }: Redactor): string {
  const { store } = recording;
  const { length } = recording.scenarios;
  const belonging = (rule: string) =>
    scenarios.filter(({ rules }) => rules.some(each => each === rule)).map(({ scenario }) => scenario.id);
  const unexplained = scenarios.filter(({ rest }) => rest.length > 0);
  const rules = measuredRules(readings);
  const isNew = Object.keys(rules).length > 0;
  return [
    `${name}, WooCommerce ${store.woocommerce} on WordPress ${store.wordpress ?? 'of an unknown version'}, beside the profile ${nearest.name} (${nearest.woocommerce} on ${nearest.wordpress})`,
    '',
    `Rules: ${readings.filter(({ outcome }) => outcome === 'same').length} of ${readings.length} as the profile has them`,
    ...readings.flatMap(reading => readingLines(reading, nearest, belonging(reading.rule))),
    '',
    `Scenarios: ${length - scenarios.length} of ${length} answered as by the profile`,
    ...(unexplained.length > 0 ? [`${unexplained.length} differ by no rule that is known:`] : []),
    ...unexplained.flatMap(({ scenario, rest }) =>
      replayedLines({ scenario, differences: rest }, text).map(line => `  ${line}`),
    ),
    ...leftOutLines(recording),
    '',
    isNew
      ? `A profile of it would say:\n\n${profileSource(store, nearest, rules)}`
      : `A profile of it would say what ${nearest.name} says.`,
    '',
  ].join('\n');
}

function readingLines(
  { rule, outcome, told, values, value, reason }: RuleReading,
  nearest: Profile,
  ids: readonly string[],
): string[] {
  const difference = profileDifferences.find(each => each.rule === rule);
  if (outcome === 'same' || !difference) return [];
  const scenarios = ids.length > 0 ? [`    scenarios of the suite: ${ids.join(', ')}`] : [];
  const before = `    ${nearest.name}: ${sentenceOf(difference, nearest[rule])}`;
  switch (outcome) {
    case 'known':
      return [`  ${rule}: ${sentenceOf(difference, value as string | boolean)}`, before, ...scenarios];
    case 'unknown':
      return [
        `  ${rule}: no known value: it says ${told}`,
        ...values.map(known => `    ${rule} ${known.value}: ${known.told}`),
        ...scenarios,
      ];
    default:
      return [`  ${rule}: not asked, ${reason}`, ...scenarios];
  }
}

/** As `schemas/outputs/profile-against.schema.json` has it. */
function asJson({ name, recording, nearest, readings, scenarios }: Compared, redactor: Redactor): string {
  const rules = measuredRules(readings);
  return printedJson(
    'profile-against',
    redactor.value({
      target: name,
      woocommerce: recording.store.woocommerce,
      ...(recording.store.wordpress !== undefined && { wordpress: recording.store.wordpress }),
      nearest: nearest.name,
      rules: readings,
      compared: recording.scenarios.length,
      differing: scenarios.map(({ scenario, rules: own, differences, rest }) => ({
        id: scenario.id,
        title: scenario.title,
        rules: own,
        isExplained: rest.length === 0,
        differences: differences.flatMap(({ step, difference }) =>
          shownDifferences([difference], redactor.text).map(({ what, wanted, got }) => ({
            step,
            what,
            live: wanted,
            simulated: got,
          })),
        ),
      })),
      profile: { ...nearest, woocommerce: recording.store.woocommerce, ...rules },
    }),
  );
}
