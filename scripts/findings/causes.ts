/** All causes that `latchkey explain` knows beside mistakes in signatures. */
import { namedCauses } from '../../src/explain/cause-page.ts';

/** What each kind of cause is found in. */
export const causeKinds = {
  request: 'In a request',
  answer: 'In an answer',
  webhook: 'In a delivery of a webhook',
};

export function causesPage(): string[] {
  const kinds = [...Map.groupBy(namedCauses(), ({ kind }) => kind)];
  return [
    'What `latchkey explain` names beside [mistakes in signatures](mistakes.md). The words are those for the example of each;',
    'a request of yours gets its own. `latchkey doctor --explain NAME` prints the page of one, with its example.',
    '',
    ...kinds.flatMap(([kind, these]) => [
      `## ${causeKinds[kind]}`,
      '',
      ...these.flatMap(({ id, says, fix, inAnswer }) => [
        `### ${id}`,
        '',
        says,
        '',
        `Fix: ${fix}`,
        '',
        ...(inAnswer ? [`As an answer: ${inAnswer.says}`, '', `Fix: ${inAnswer.fix}`, ''] : []),
      ]),
    ]),
  ];
}
