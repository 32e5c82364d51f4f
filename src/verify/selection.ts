import path from 'node:path';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import type { Requirement } from './requirements.ts';

/** What is to be run. */
export interface RequirementSelection {
  /** The requirements that have a scenario in it. */
  readonly requirements: readonly Requirement[];
  /** For Cucumber; empty when everything is selected. */
  readonly tagExpression: string;
}

/**
 * Selects by ids (`BASIC-01`, whatever the case), tags (`@oauth` or `oauth`) and patterns of them (`BASIC-*`); several add
 * up, with commas between them too.
 *
 * @throws {UsageError} for one that matches nothing: a run of nothing must not be a green one.
 */
export function select(
  requirements: readonly Requirement[],
  wanted: readonly string[],
): RequirementSelection {
  if (wanted.length === 0) return { requirements, tagExpression: '' };
  const texts = wanted.flatMap(text => text.split(',')).map(text => text.trim());
  const tags = [...new Set(texts.flatMap(text => tagsOf(requirements, text)))];
  return {
    requirements: requirements.filter(requirement => tags.some(tag => requirement.tags.includes(tag))),
    tagExpression: tags.join(' or '),
  };
}

function tagsOf(requirements: readonly Requirement[], text: string): readonly string[] {
  if (!/[*?]/.test(text)) return [tagOf(requirements, text)];
  const pattern = `@${text.replace(/^@/, '')}`.toLowerCase();
  const known = new Set(requirements.flatMap(({ tags }) => tags));
  const found = [...known].filter(tag => path.matchesGlob(tag.toLowerCase(), pattern));
  if (found.length > 0) return found;
  throw new UsageError(`"${text}" selects nothing: no id and no tag fits it.`, {
    advice: 'latchkey list shows what there is.',
  });
}

function tagOf(requirements: readonly Requirement[], text: string): string {
  const name = text.replace(/^@/, '');
  const known = new Set(requirements.flatMap(requirement => requirement.tags));
  const tag = [`@${name}`, `@${name.toUpperCase()}`, `@${name.toLowerCase()}`].find(each => known.has(each));
  if (tag !== undefined) return tag;
  const near = [...known].filter(each =>
    each.toLowerCase().includes(name.toLowerCase().replace(/-\d*$/, '')),
  );
  const meant = didYouMean(
    name,
    [...known].map(each => each.slice(1)),
  );
  const advice =
    meant ??
    (near.length > 0 && name !== ''
      ? `There are ${near.slice(0, 6).join(', ')}${near.length > 6 ? ' …' : ''}.`
      : 'latchkey list shows what there is.');
  throw new UsageError(`"${text}" selects nothing: no requirement has this id and no scenario this tag.`, {
    advice,
  });
}
