import type { AnswerTypes } from '../../schemas/types/answers.ts';
import type { AnswerKind } from './validate.ts';

/** The members that an answer of this kind has, of which nobody has proven any. */
export type UnprovenMembers<Kind extends AnswerKind> = {
  readonly [Name in keyof AnswerTypes[Kind]]?: unknown;
};

/**
 * Reads a body as an answer of this kind that has not been validated: by the names that the schema has, each value
 * unknown until it is looked at. For stores that may answer anything. A body that is no object has no members.
 */
export function unprovenMembers<Kind extends AnswerKind>(_kind: Kind, json: unknown): UnprovenMembers<Kind> {
  return typeof json === 'object' && json !== null ? json : {};
}
