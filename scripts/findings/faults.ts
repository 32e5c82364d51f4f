/** A page for each fault that `latchkey doctor` knows, and the table of faults by the probes that tell them. */
import { layers } from '../../src/doctor/fault.ts';
import { faultPage } from '../../src/doctor/fault-page.ts';
import { faults } from '../../src/doctor/faults/index.ts';
import { probes } from '../../src/doctor/probes/index.ts';

export function faultPages(): [string, string][] {
  return faults.map(fault => [`${fault.id}.md`, faultPage(fault)]);
}

/** Fault by probe: a mark where the probe tells the fault. Probes that tell none are left out. */
export function faultTable(): string[] {
  const told = probes.filter(({ id }) => faults.some(fault => fault.probes.includes(id)));
  const rows = layers.flatMap(layer =>
    faults
      .filter(fault => fault.layer === layer)
      .map(fault => {
        const marks = told.map(({ id }) => (fault.probes.includes(id) ? '●' : ' '));
        return `| ${layer} | [${fault.id}](${fault.id}.md) | ${marks.join(' | ')} |`;
      }),
  );
  return [
    '## What keeps clients out',
    '',
    'What `latchkey doctor` names, in the order that a request travels.',
    '',
    '| layer | finding | level | what a client sees |',
    '|---|---|---|---|',
    ...layers.flatMap(layer =>
      faults
        .filter(fault => fault.layer === layer)
        .map(fault => `| ${layer} | [${fault.title}](${fault.id}.md) | ${fault.level} | ${fault.symptom} |`),
    ),
    '',
    '## Which probes tell which fault',
    '',
    `| layer | finding | ${told.map(({ id }) => id).join(' | ')} |`,
    `|---|---|${told.map(() => '---|').join('')}`,
    ...rows,
    '',
    '## The probes',
    '',
    '| probe | what is asked | healthy | what it shows |',
    '|---|---|---|---|',
    ...probes.map(
      ({ id, title, healthy, shows, needs }) =>
        `| ${id} | ${title}${needs === 'url' ? '' : ` (needs a ${needs})`} | ${healthy} | ${shows} |`,
    ),
  ];
}
