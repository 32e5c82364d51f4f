/**
 * What is taken of one answer at most, whoever it comes from: a store can answer anything, for ever. The time is the
 * client's own (`ClientOptions.answerTimeout`). Bytes are counted; what goes beyond is a failure with one of the codes below.
 */
export const limits = {
  /** Of a body as it is sent. The longest answer of a REST API that was seen, an index, had 2 MB. */
  body: 8 * 1024 * 1024,
  /** Of a body as it unpacks (Content-Encoding). */
  unpacked: 8 * 1024 * 1024,
  /** Of status line and header fields; Node's own servers and clients take as much. */
  head: 16 * 1024,
  /** Arrays and objects in each other, and elements of a page: what walks through them does so by recursion. */
  depth: 500,
  /** Members of arrays and objects, all told: each may be wrong in a way of its own, and is told then. */
  members: 250_000,
} as const;

/** The code of a failure where time was up, whatever was waited for. */
export const timedOut = 'TIMED_OUT';
/** The code of a failure where the body is longer than `limits.body`. */
export const tooLarge = 'ANSWER_TOO_LARGE';
/** The code of a failure where what came is not HTTP. */
export const notHttp = 'NOT_HTTP';
/** The code of a failure where the head is longer than `limits.head`; undici's own. */
export const headTooLarge = 'UND_ERR_HEADERS_OVERFLOW';
