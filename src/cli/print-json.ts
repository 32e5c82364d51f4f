import { type JsonFormat, versioned } from '../files/versioned-json.ts';
import { printableJson } from '../redact/printable.ts';

/** What `--json` prints: a document of several lines that begins with `schemaVersion`. */
export function printedJson(format: JsonFormat, members: object): string {
  return `${printableJson(versioned(format, members), 2)}\n`;
}
