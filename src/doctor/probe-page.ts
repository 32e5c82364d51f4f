import { layerName } from '../../mocks/faults.ts';
import { faults } from './faults/catalogue.ts';
import type { Probe } from './probe.ts';

/** The page of a probe in Markdown, as `latchkey doctor --explain` prints it: its id stands in tickets and in `--json`. */
export function probePage({ id, title, healthy, shows, needs }: Probe): string {
  const told = faults.filter(({ probes }) => probes.includes(id));
  const asksFor = { url: 'nothing but the URL', key: 'a key and its secret', 'log-in': '--admin-login' }[
    needs
  ];
  return [
    `# ${id}: ${title}`,
    '',
    `A request that the doctor sends; it needs ${asksFor}.`,
    '',
    `A healthy store answers: ${healthy}`,
    '',
    `It shows: ${shows}`,
    '',
    ...(told.length === 0
      ? []
      : [
          '## Faults that it helps to tell',
          '',
          ...told.map(fault => `- \`${fault.id}\` (${layerName(fault.layer)}): ${fault.title}`),
          '',
        ]),
    `\`latchkey doctor URL --only ${id}\` sends it alone.`,
    '',
  ].join('\n');
}
