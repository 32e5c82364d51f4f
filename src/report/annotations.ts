import type { Summary } from '../../schemas/types/summary.ts';
import { excuses, isBroken } from '../verify/expected-failures.ts';
import { expectationWords } from './summary.ts';
import { causesOf, cellsOf, isExplained, withoutStack } from './words.ts';

/**
 * GitHub's workflow commands: an error for each requirement that failed on a target, a warning for what cannot be
 * told and for expected failures that passed or have expired.
 * See https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
 */
export function githubAnnotations(summary: Summary): string {
  const lines = cellsOf(summary).flatMap(({ row, cell }) => {
    const isError = cell.outcome === 'failed' && !excuses(cell.expectedFailure);
    // Its cause has an annotation of its own.
    if (isError && isExplained(cell)) return [];
    if (!isError && cell.outcome !== 'cannot tell') return [];
    const own = cell.scenarios.filter(({ outcome }) => outcome === cell.outcome);
    const [first] = own;
    const more = own.length > 1 ? `\n(and ${own.length - 1} more of its scenarios)` : '';
    return [
      command(
        isError ? 'error' : 'warning',
        {
          ...(first && first.file !== '' && { file: first.file, line: String(first.line) }),
          title: `${row.id} on ${cell.target}: ${row.title}`,
        },
        `${first?.name ?? ''}: ${withoutStack(first?.reason ?? cell.outcome)}${more}`,
      ),
    ];
  });
  const expectations = (summary.expectedFailures ?? [])
    .filter(isBroken)
    .map(({ requirement, target, state, expires, reason }) =>
      command(
        summary.strict ? 'error' : 'warning',
        { title: `${requirement} on ${target}` },
        `${expectationWords[state]} (${expires}): ${reason}`,
      ),
    );
  const stopped = summary.targets.flatMap(({ name, stopped }) =>
    stopped === undefined ? [] : [command('error', { title: `${name} was stopped early` }, stopped)],
  );
  const causes = causesOf(summary).map(({ target, cause, told }) =>
    command('error', { title: `${target}: ${cause.id}` }, told),
  );
  return [...stopped, ...causes, ...lines, ...expectations].map(line => `${line}\n`).join('');
}

function command(
  name: 'error' | 'warning',
  properties: Readonly<Record<string, string>>,
  text: string,
): string {
  const given = Object.entries(properties).map(
    ([key, value]) => `${key}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${name} ${given.join(',')}::${escaped(text)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
