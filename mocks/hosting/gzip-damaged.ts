import { onAnswer, withHeader } from './change.ts';
import { defineFault } from './fault.ts';

/** Compressed by PHP and announced twice, or announced and not compressed. */
export const gzipDamaged = defineFault({
  id: 'gzip-damaged',
  title: 'Content-Encoding says gzip and the body is none',
  layer: 'web server',
  description:
    'The right status with a body that no client can read: "incorrect header check", Z_DATA_ERROR, ERR_CONTENT_DECODING_FAILED.',
  parameters: {},
  wrap: next =>
    onAnswer(next, answer =>
      answer.body.length === 0
        ? answer
        : { ...answer, headers: withHeader(answer.headers, 'Content-Encoding', 'gzip') },
    ),
});
