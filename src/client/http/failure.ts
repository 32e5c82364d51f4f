import type { Failure } from './exchange.ts';
import { headTooLarge, limits, notHttp } from './limits.ts';

/** The innermost cause that has a code tells most: undici wraps what the socket and OpenSSL said. */
export function failureOf(error: unknown): Failure {
  let failure: Failure = { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) };
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined) failure = { code, message: cause.message };
    const first = cause instanceof AggregateError ? (cause.errors[0] as Error | undefined) : undefined;
    if (first)
      failure = { code: (first as NodeJS.ErrnoException).code ?? failure.code, message: first.message };
  }
  if (error instanceof Error && error.name === 'HTTPParserError') failure = { ...failure, code: notHttp };
  // A status 100 or 101 that nobody asked for: undici ends the connection, or an assertion of its own fails.
  if (failure.code === 'ERR_ASSERTION' || /^bad (response|upgrade)$/.test(failure.message))
    failure = { code: notHttp, message: 'a status that nobody asked for' };
  if (failure.code === headTooLarge)
    failure = { ...failure, message: `the head of the answer is longer than ${limits.head} bytes` };
  return failure;
}
