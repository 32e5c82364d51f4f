/** The public API. `docs/guides/api.md` tells what each name is for; `latchkey/msw` is the part for MSW and for browsers. */

export {
  type AnswerKind,
  type AnswerTypes,
  answerKinds,
  answerProblems,
  isAnswer,
} from './answers/validate.ts';
export {
  type AuthorizationCallback,
  type CallbackReading,
  type ExpectedCallback,
  type ReturnReading,
  readCallback,
  readReturn,
} from './authorize/callback.ts';
export { explain } from './explain/explain.ts';
export { explainText } from './explain/explain-text.ts';
export type { ExplainOptions, Explanation } from './explain/explanation.ts';
export { readRequest } from './explain/input/index.ts';
export type { ReceivedRequest } from './explain/request.ts';
export { readFixture } from './files/fixture.ts';
export { type RecordedScenario, readRecording } from './recordings/recording.ts';
export { type Replayed, Replayer, type ReplayOptions } from './recordings/replay.ts';
export * from './store.ts';
