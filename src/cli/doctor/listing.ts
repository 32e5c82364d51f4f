/** `latchkey doctor --list`. */
import { layerName } from '../../../mocks/faults.ts';
import { faults } from '../../doctor/faults/catalogue.ts';
import { probes } from '../../doctor/probes/index.ts';
import { printedJson } from '../print-json.ts';

export function listing(asJson: boolean): string {
  if (asJson) {
    const data = {
      faults: faults.map(({ id, layer, level, title, probes: asked }) => ({
        id,
        layer,
        level,
        title,
        probes: asked,
      })),
      probes: probes.map(({ id, title, healthy, shows, needs }) => ({ id, title, healthy, shows, needs })),
    };
    return printedJson('doctor-list', data);
  }
  const byLayer = Map.groupBy(faults, ({ layer }) => layer);
  const sections = [...byLayer].map(
    ([layer, these]) =>
      `${layerName(layer)}\n${these.map(({ id, title }) => `  ${id.padEnd(26)} ${title}\n`).join('')}`,
  );
  const asked = probes.map(
    ({ id, title, needs }) => `  ${id.padEnd(26)} ${title}${needs === 'url' ? '' : ` (${needs})`}\n`,
  );
  return `${sections.join('\n')}\nprobes\n${asked.join('')}\n${faults.length} faults, ${probes.length} probes\n`;
}
