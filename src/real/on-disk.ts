import { LatchkeyError, reason } from '../../mocks/errors.ts';

/** A disk that is full, a folder that is read-only: the fault of a system call, and nobody's mistake. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/**
 * What a task on files has thrown, as a line about the folder that it writes to; an error of another kind as it is.
 *
 * @param advice What to do about it.
 */
export function diskError(folder: string, error: unknown, advice: string): unknown {
  if (!isOfSystem(error)) return error;
  return new LatchkeyError(
    'LATCHKEY_WRITE',
    { where: folder, what: `cannot be written (${reason(error)})` },
    { cause: error, advice },
  );
}

/** Where else stores may be kept. */
export const cacheAdvice = 'LATCHKEY_CACHE names another folder for real stores, 150 to 400 MB each.';
