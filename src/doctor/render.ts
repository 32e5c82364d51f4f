import { layerName } from '../../mocks/faults.ts';
import type { Paint } from '../paint.ts';
import type { Report, ReportedFinding } from './report.ts';
import { headline, isOfPart, summary } from './summary.ts';
import { withoutIds } from './words.ts';

export interface RenderOptions {
  readonly columns: number;
  readonly paint: Paint;
  /** With the ids of the probes, and each request. */
  readonly isVerbose?: boolean;
}

/** A diagnosis for a terminal: the verdict, whom to ask, then each fault with its proof and its cure. */
export function renderReport(report: Report, { columns, paint, isVerbose = false }: RenderOptions): string {
  const named = (text: string): string => (isVerbose ? text : withoutIds(text));
  const fold: Fold = (text, indent, first = indent) => folded(named(text), columns, indent, first);
  const lines: string[] = [...headOf(report, paint), '', ...verdictLines(report, paint, fold), ''];
  const serious = report.findings.filter(({ level }) => level !== 'information');
  for (const finding of report.findings) {
    if (serious.length > 1 && finding === serious[0]) lines.push(paint('bold', 'Mend this first'));
    lines.push(...findingLines(finding, paint, fold, isVerbose), '');
  }
  if (report.works.length > 0) {
    lines.push(
      'What works',
      ...report.works.flatMap(work => fold(work, '    ', `  ${paint('green', '✓')} `)),
      '',
    );
  }
  lines.push(...askedLines(report, fold, isVerbose));
  return `${lines.join('\n')}\n`;
}

type Fold = (text: string, indent: string, first?: string) => string[];

function headOf(report: Report, paint: Paint): string[] {
  const facts = [
    ...(report.restRoot === null ? [] : [`REST root ${report.restRoot}`]),
    ...(report.home === null || report.home === report.site ? [] : [`home URL ${report.home}`]),
    ...(report.servers.length > 0 ? [`seen: ${report.servers.join(', ')}`] : []),
    ...(report.hasKey ? [] : ['without a key']),
  ];
  return [
    paint('bold', report.url),
    ...report.redirects.map(({ from, to, status }) => `  ${status}  ${from} → ${to}`),
    ...(facts.length > 0 ? [paint('dim', `  ${facts.join(' · ')}`)] : []),
  ];
}

/** A proof of many sentences of one kind is told by its first; `--verbose`, `--json` and `--markdown` have all. */
const mostSentences = 8;

function shortened(proof: readonly string[], isVerbose: boolean): readonly string[] {
  const left = proof.length - mostSentences;
  if (isVerbose || left < 2) return proof;
  return [...proof.slice(0, mostSentences), `${left} more sentences of the proof: --verbose`];
}

function findingLines(finding: ReportedFinding, paint: Paint, fold: Fold, isVerbose: boolean): string[] {
  const mark = { fault: paint('red', 'FAULT'), warning: paint('yellow', 'WARNING'), information: 'NOTE' };
  const lines = [
    ...fold(
      `${finding.title}.`,
      '  ',
      `${mark[finding.level]}  ${paint('bold', layerName(finding.layer))}: `,
    ),
    paint('dim', `  ${finding.id} · ${finding.certainty}`),
    ...shortened(finding.proof, isVerbose).flatMap(sentence => fold(sentence, '    ', '  - ')),
  ];
  if (finding.alternatives.length > 0)
    lines.push(...fold(`Explained as well by ${finding.alternatives.join(', ')}.`, '  '));
  if (finding.undecided !== null) lines.push(...fold(`Not decided: ${finding.undecided}`, '  '));
  const atHand = finding.fixes.filter(fix => fix.atHand);
  // What is only worth knowing is told shortly.
  const shown = finding.level === 'information' ? atHand.slice(0, 1) : atHand;
  for (const [i, fix] of shown.entries()) {
    const server = fix.server === 'any' ? '' : `${fix.server}, `;
    lines.push('', ...fold(`Fix${fix.tried ? '' : ' (not tried)'}: ${server}${fix.where}`, '  '));
    if (fix.insteadOf !== null) lines.push(`      ${paint('dim', `- ${fix.insteadOf}`)}`);
    if (fix.lines !== '')
      lines.push(
        ...fix.lines
          .split('\n')
          .map(line => `      ${fix.insteadOf === null ? '' : '+ '}${paint('green', line)}`),
      );
    // Alternatives that are checked alike: said once, behind the last of them.
    if (shown[i + 1]?.check !== fix.check) lines.push(...fold(`Check: ${fix.check}`, '    '));
  }
  lines.push('', ...fold(`Work-around: ${finding.workaround}`, '  '));
  if (finding.wrongAdvice !== null) lines.push(...fold(`Wrong advice: ${finding.wrongAdvice}`, '  '));
  const others = [...new Set(finding.fixes.filter(fix => !shown.includes(fix)).map(fix => fix.server))];
  const more = others.length === 0 ? '' : ` (fixes for ${others.join(', ')} too)`;
  lines.push(...fold(`More${more}: latchkey doctor --explain ${finding.id}, ${finding.page}`, '  '));
  return lines;
}

function verdictLines(report: Report, paint: Paint, fold: Fold): string[] {
  const isGood = report.verdict.kind === 'healthy' || report.verdict.kind === 'open';
  const ofAll = isGood ? paint('green', '✓') : paint('red', '✗');
  const mark = isOfPart(report) ? paint('yellow', '–') : ofAll;
  return [
    ...fold(headline(report), '  ', `${mark} `),
    ...summary(report).flatMap(sentence => fold(sentence, '    ', '  ')),
  ];
}

function askedLines(report: Report, fold: Fold, isVerbose: boolean): string[] {
  const lines = [`${report.requests} requests in ${(report.duration / 1000).toFixed(1)} s.`];
  if (isVerbose)
    for (const { id, method, url, answer, duration } of report.probes)
      lines.push(...fold(`${id} ${method} ${url}: ${answer} (${duration} ms)`, '    ', '  '));
  const byReason = Map.groupBy(report.notSent, ({ reason }) => reason);
  for (const [reason, these] of byReason) {
    const which = isVerbose ? these.map(({ id }) => id).join(', ') : `${these.length} requests`;
    lines.push(...fold(`Not sent: ${which} (${reason}).`, '  ', ''));
  }
  for (const { id, error } of report.crashes)
    lines.push(...fold(`${id} crashed, which is a fault of Latchkey: ${error}`, '  ', ''));
  return lines;
}

/** Words that fit into the columns; escape codes of colours are not counted exactly, which shortens a line at most. */
function folded(text: string, columns: number, indent: string, first: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + word.length > columns) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}
