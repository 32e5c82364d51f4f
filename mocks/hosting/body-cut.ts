import { onAnswer } from './change.ts';
import { defineFault } from './fault.ts';
import { number } from './parameters.ts';

/** A proxy whose buffer or time limit is too small. */
export const bodyCut = defineFault({
  id: 'body-cut',
  title: 'The answer ends in the middle',
  layer: 'network',
  description:
    'The status line and the headers arrive, Content-Length promises more than comes: the client reports an aborted body or bad JSON. The store has done what was asked.',
  parameters: { bytes: number(20, 'how much of the body arrives', { min: 0, whole: true }) },
  wrap: (next, { bytes }) =>
    onAnswer(next, answer =>
      answer.body.length <= bytes ? answer : { ...answer, breakage: { at: 'body', bytes } },
    ),
});
