import path from 'node:path';
import { projectFolder } from '../../../verify/features-folder.ts';
import type { Requirement } from '../../../verify/requirements.ts';

/** What is known when files have changed. */
export interface KnownChange {
  /** The requirements that were selected, as the features say now. */
  readonly requirements: readonly Requirement[];
  /** The targets that were asked for, as the configuration says now: what each is, as a text. */
  readonly targets: ReadonlyMap<string, string>;
  /** The same before. */
  readonly before: ReadonlyMap<string, string>;
  /** By target, the ids of what was not met there when it was last run. */
  readonly unmet: ReadonlyMap<string, ReadonlySet<string>>;
  /** Absolute paths. */
  readonly changed: readonly string[];
  /** The ids that a changed file of expected failures speaks of. */
  readonly excused: readonly string[];
}

/** What is to be run again. */
export interface NextRun {
  readonly targets: readonly string[];
  readonly ids: readonly string[];
  /** What it is, in a few words. */
  readonly why: string;
}

/**
 * What was not met, and what the change touches: the requirements of a feature, on every target; everything, on a target
 * that is another now. Undefined where that is nothing.
 */
export function nextRun({
  requirements,
  targets,
  before,
  unmet,
  changed,
  excused,
}: KnownChange): NextRun | undefined {
  const files = new Set(changed);
  const all = requirements.map(({ id }) => id);
  const touched = requirements
    .filter(({ id, file }) => files.has(path.resolve(projectFolder, file)) || excused.includes(id))
    .map(({ id }) => id);
  const others = [...targets.keys()].filter(name => targets.get(name) !== before.get(name));
  const failedAt = [...targets.keys()].filter(name => all.some(id => unmet.get(name)?.has(id)));
  const failed = all.filter(id => failedAt.some(name => unmet.get(name)?.has(id)));

  const ids = others.length > 0 ? all : all.filter(id => touched.includes(id) || failed.includes(id));
  const at =
    touched.length > 0
      ? [...targets.keys()]
      : [...targets.keys()].filter(name => others.includes(name) || failedAt.includes(name));
  if (ids.length === 0 || at.length === 0) return undefined;
  const why = [
    ...(others.length > 0 ? [`everything, for ${others.join(', ')}`] : touched),
    ...(failed.length > 0 ? [`what failed (${failed.length})`] : []),
  ].join(' and ');
  return { targets: at, ids, why };
}
