/**
 * `latchkey/explain`: why a store refuses a request, or what an answer means. It runs in Node and, bundled, in browsers,
 * where everything that is given to it stays.
 */
export { explain } from './explain/explain.ts';
export { explainText } from './explain/explain-text.ts';
export type { ExplainOptions, Explanation } from './explain/explanation.ts';
export { readRequest } from './explain/input/index.ts';
export type { ReceivedRequest } from './explain/request.ts';
export { redact } from './redact/redact.ts';
