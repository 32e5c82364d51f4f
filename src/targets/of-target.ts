import { TargetError } from '../../mocks/errors.ts';

/** Says which target it was, and what helps where pages keep Latchkey out. */
export function ofTarget(error: unknown, name: string): unknown {
  if (!(error instanceof TargetError) || error.where !== undefined) return error;
  if (error.code === 'LATCHKEY_INTERRUPTED') return error;
  const advice =
    error.code === 'LATCHKEY_PERSONA'
      ? 'Where the log-in page was moved, or asks for more than a password, give keys as personas instead.'
      : error.advice;
  return new TargetError(
    { where: name, what: error.message },
    { code: error.code, cause: error, ...(advice !== undefined && { advice }) },
  );
}
