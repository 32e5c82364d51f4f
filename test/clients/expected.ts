/** What is known not to work, and why: a client that fails here fails against a real store in the same way. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cell, Failure } from './matrix.ts';

export interface ExpectedFailure extends Failure {
  readonly client: string;
  readonly ways: readonly string[];
  readonly case: string;
  readonly because: string;
}

const file = path.join(import.meta.dirname, 'expected-failures.json');

export const expectedFailures = JSON.parse(readFileSync(file, 'utf8')) as readonly ExpectedFailure[];

/** The failures of a client as cells show them, to be held against those that are expected. */
export function failuresOf(cells: readonly Cell[]): string[] {
  return cells.flatMap(cell => (cell.failure ? [line(cell.way, cell.case, cell.failure)] : [])).sort();
}

export function expectedOf(client: string): string[] {
  return expectedFailures
    .filter(expected => expected.client === client)
    .flatMap(expected => expected.ways.map(way => line(way, expected.case, expected)))
    .sort();
}

function line(way: string, id: string, { status, code, mistake }: Failure): string {
  return `${way}: ${id}: ${status}${code ? ` ${code}` : ''}${mistake ? `, ${mistake}` : ''}`;
}
