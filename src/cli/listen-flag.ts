import { UsageError } from '../../mocks/errors.ts';

/** The launcher names the option that cannot be had; here it is the flag of that name. */
export function withFlag(error: unknown): unknown {
  if (!(error instanceof UsageError) || error.code !== 'LATCHKEY_LISTEN') return error;
  const { where, what, expected, code, cause } = error;
  return new UsageError({ where: `--${where}`, what, expected }, { code, cause });
}
