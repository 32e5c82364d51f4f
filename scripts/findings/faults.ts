/** All faults that `latchkey doctor` knows, by layer, and the table of faults by the probes that tell them. */
import { layerName, layers } from '../../mocks/faults.ts';
import { faults } from '../../src/doctor/faults/catalogue.ts';
import { probes } from '../../src/doctor/probes/index.ts';

export function faultsPage(): string[] {
  return [
    'What `latchkey doctor` names, in the order that a request travels. `latchkey doctor --explain NAME` prints the page of',
    'one: how it is told from what looks like it, and its fixes. Signatures that do not match: [mistakes](mistakes.md).',
    '',
    ...layers.flatMap(layer => [
      `## Layer: ${layerName(layer)}`,
      '',
      ...faults
        .filter(fault => fault.layer === layer)
        .flatMap(({ id, title, level, seen }) => [`### ${id}`, '', `**${title}** (${level}). ${seen}`, '']),
    ]),
    ...probeTable(),
  ];
}

/** Fault by probe: a mark where the probe tells the fault. Probes that tell none are left out. */
function probeTable(): string[] {
  const told = probes.filter(({ id }) => faults.some(fault => fault.probes.includes(id)));
  const rows = faults.map(fault => {
    const marks = told.map(({ id }) => (fault.probes.includes(id) ? '●' : ' '));
    return `| ${layerName(fault.layer)} | [${fault.id}](#${fault.id}) | ${marks.join(' | ')} |`;
  });
  return [
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
    '',
  ];
}
