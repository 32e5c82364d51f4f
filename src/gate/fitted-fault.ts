import { parseFault } from '../../mocks/faults.ts';
import type { SeenExchange } from './traffic.ts';

/**
 * A fault that begins after so many requests, where the user leaves their number open, begins in the middle of what the
 * client sent to the healthy store: a suite of fewer requests than the fault lets through would never see it.
 */
export function fittedFault(text: string, healthy: readonly SeenExchange[]): string {
  const { fault, scope } = parseFault(text);
  const usual = fault.parameters.requests?.default;
  if (typeof usual !== 'number' || /[:,]\s*requests\s*=/.test(text)) return text;
  const met = healthy.filter(({ path }) => path.startsWith(scope.path)).length;
  const requests = Math.min(usual, Math.floor(met / 2));
  return `${text}${text.includes(':') ? ',' : ':'}requests=${requests}`;
}
