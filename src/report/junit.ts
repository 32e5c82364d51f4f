import { encodeXML } from 'entities';
import type { ScenarioOutcome } from '../verify/outcomes.ts';
import type { TargetRun } from '../verify/run.ts';
import { count } from '../verify/verdict.ts';

/** The runs as JUnit's XML: a suite for each target, a case for each scenario, named after its requirement. */
export function junitXml(runs: readonly TargetRun[]): string {
  const all = count(runs.flatMap(run => run.scenarios));
  const time = seconds(runs.reduce((sum, run) => sum + run.duration, 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="latchkey"${numbers(all)} time="${time}">`,
    ...runs.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(run: TargetRun): string {
  const titles = new Map(run.requirements.map(({ requirement }) => [requirement.id, requirement.title]));
  return [
    `<testsuite name="${xml(run.target.name)}"${numbers(count(run.scenarios))} time="${seconds(run.duration)}" timestamp="${new Date(run.startedAt).toISOString()}">`,
    ...run.scenarios.map(scenario => testCase(scenario, titles.get(scenario.requirement) ?? '')),
    '</testsuite>',
  ].join('\n');
}

function testCase(scenario: ScenarioOutcome, title: string): string {
  const start = `<testcase classname="${xml(`${scenario.requirement} ${title}`)}" name="${xml(scenario.name)}" file="${xml(scenario.file)}" line="${scenario.line}" time="${seconds(scenario.duration)}"`;
  const children = [
    ...verdict(scenario),
    ...(scenario.exchanges?.length
      ? [`<system-out>${xml(scenario.exchanges.join('\n\n---\n\n'))}</system-out>`]
      : []),
  ];
  return children.length === 0 ? `${start}/>` : `${start}>\n${children.join('\n')}\n</testcase>`;
}

/** JUnit knows no "cannot tell": its "error" is what is neither passed nor failed. */
function verdict({ outcome, reason = '' }: ScenarioOutcome): string[] {
  const message = ` message="${xml(reason.split('\n', 1)[0] as string)}"`;
  if (outcome === 'failed') return [`<failure${message}>${xml(reason)}</failure>`];
  if (outcome === 'cannot tell') return [`<error${message}>${xml(reason)}</error>`];
  return outcome === 'skipped' ? [`<skipped${message}/>`] : [];
}

function numbers(counts: ReturnType<typeof count>): string {
  return ` tests="${counts.total}" failures="${counts.failed}" errors="${counts['cannot tell']}" skipped="${counts.skipped}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** XML 1.0 has no way at all to write most control characters and lone surrogates. */
function xml(text: string): string {
  return encodeXML(text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd'));
}
