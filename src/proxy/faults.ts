import { UsageError } from '../../mocks/errors.ts';
import { type ActiveFault, faultById, faults, parseFault } from '../../mocks/faults.ts';

/** Why a fault cannot be put between a client and a real store; undefined where it can. */
export function whyNotBefore(id: string): string | undefined {
  const fault = faultById(id);
  if (fault === undefined) return undefined;
  if (fault.site !== undefined) return 'it is made inside WordPress, which a proxy cannot reach';
  // WordPress would have to be asked without TLS, with the client's credentials.
  if (id === 'tls-ends-at-proxy') return 'what goes to a real store over TLS stays under TLS';
  return undefined;
}

/**
 * A fault that can be put between a client and a real store.
 *
 * @throws {FaultError} for a text that is no fault; {UsageError} `LATCHKEY_FAULT` for one that only a simulated store can show.
 */
export function faultBefore(text: string): ActiveFault {
  const active = parseFault(text);
  const { id } = active.fault;
  const why = whyNotBefore(id);
  if (why === undefined) return active;
  const others = faults.filter(fault => whyNotBefore(fault.id) !== undefined).map(fault => fault.id);
  throw new UsageError(
    {
      where: `fault ${id}`,
      what: `it cannot be put before a real store: ${why}`,
      expected: `a fault of what lies before WordPress, none of ${others.join(', ')}`,
    },
    { code: 'LATCHKEY_FAULT', advice: `latchkey serve --fault ${id} shows it on a simulated store.` },
  );
}
