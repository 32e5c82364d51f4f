/** The report of one run of the whole suite as reports of many stores: what a merge takes does not ask who was visited. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Summary } from '../schemas/types/summary.ts';

/** Of so many stores one does not meet BASIC-01 to BASIC-09. */
const failingOneOf = 20;

/**
 * Writes a report for each store into a folder of its own below `to`.
 *
 * @param from the folder of a report of one target.
 * @returns the folders, in the order of the stores.
 */
export function copyReports(from: string, to: string, count: number): string[] {
  const summary: Summary = JSON.parse(readFileSync(path.join(from, 'summary.json'), 'utf8'));
  const archive = readFileSync(path.join(from, 'exchanges.har'), 'utf8');
  const own = summary.targets[0]?.name as string;
  return Array.from({ length: count }, (_, index) => {
    const name = `shop-${String(index + 1).padStart(4, '0')}`;
    const folder = path.join(to, name);
    const isFailing = (index + 1) % failingOneOf === 0;
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'summary.json'),
      JSON.stringify(renamed(summary, name, isFailing), null, 2),
    );
    writeFileSync(path.join(folder, 'exchanges.har'), archiveOf(archive, own, name, isFailing));
    return folder;
  });
}

function renamed(summary: Summary, name: string, isFailing: boolean): Summary {
  const copy = structuredClone(summary);
  for (const target of copy.targets) target.name = name;
  for (const row of copy.requirements)
    for (const cell of row.targets) {
      cell.target = name;
      if (!isFailing || !row.id.startsWith('BASIC-')) continue;
      row.outcome = 'failed';
      cell.outcome = 'failed';
      for (const scenario of cell.scenarios)
        Object.assign(scenario, { outcome: 'failed', reason: 'The store answered 401; expected 200' });
    }
  return copy;
}

function archiveOf(archive: string, own: string, name: string, isFailing: boolean): string {
  const text = archive.replaceAll(`"_target":${JSON.stringify(own)}`, `"_target":${JSON.stringify(name)}`);
  if (!isFailing) return text;
  return text
    .split('\n')
    .map(line =>
      line.includes('"_requirement":"BASIC-')
        ? line.replace(/"_outcome":"[^"]+"/, '"_outcome":"failed"')
        : line,
    )
    .join('\n');
}
