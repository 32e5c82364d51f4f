import { FatalError } from '../../php/fatal-error.ts';
import type { PhpRequest } from '../../php/request.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { mapDeep, sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import type { AuthorizeRules } from './rules.ts';
import { formattedUrl } from './urls.ts';

/** The five parameters, all mandatory, in the order in which they are looked for. */
const names = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope'] as const;

/** The parameters as sent: a client can make an array of the first two. */
export interface Parameters {
  readonly app_name: PhpValue;
  readonly user_id: PhpValue;
  readonly return_url: string;
  readonly callback_url: string;
  readonly scope: string;
}

/** Why the page is "Access denied": the sentence after `Error: `, without its full stop. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** `$_REQUEST` as WordPress makes it: the query, then the form body over it, and no cookies. */
export function requestVariables(request: PhpRequest): PhpArray {
  return new Map([...request.get, ...request.post]);
}

/** `WC_Auth::make_validation()`. Throws a Refusal for the first parameter that does not hold. */
export function validate(sent: PhpArray, rules: AuthorizeRules): Parameters {
  for (const name of names) {
    const value = sent.get(name);
    if (value === undefined || rules.isMissing(value)) throw new Refusal(`Missing parameter ${name}`);
    if (name !== 'return_url' && name !== 'callback_url') continue;
    if (isArray(value)) throw new FatalError(`urldecode() was given an array: ${name}`);
    const url = formattedUrl(value);
    if (!rules.isUrl(url)) throw new Refusal(`The ${url} is not a valid URL`);
  }
  const parameters = Object.fromEntries(names.map(name => [name, sent.get(name)])) as unknown as Parameters;
  const { scope } = parameters;
  if (!rules.isScope(scope)) throw new Refusal(`Invalid scope ${text(clean(scope))}`);
  if (!rules.isCallbackSafe(formattedUrl(parameters.callback_url))) {
    throw new Refusal('The callback_url needs to be over SSL');
  }
  return parameters;
}

/** `wc_clean()`. */
export function clean(value: PhpValue): PhpValue {
  return mapDeep(value, sanitizeTextField);
}

/** What PHP prints of a value: an array is the word for it. */
export function text(value: PhpValue): string {
  return isArray(value) ? 'Array' : value;
}
