import { readFileSync } from 'node:fs';

/** What stands in a file that is to be written; undefined where there is none yet. */
export function currentText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
