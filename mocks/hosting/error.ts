/** A fault that cannot be switched on as it was written. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  /** Stable: what kind of mistake it is. */
  readonly code: 'fault.unknown' | 'fault.parameter' | 'fault.value' | 'fault.scope';
  /** What to write instead. */
  readonly advice: string;

  constructor(code: FaultError['code'], message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}
