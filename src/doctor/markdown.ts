import { layerName } from '../../mocks/faults.ts';
import type { Report, ReportedFinding } from './report.ts';
import { userAgent } from './requests.ts';
import { headline, summary } from './summary.ts';
import { withIds } from './words.ts';

/** A diagnosis to paste into an issue or a ticket; keys are masked. */
export function markdownOf(report: Report): string {
  const facts = [
    ...(report.restRoot === null ? [] : [`| REST root | ${code(report.restRoot)} |`]),
    ...(report.home === null ? [] : [`| home URL | ${code(report.home)} |`]),
    ...(report.servers.length === 0 ? [] : [`| seen | ${report.servers.join(', ')} |`]),
    `| requests | ${report.requests} in ${(report.duration / 1000).toFixed(1)} s, ${report.startedAt} |`,
    `| in the server's log | ${code(userAgent)}, but where another name is tried |`,
    `| Latchkey | ${report.latchkey} |`,
  ];
  return [
    `# ${code(report.url)}`,
    '',
    `**${cell(headline(report))}**`,
    '',
    ...summary(report).map(sentence => `- ${cell(sentence)}`),
    '',
    '| | |',
    '|---|---|',
    ...facts,
    '',
    ...report.redirects.map(
      ({ from, to, status }) => `- redirected (${status}) from ${code(from)} to ${code(to)}`,
    ),
    ...report.findings.flatMap(findingLines),
    ...(report.works.length === 0 ? [] : ['## What works', '', ...report.works.map(work => `- ${work}`), '']),
    '## What was asked',
    '',
    '| probe | request | answer |',
    '|---|---|---|',
    ...report.probes.map(
      ({ id, method, url, answer }) => `| ${id} | ${code(`${method} ${url}`)} | ${cell(answer)} |`,
    ),
    ...report.notSent.map(({ id, reason }) => `| ${id} | not sent | ${cell(reason)} |`),
    ...report.crashes.map(({ id, error }) => `| ${id} | crashed | ${cell(error)} |`),
    '',
  ].join('\n');
}

function findingLines(finding: ReportedFinding): string[] {
  return [
    `## ${layerName(finding.layer)}: ${cell(finding.title)}`,
    '',
    `${finding.level}, ${finding.certainty}: ${code(finding.id)}`,
    '',
    ...finding.proof.map(sentence => `- ${cell(withIds(sentence))}`),
    ...(finding.undecided === null ? [] : ['', `Not decided: ${cell(finding.undecided)}`]),
    ...(finding.alternatives.length === 0
      ? []
      : ['', `Explained as well by ${finding.alternatives.map(code).join(', ')}.`]),
    '',
    ...finding.fixes.filter(({ atHand }) => atHand).flatMap(fix => fixLines(fix, fix.tried)),
    `Work-around: ${withIds(finding.workaround)}`,
    '',
    ...(finding.wrongAdvice === null ? [] : [`Wrong advice: ${finding.wrongAdvice}`, '']),
  ];
}

/** Also for the pages of single faults. */
export function fixLines(
  fix: {
    readonly server: string;
    readonly where: string;
    readonly lines: string;
    readonly insteadOf?: string | null | undefined;
    readonly check: string;
  },
  isTried: boolean,
): string[] {
  const marked = (lines: string, mark: string): string[] =>
    lines.split('\n').map(line => (fix.insteadOf ? `${mark}${line}` : line));
  return [
    `**${fix.server === 'any' ? 'Everywhere' : fix.server}**, ${plain(fix.where)}${isTried ? '' : ' (not tried)'}:`,
    '',
    fix.insteadOf ? '```diff' : '```',
    ...(fix.insteadOf ? marked(fix.insteadOf, '-') : []),
    ...(fix.lines === '' ? [] : marked(fix.lines, '+')),
    '```',
    '',
    `Check: ${plain(withIds(fix.check))}`,
    '',
  ];
}

/** Text outside of code: `<Directory>` is no tag, and a star no emphasis. */
function plain(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('*', '\\*');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** What was seen may hold anything: it is no HTML, link, picture or code, calls nobody, and does not end the cell. */
function cell(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('@', '&#64;')
    .replaceAll(/[\\|[\]`*~]/g, '\\$&')
    .replaceAll(/\s*\n\s*/g, ' ');
}
