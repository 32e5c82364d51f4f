import type { TargetRun } from '../../verify/run.ts';

/** What a person wants to know of live targets beside the outcomes, and where several targets differ. */
export function factsOf(runs: readonly TargetRun[], isQuiet = false): string {
  // What is left on somebody's store is told in any case.
  const worth = isQuiet ? runs.filter(({ facts }) => facts?.created?.some(({ removed }) => !removed)) : runs;
  return [...worth.flatMap(about), ...(isQuiet ? [] : differences(runs))].map(line => `${line}\n`).join('');
}

function about({ target, facts, scenarios }: TargetRun): string[] {
  // The simulated store sends no counts, and has something to tell only behind faults or over sockets.
  if (!facts || (facts.requests === undefined && facts.notes === undefined)) return [];
  const lacking = (facts.capabilities ?? []).flatMap(({ name, told }) => {
    const count = scenarios.filter(({ reason }) => told !== undefined && reason === told).length;
    return count === 0 ? [] : [`  ${name}: ${told}, ${count} scenario${count === 1 ? '' : 's'} skipped`];
  });
  const { created = [], clockDifference = 0, refusals = 0, versions = {} } = facts;
  const left = created.filter(({ removed }) => !removed);
  const told = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    '',
    [target.name, [facts.url ?? target.version, ...told].filter(Boolean).join(', ')].join('  '),
    ...(facts.requests === undefined
      ? []
      : [
          `  ${facts.requests} requests, ${refusals} of them with credentials that were refused; clock ${clockDifference >= 0 ? '+' : ''}${clockDifference} s`,
        ]),
    ...(facts.notes ?? []).map(note => `  ${note}`),
    ...lacking,
    // A requirement says what is wrong, the doctor whose fault it is.
    ...(facts.url !== undefined && scenarios.some(({ outcome }) => outcome === 'failed')
      ? [`  latchkey doctor ${facts.url} looks for what keeps clients out`]
      : []),
    ...(created.length > 0 ? [`  created ${created.length}, removed ${created.length - left.length}`] : []),
    ...left.map(({ what, why }) => `  left: ${what}${why === undefined ? '' : ` (${why})`}`),
    ...(left.length > 0 ? [`  latchkey clean --target ${target.name} removes it`] : []),
  ];
}

/** Requirements in which targets behave otherwise: what was not judged on one of them is no difference. */
function differences(runs: readonly TargetRun[]): string[] {
  if (runs.length < 2) return [];
  const ids = new Set(runs.flatMap(run => run.requirements.map(({ requirement }) => requirement.id)));
  const rows = [...ids].flatMap(id => {
    const judged = runs.flatMap(run => {
      const outcome = run.requirements.find(({ requirement }) => requirement.id === id)?.outcome;
      if (outcome === 'failed') return [{ name: run.target.name, told: 'failed' }];
      const isMet = outcome === 'passed' || outcome === 'partly judged';
      return isMet ? [{ name: run.target.name, told: 'met' }] : [];
    });
    return new Set(judged.map(({ told }) => told)).size < 2
      ? []
      : [`  ${id.padEnd(12)} ${judged.map(({ name, told }) => `${name}: ${told}`).join(' · ')}`];
  });
  const heading =
    rows.length === 0
      ? 'The targets do not differ in what was judged on more than one of them.'
      : 'The targets differ in';
  return ['', heading, ...rows];
}
