import type { Pickle } from '@cucumber/messages';

/** `@fault-strip-authorization`: the scenario is about clients behind this hosting fault. */
const faultTag = /^@fault-(.+)$/;

/** The hosting faults that a scenario is about. */
export function faultsOf({ tags }: Pick<Pickle, 'tags'>): string[] {
  return tags.flatMap(({ name }) => faultTag.exec(name)?.[1] ?? []);
}
