/** Reads how a user names a fault: `cache`, `cache:seconds=60,key=url`, `slow:path=/wp-json/wc/,share=0.3,seed=7`. */
import { nearestName } from '../did-you-mean.ts';
import { FaultError } from '../errors.ts';
import { faultById, faults } from './catalogue.ts';
import type { ActiveFault, HostingFault } from './fault.ts';
import { type FaultParameter, type FaultParameters, scopeParameters } from './parameters.ts';

/**
 * A fault from its text, ready to be switched on.
 * @throws {FaultError} naming what is wrong, and what was expected in its place.
 */
export function parseFault(text: string): ActiveFault {
  const colon = text.indexOf(':');
  const id = (colon < 0 ? text : text.slice(0, colon)).trim();
  const fault = faultById(id);
  if (fault === undefined) throw unknownFault(id);
  const given = colon < 0 ? new Map<string, string>() : assignments(text.slice(colon + 1), fault);

  const options: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(fault.parameters)) {
    options[name] = value(fault, name, parameter, given);
  }
  const scope = {
    path: given.has('path') ? value(fault, 'path', scopeParameters.path, given) : (fault.path ?? ''),
    share: value(fault, 'share', scopeParameters.share, given),
    seed: given.has('seed') ? value(fault, 'seed', scopeParameters.seed, given) : undefined,
  };
  return { fault, options, scope, text };
}

/** The names that a fault's text may set: its own parameters, and those that choose requests. */
export function parametersOf(fault: HostingFault): FaultParameters {
  const scope: FaultParameters =
    fault.wrap !== undefined && fault.site === undefined
      ? scopeParameters
      : hasPlugins(fault)
        ? { path: scopeParameters.path }
        : {};
  return { ...fault.parameters, ...scope };
}

function hasPlugins(fault: HostingFault): boolean {
  if (fault.site === undefined) return false;
  const defaults = Object.entries(fault.parameters).map(([name, parameter]) => [name, parameter.default]);
  return fault.site(Object.fromEntries(defaults)).plugins !== undefined;
}

function assignments(text: string, fault: HostingFault): Map<string, string> {
  const allowed = Object.keys(parametersOf(fault));
  const found = new Map<string, string>();
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim();
    if (!allowed.includes(name)) {
      const isScope = Object.hasOwn(scopeParameters, name);
      throw new FaultError(
        isScope ? 'scope' : 'parameter',
        {
          where: `fault ${fault.id}`,
          what: isScope
            ? `it concerns the whole site, so "${name}" cannot be chosen`
            : `unknown parameter "${name}"${suggestion(name, allowed)}`,
        },
        {
          advice: allowed.length === 0 ? 'It has no parameters.' : `Its parameters: ${allowed.join(', ')}.`,
        },
      );
    }
    if (equals < 0) {
      throw new FaultError(
        'value',
        { where: `fault ${fault.id}`, what: `"${name}" has no value` },
        { advice: `Write ${name}=….` },
      );
    }
    if (found.has(name)) {
      throw new FaultError(
        'value',
        { where: `fault ${fault.id}`, what: `"${name}" is given twice` },
        { advice: 'Leave one out.' },
      );
    }
    found.set(name, part.slice(equals + 1));
  }
  return found;
}

function value<T>(
  fault: HostingFault,
  name: string,
  parameter: FaultParameter<T>,
  given: ReadonlyMap<string, string>,
): T {
  const text = given.get(name);
  if (text === undefined) return parameter.default;
  const read = parameter.read(text);
  if (read === undefined) {
    throw new FaultError(
      'value',
      { where: `fault ${fault.id}`, what: `${name} is "${text}"`, expected: parameter.expected },
      { advice: `${name}: ${parameter.about}.` },
    );
  }
  return read;
}

function unknownFault(id: string): FaultError {
  return new FaultError(
    'unknown',
    id === ''
      ? 'a fault has no name'
      : `unknown fault "${id}"${suggestion(
          id,
          faults.map(fault => fault.id),
        )}`,
    { advice: 'latchkey faults lists them all.' },
  );
}

/** `, did you mean "…"?`, when one of the names is near enough. */
function suggestion(name: string, names: readonly string[]): string {
  const meant = nearestName(name, names);
  return meant === undefined ? '' : `, did you mean "${meant}"?`;
}
