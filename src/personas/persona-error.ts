import { type LatchkeyErrorOptions, TargetError } from '../../mocks/errors.ts';

/** A user or key could not be made or removed on a live store: its administration did not do what was asked of it. */
export class PersonaError extends TargetError {
  override readonly name = 'PersonaError';

  constructor(message: string, options: LatchkeyErrorOptions = {}) {
    super(message, { ...options, code: 'LATCHKEY_PERSONA' });
  }
}
