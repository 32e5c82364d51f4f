import { existsSync } from 'node:fs';
import path from 'node:path';
import schema from '../../schemas/summary.schema.json' with { type: 'json' };
import type { Summary } from '../../schemas/types/summary.ts';
import { JsonDocument } from '../files/json-document.ts';
import { linesOf } from '../files/lines.ts';
import { checked } from '../files/schema.ts';
import { type EarlierReport, type RememberedOutcome, rememberedOutcome } from './changes.ts';
import { isFleet } from './fleet.ts';
import { demandFormat, readReport, summaryKind } from './read-reports.ts';

type Row = Summary['requirements'][number];

/** The end of the first line of a fleet's summary. */
const rowsBegin = ',"requirements":[';

/**
 * A summary as `summary.json`. That of many stores has a requirement a line, so that it can be written and read with
 * one requirement in memory.
 */
export function* summaryText(summary: Summary): Generator<string> {
  if (!isFleet(summary)) {
    yield `${JSON.stringify(summary, null, 2)}\n`;
    return;
  }
  const { requirements, ...head } = summary;
  yield `${JSON.stringify(head).slice(0, -1)}${rowsBegin}`;
  for (const [index, row] of requirements.entries()) yield `${index > 0 ? ',' : ''}\n${JSON.stringify(row)}`;
  yield '\n]}\n';
}

const rowSchema = { ...schema.properties.requirements.items, definitions: schema.definitions };

/**
 * What an earlier report is remembered by.
 *
 * @throws {UsageError} when there is no report in the folder, or one that cannot be read.
 */
export function readEarlierReport(folder: string, cwd: string): EarlierReport {
  const absolute = path.resolve(cwd, folder);
  const outcomes = new Map<string, Map<string, RememberedOutcome>>();
  let head: Summary | undefined;
  for (const row of summaryParts(folder, absolute)) {
    if ('schemaVersion' in row) head = row;
    for (const { id, targets } of 'schemaVersion' in row ? row.requirements : [row])
      outcomes.set(id, new Map(targets.map(cell => [cell.target, rememberedOutcome(cell)])));
  }
  const { startedAt, targets } = head as Summary;
  return { startedAt, versions: new Map(targets.map(({ name, version }) => [name, version])), outcomes };
}

/** The summary, and one after the other the rows that its first line does not hold. */
function* summaryParts(folder: string, absolute: string): Generator<Summary | Row> {
  const file = path.join(absolute, 'summary.json');
  const name = path.join(folder, 'summary.json');
  let number = 0;
  // What is not there is told as by every reader of reports.
  if (!existsSync(file)) readReport(folder, absolute);
  for (const line of linesOf(file)) {
    number++;
    const text = line.toString();
    if (number === 1 && !text.endsWith(rowsBegin)) {
      yield readReport(folder, absolute).summary;
      return;
    }
    if (number === 1) {
      const document = new JsonDocument(`${text}]}`, name, summaryKind);
      demandFormat(document);
      yield checked<Summary>(document, schema);
    } else if (text.startsWith('{')) {
      const row = new JsonDocument(text.replace(/,$/, ''), name, summaryKind, number);
      yield checked<Row>(row, rowSchema);
    }
  }
}
