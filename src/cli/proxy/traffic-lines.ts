import type { Paint } from '../../paint.ts';
import type { SaidOfRequest } from '../../proxy/explaining.ts';
import type { ProxySums } from '../../proxy/sums.ts';
import { many } from '../../report/words.ts';
import type { TrafficRow } from '../../workbench/view.ts';

/** Several lines of what a client or store has sent would look like lines of the proxy's own. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const means = {
  basic: 'in the header',
  query: 'in the query',
  oauth: 'by signature',
  other: 'by another scheme',
  none: 'without credentials',
} as const;

/** A request as it was answered; the row is masked. */
export function trafficLine(row: TrafficRow, paint: Paint): string {
  const { number, status, method, target, who, credentials, duration = 0, why, scheme } = row;
  const style = status === 0 || status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
  const told = [who, means[credentials], ...(scheme === 'http' ? ['over plain HTTP'] : [])].filter(Boolean);
  const reason = why === '' ? '' : `  ${oneLine(why)}`;
  return `#${number} ${paint(style, status === 0 ? '---' : String(status))} ${oneLine(method)} ${oneLine(target)}  ${told.join(' ')}  ${Math.round(duration)} ms${reason}\n`;
}

/** Why one was refused, and what to change. */
export function explanationLines({ number, explanation, sameAs }: SaidOfRequest, paint: Paint): string {
  if (sameAs !== undefined) return `   #${number} is refused as #${sameAs} is\n`;
  const { says, fixes, causes, likeliest } = explanation;
  const lines = [
    `   #${number} ${paint('bold', oneLine(says))}`,
    ...fixes.map(({ id, fix }) => `      ${paint('green', 'fix:')} ${oneLine(fix)}  (${id})`),
    ...(fixes.length === 0
      ? causes
          .slice(0, 4)
          .map(({ id, says: cause }) => `      ${oneLine(cause)}  (latchkey doctor --explain ${id})`)
      : []),
    ...(likeliest === '' ? [] : [`      ${oneLine(likeliest)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a proxy tells at its end. */
export function sumLines(sums: ProxySums, tunnels: number, forgotten: number): string[] {
  const causes = [...sums.causes].sort((a, b) => b[1] - a[1]);
  return [
    `requests  ${sums.requests}: ${sums.letThrough} answered, ${sums.refused} refused (401, 403), ${many(sums.otherErrors, 'other error')}, ${sums.unanswered} without a whole answer`,
    ...causes.map(([name, count], index) => `${index === 0 ? 'refused   ' : '          '}${count} × ${name}`),
    ...(tunnels > 0 ? [`tunnels   ${tunnels} to other hosts, not looked into`] : []),
    ...(forgotten > 0 ? [`forgotten ${forgotten}: the oldest were no longer kept`] : []),
  ];
}
