import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../mocks/errors.ts';
import schema from '../../schemas/summary.schema.json' with { type: 'json' };
import type { Summary } from '../../schemas/types/summary.ts';
import { type JsonDocument, type JsonKind, readJsonFile } from '../files/json-document.ts';
import { checked } from '../files/schema.ts';
import { schemaVersions } from '../files/versioned-json.ts';
import { printable } from '../redact/printable.ts';

/** A report that a run has left, and where. */
export interface ReadReport {
  /** As it was named. */
  readonly folder: string;
  readonly absolute: string;
  readonly summary: Summary;
}

/**
 * The reports in these folders and below them.
 *
 * @throws {UsageError} when there is no report in a folder, or one that cannot be read.
 */
export function readReports(folders: readonly string[], cwd: string): readonly ReadReport[] {
  const texts = new Map<string, string>();
  return folders
    .flatMap(folder => reportsIn(folder, cwd))
    .map(folder => {
      const report = readReport(folder, path.resolve(cwd, folder));
      shareTexts(report.summary, texts);
      return report;
    });
}

/** The stores of a fleet are asked the same: held once, the names of half a million scenarios need little memory. */
function shareTexts({ requirements }: Summary, texts: Map<string, string>): void {
  const shared = (text: string) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  for (const row of requirements) {
    row.id = shared(row.id);
    row.title = shared(row.title);
    row.source = shared(row.source);
    row.feature = shared(row.feature);
    for (const cell of row.targets) {
      cell.target = shared(cell.target);
      cell.reasons = cell.reasons.map(shared);
      for (const scenario of cell.scenarios) {
        scenario.name = shared(scenario.name);
        scenario.file = shared(scenario.file);
        if (scenario.reason !== undefined) scenario.reason = shared(scenario.reason);
      }
    }
  }
}

/** The folder itself, or those below it, as CI systems unpack the artifacts of several jobs. */
function reportsIn(folder: string, cwd: string): string[] {
  const absolute = path.resolve(cwd, folder);
  if (existsSync(path.join(absolute, 'summary.json'))) return [folder];
  const found = globSync('**/summary.json', { cwd: absolute }).sort();
  if (found.length === 0)
    throw new UsageError({
      where: folder,
      what: 'there is no report, neither here nor in a folder below (no summary.json)',
    });
  return found.map(file => path.join(folder, path.dirname(file)));
}

/** What a `summary.json` is to be, for messages about it. */
export const summaryKind: JsonKind = {
  expected: "a summary of Latchkey's",
  error: (parts, options) => new UsageError(parts, { ...options, code: 'LATCHKEY_REPORT' }),
};

/**
 * The report in a folder.
 *
 * @throws {UsageError} when there is none, or one that cannot be read.
 */
export function readReport(folder: string, absolute: string): ReadReport {
  const name = 'summary.json';
  const document = readJsonFile(path.join(absolute, name), path.join(folder, name), summaryKind);
  demandFormat(document);
  return { folder, absolute, summary: checked<Summary>(document, schema) };
}

/** What another format lacks cannot be made up: one without `schemaVersion` does not tell what was let in. */
export function demandFormat(document: JsonDocument): void {
  const { value } = document;
  if (typeof value !== 'object' || value === null || !('requirements' in value)) return;
  const version = 'schemaVersion' in value ? value.schemaVersion : 1;
  if (version === schemaVersions.summary) return;
  const writer = 'latchkey' in value && typeof value.latchkey === 'string' ? value.latchkey : 'unknown';
  throw document.problem(
    'schemaVersion' in value ? ['schemaVersion'] : [],
    `it is of format ${JSON.stringify(version)}, by Latchkey ${printable(writer).slice(0, 40)}`,
    `format ${schemaVersions.summary}, which this Latchkey reads`,
    'Run that part again with this version, or join the reports with the one that wrote them.',
  );
}
