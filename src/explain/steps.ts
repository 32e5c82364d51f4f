import type { ParameterStep, Steps } from './explanation.ts';
import { baseStringOf, type Plan } from './plan.ts';
import { toText } from './request.ts';
import type { StoreView } from './store-view.ts';

/** How the store makes the signature; undefined where it cannot make one. */
export function stepsOf({ reading: { signature }, plan, view }: StoreView): Steps | undefined {
  if (signature === undefined || plan === undefined) return undefined;
  const { method, uri, baseString, key, expected } = signature;
  return {
    method,
    baseUri: uri,
    // The plan lays the parameters out anew: where it comes to another base string, it would not tell what is so.
    parameters: baseStringOf(plan) === baseString ? parameterSteps(plan) : [],
    baseString,
    key,
    algorithm: view.signatureMethod,
    expectedSignature: expected ?? plan.digest(baseString, key),
  };
}

function parameterSteps(plan: Plan): ParameterStep[] {
  return plan.parameters.map(parameter => {
    const encoded = `${plan.encodeName(parameter.name, parameter)}=${plan.encodeValue(parameter.value, parameter)}`;
    return {
      sent: `${toText(parameter.sentName)}=${parameter.rawValue}`,
      name: toText(parameter.name),
      value: toText(parameter.value),
      encoded,
      encodedAgain: plan.encodeJoined(encoded),
    };
  });
}
