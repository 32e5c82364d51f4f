/** All mistakes that `latchkey explain` knows, by the steps in which a signature is made. */
import { mistakePage } from '../../src/explain/mistake-page.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';

export function mistakesPage(): string[] {
  // A mistake that no example shows throws here, before anybody asks for its page.
  for (const mistake of mistakes) mistakePage(mistake);
  const steps = [...Map.groupBy(mistakes, ({ step }) => step)];
  return [
    'What `latchkey explain` names, in the order in which a signature is made.',
    '`latchkey doctor --explain NAME` prints the page of one, with an example.',
    '',
    ...steps.flatMap(([step, these]) => [
      `## Step: ${step}`,
      '',
      ...these.flatMap(({ id, title, does, fix }) => [
        `### ${id}`,
        '',
        `**${title}.** ${does}`,
        '',
        `Fix: ${fix}`,
        '',
      ]),
    ]),
  ];
}
