import { layerName } from '../../mocks/faults.ts';
import type { Paint } from '../paint.ts';
import type { Report, ReportedFinding } from './report.ts';

export interface RenderOptions {
  readonly columns: number;
  readonly paint: Paint;
}

/** A diagnosis for a terminal: the layer first, then the fault, its proof, its cure. */
export function renderReport(report: Report, { columns, paint }: RenderOptions): string {
  const fold = (text: string, indent: string, first = indent): string[] =>
    folded(text, columns, indent, first);
  const lines: string[] = [...headOf(report, paint), ''];

  for (const finding of report.findings) lines.push(...findingLines(finding, paint, fold), '');
  lines.push(...verdictLines(report, paint, fold), '');
  if (report.works.length > 0) {
    lines.push(
      'What works',
      ...report.works.flatMap(work => fold(work, '    ', `  ${paint('green', '✓')} `)),
      '',
    );
  }
  lines.push(...askedLines(report, fold));
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

function findingLines(finding: ReportedFinding, paint: Paint, fold: Fold): string[] {
  const mark = { fault: paint('red', 'FAULT'), warning: paint('yellow', 'WARNING'), information: 'NOTE' };
  const lines = [
    ...fold(
      `${finding.title}.`,
      '  ',
      `${mark[finding.level]}  ${paint('bold', layerName(finding.layer))}: `,
    ),
    paint('dim', `  ${finding.id} · ${finding.certainty}`),
    ...finding.proof.flatMap(sentence => fold(sentence, '    ', '  - ')),
  ];
  if (finding.alternatives.length > 0)
    lines.push(...fold(`Explained as well by ${finding.alternatives.join(', ')}.`, '  '));
  if (finding.undecided !== null) lines.push(...fold(`Not decided: ${finding.undecided}`, '  '));
  const atHand = finding.fixes.filter(fix => fix.atHand);
  // What is only worth knowing is told shortly.
  const shown = finding.level === 'information' ? atHand.slice(0, 1) : atHand;
  for (const fix of shown) {
    const server = fix.server === 'any' ? '' : `${fix.server}, `;
    lines.push('', ...fold(`Fix${fix.tried ? '' : ' (not tried)'}: ${server}${fix.where}`, '  '));
    if (fix.insteadOf !== null) lines.push(`      ${paint('dim', `- ${fix.insteadOf}`)}`);
    if (fix.lines !== '')
      lines.push(
        ...fix.lines
          .split('\n')
          .map(line => `      ${fix.insteadOf === null ? '' : '+ '}${paint('green', line)}`),
      );
    lines.push(...fold(`Check: ${fix.check}`, '    '));
  }
  lines.push('', ...fold(`Work-around: ${finding.workaround}`, '  '));
  if (finding.wrongAdvice !== null) lines.push(...fold(`Wrong advice: ${finding.wrongAdvice}`, '  '));
  const others = [...new Set(finding.fixes.filter(fix => !shown.includes(fix)).map(fix => fix.server))];
  const more = others.length === 0 ? '' : ` (fixes for ${others.join(', ')} too)`;
  lines.push(...fold(`More${more}: latchkey doctor --explain ${finding.id}, ${finding.page}`, '  '));
  return lines;
}

function verdictLines(report: Report, paint: Paint, fold: Fold): string[] {
  if (!report.reached) {
    const told = report.findings.length > 0 ? '' : ` ${report.probes[0]?.answer ?? ''}.`;
    return fold(`The store was not reached.${told}`, '', paint('red', '✗ '));
  }
  // What explains the same as an earlier finding is counted with it.
  const count = (level: string) =>
    report.findings.filter(
      ({ level: own, alternatives }, i) =>
        own === level && !report.findings.slice(0, i).some(({ id }) => alternatives.includes(id)),
    ).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  if (faults + warnings === 0) {
    const text = report.hasKey
      ? 'Healthy: nothing was found that keeps clients out.'
      : 'Nothing was found that keeps clients out. A key (--key, see --help) tells more: it was not tried whether keys are let in.';
    return fold(text, '  ', `${paint('green', '✓')} `);
  }
  const parts = [
    ...(faults > 0 ? [`${faults} ${faults === 1 ? 'fault' : 'faults'}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  return [`${paint('red', '✗')} ${parts.join(', ')}.`];
}

function askedLines(report: Report, fold: Fold): string[] {
  const lines = [`${report.requests} requests in ${(report.duration / 1000).toFixed(1)} s.`];
  const byReason = Map.groupBy(report.notSent, ({ reason }) => reason);
  for (const [reason, these] of byReason)
    lines.push(...fold(`Not sent: ${these.map(({ id }) => id).join(', ')} (${reason}).`, '  ', ''));
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
