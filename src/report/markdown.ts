import type { Summary } from '../../schemas/types/summary.ts';
import { exitCodes } from '../exit-codes.ts';
import { excuses } from '../verify/expected-failures.ts';
import { storesOf } from './areas.ts';
import { changeLines } from './changes.ts';
import { isFleet } from './fleet.ts';
import { expectationWords } from './summary.ts';
import {
  causesOf,
  cellsOf,
  howLong,
  isExplained,
  isWell,
  many,
  partOf,
  unjudged,
  verdictOf,
  withoutStack,
} from './words.ts';

/** A pull request's comment may have 65,536 characters; the rest is for what is put around it. */
const longest = 60_000;
/** How many failures are told at length. */
const mostFailures = 30;

/** A report as Markdown: for a pull request, or for the page of a CI job. */
export function markdownSummary(summary: Summary): string {
  const text = [
    `## ${mark(summary)} ${plain(verdictOf(summary))}`,
    '',
    `${headline(summary)}`,
    '',
    ...changes(summary),
    ...targets(summary),
    ...causes(summary),
    ...failures(summary),
    ...inPart(summary),
    ...expectations(summary),
    ...reasons(summary),
    ...created(summary),
    '',
  ].join('\n');
  return text.length > longest
    ? `${text.slice(0, text.lastIndexOf('\n', longest))}\n\n… (the whole is in summary.json)\n`
    : text;
}

function mark({ exitCode }: Summary): string {
  if (exitCode === exitCodes.passed) return '✅';
  return exitCode === exitCodes.failed ? '❌' : '⚠️';
}

function headline({ counts, duration, latchkey, selection, shard, command }: Summary): string {
  return [
    many(counts.requirements.total, 'requirement'),
    many(counts.scenarios.total, 'scenario'),
    howLong(duration),
    ...(selection.length > 0 ? [plain(`only ${selection.join(' ')}`)] : []),
    ...(shard ? [`shard ${shard.index} of ${shard.count}`] : []),
    `latchkey ${command ?? 'verify'} ${plain(latchkey)}`,
  ].join(' · ');
}

function targets(summary: Summary): string[] {
  // The stores that are well would push those that are not over the end of the text.
  const isShown = (target: Summary['targets'][number]) => !isFleet(summary) || !isWell(target);
  const shown = summary.targets.filter(isShown);
  const rest = summary.targets.length - shown.length;
  const rows = shown.map(({ name, version, counts, duration, stopped }) => {
    const {
      passed,
      failed,
      skipped,
      expected = 0,
      'cannot tell': unknown,
      'partly judged': inPart = 0,
    } = counts.requirements;
    const cells = [
      plain(name),
      plain(version ?? ''),
      String(passed),
      String(inPart),
      expected > 0 ? `${failed} (${expected} expected)` : String(failed),
      String(unknown),
      String(skipped),
      howLong(duration),
    ];
    return `| ${cells.join(' | ')} |${stopped === undefined ? '' : `\n| | stopped early: ${plain(stopped)} | | | | | | |`}`;
  });
  return [
    '| Target | WooCommerce | Passed | Judged in part | Failed | Cannot tell | Skipped | Time |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    ...(rest > 0
      ? [`On ${many(rest, shown.length === 0 ? 'store' : 'other store')} nothing failed.`, '']
      : []),
    ...(summary.command === 'gate'
      ? []
      : [
          ...storesOf(summary)
            .filter(({ target }) => isShown(target))
            .map(({ target, sentence }) => `- **${plain(target.name)}**: ${plain(sentence)}`),
          '',
        ]),
  ];
}

/** How many changes of one kind are told by name. */
const mostChanges = 20;

function changes({ changes }: Summary): string[] {
  if (!changes) return [];
  const lines = changeLines(changes);
  return [
    `### Changed since ${changes.since.slice(0, 16).replace('T', ' ')} UTC`,
    '',
    ...(lines.length === 0 ? ['Nothing.'] : []),
    ...lines.map(({ what, cells = [], texts = [] }) => {
      const all = [...cells.map(({ requirement, target }) => `${requirement} on ${target}`), ...texts];
      const more = all.length > mostChanges ? ` and ${all.length - mostChanges} more` : '';
      return `- **${plain(what)}**: ${all.slice(0, mostChanges).map(plain).join(', ')}${more}`;
    }),
    '',
  ];
}

function causes(summary: Summary): string[] {
  const found = causesOf(summary);
  if (found.length === 0) return [];
  return [
    '### Causes',
    '',
    ...found.map(
      ({ target, cause, told }) =>
        `- **${plain(target)}**: ${plain(told)} (\`latchkey doctor --explain ${cause.id}\`)`,
    ),
    '',
  ];
}

function failures(summary: Summary): string[] {
  const unmet = cellsOf(summary).filter(
    ({ cell }) =>
      (cell.outcome === 'failed' && !excuses(cell.expectedFailure) && !isExplained(cell)) ||
      cell.outcome === 'cannot tell',
  );
  if (unmet.length === 0) return [];
  const shown = unmet.slice(0, mostFailures).flatMap(({ row, cell }) => {
    const own = cell.scenarios.filter(({ outcome }) => outcome === cell.outcome);
    return [
      '<details>',
      `<summary><b>${html(row.id)}</b> ${html(row.title)} · ${html(cell.target)} · ${cell.outcome} · ${row.level}</summary>`,
      '',
      `Source: ${plain(row.source)}`,
      '',
      ...own
        .slice(0, 3)
        .flatMap(({ name, file, line, reason = '' }) => [
          `${plain(name)}${file === '' ? '' : ` (\`${file}:${line}\`)`}`,
          '',
          fenced(withoutStack(reason).split('\n').slice(0, 12).join('\n')),
          '',
        ]),
      ...(own.length > 3 ? [`… and ${many(own.length - 3, 'more scenario')}`, ''] : []),
      ...(row.fix === undefined ? [] : [`Fix: ${plain(row.fix)}`, '']),
      '</details>',
      '',
    ];
  });
  const more =
    unmet.length > mostFailures ? [`… and ${unmet.length - mostFailures} more: see index.html.`, ''] : [];
  return ['### Failed, or cannot be told', '', ...shown, ...more];
}

/** What was met as far as it was looked at. */
function inPart(summary: Summary): string[] {
  const cells = cellsOf(summary).filter(({ cell }) => cell.outcome === 'partly judged');
  if (cells.length === 0) return [];
  const isMany = summary.targets.length > 1;
  return [
    '### Judged in part',
    '',
    ...cells.map(
      ({ row, cell }) =>
        `- ${plain(row.id)}${isMany ? ` on ${plain(cell.target)}` : ''}: ${partOf(cell)}: ${plain(cell.reasons.join('; '))}`,
    ),
    '',
  ];
}

function expectations({ expectedFailures = [] }: Summary): string[] {
  if (expectedFailures.length === 0) return [];
  return [
    '### Expected failures',
    '',
    '| Requirement | Target | Until | What came | Reason |',
    '|---|---|---|---|---|',
    ...expectedFailures.map(
      ({ requirement, target, expires, state, reason }) =>
        `| ${plain(requirement)} | ${plain(target)} | ${expires} | ${expectationWords[state]} | ${plain(reason)} |`,
    ),
    '',
  ];
}

function reasons(summary: Summary): string[] {
  const groups = unjudged(summary);
  if (groups.length === 0) return [];
  return [
    '### Not judged, and why',
    '',
    ...groups.map(
      ({ outcome, reason, scenarios, requirements }) =>
        `- ${many(scenarios, 'scenario')} ${outcome}: ${plain(reason)} (${[...requirements].slice(0, 8).map(plain).join(', ')}${requirements.size > 8 ? ' …' : ''})`,
    ),
    '',
  ];
}

function created(summary: Summary): string[] {
  const all = summary.targets.flatMap(({ name, created = [] }) => created.map(each => ({ name, ...each })));
  if (all.length === 0) return [];
  const left = all.filter(each => !each.removed);
  return [
    '### Made in the store',
    '',
    `${all.length} made, ${all.length - left.length} removed again${left.length > 0 ? '. **Still there:**' : '.'}`,
    '',
    ...left.map(
      ({ name, what, why }) => `- ${plain(what)} on ${plain(name)}${why ? ` (${plain(why)})` : ''}`,
    ),
    '',
  ];
}

/** Text that must come out as it is: on one line, no markup, and nobody is called by an @. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b');
}

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const ticks = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(ticks + 1);
  return `${fence}text\n${text}\n${fence}`;
}
