import { layerName } from '../../mocks/faults.ts';
import { findingAddress } from '../finding-address.ts';
import type { Fault } from './fault.ts';
import { fixLines } from './markdown.ts';
import { probeById } from './probes/index.ts';

/** The page of a fault in Markdown, as `latchkey doctor --explain` prints it. */
export function faultPage(fault: Fault): string {
  const lines = [
    `# ${fault.title}`,
    '',
    `\`${fault.id}\` · ${layerName(fault.layer)} · ${fault.level}`,
    '',
    fault.seen,
    '',
    '## How it is told',
    '',
    '| probe | what is asked | healthy | what it shows |',
    '|---|---|---|---|',
    ...fault.probes.map(id => {
      const probe = probeById(id);
      return `| ${id} | ${probe?.title ?? ''} | ${probe?.healthy ?? ''} | ${probe?.shows ?? ''} |`;
    }),
    '',
    ...(fault.lookAlikes.length === 0
      ? []
      : [
          '## What looks like it',
          '',
          '| fault | the difference |',
          '|---|---|',
          ...fault.lookAlikes.map(
            ({ id, difference }) => `| [\`${id}\`](${findingAddress('fault', id)}) | ${difference} |`,
          ),
          '',
        ]),
    '## Fixes',
    '',
    ...fault.fixes.flatMap(fix => fixLines(fix, fix.notTried !== true)),
    '## For a client that cannot change the server',
    '',
    fault.workaround,
    '',
    ...(fault.wrongAdvice === undefined
      ? []
      : ['## Advice that goes round and is wrong', '', fault.wrongAdvice, '']),
    '## Sources',
    '',
    ...fault.sources.map(source => `- <${source}>`),
    '',
  ];
  return lines.join('\n');
}
