import { FatalError } from '../../php/fatal-error.ts';
import type { PhpRequest } from '../../php/request.ts';
import { strval } from '../../php/strval.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import type { AuthorizeRules } from './rules.ts';

/** The five parameters, all mandatory, in the order in which they are looked for. */
const names = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope'] as const;

/** What an app asks for, once it has been found to be in order. A client can make an array of the first two. */
export interface AuthorizeParameters {
  readonly appName: PhpValue;
  readonly userId: PhpValue;
  /** `user_id` as it came: this is what the app is sent. */
  readonly sentUserId: PhpValue;
  /** Decoded, with a scheme. */
  readonly returnUrl: string;
  readonly callbackUrl: string;
  readonly scope: string;
}

/** Why the page is "Access denied": the sentence after `Error: `, without its full stop. */
export class AuthorizeRefusal extends Error {
  override readonly name = 'Refusal';
}

/** `$_REQUEST` as WordPress makes it: the query, then the form body over it, and no cookies. */
export function requestVariables(request: PhpRequest): PhpArray {
  return new Map([...request.get, ...request.post]);
}

/** `WC_Auth::make_validation()`. Throws a Refusal for the first parameter that does not hold. */
export function validate(sent: PhpArray, rules: AuthorizeRules): AuthorizeParameters {
  const urls = { return_url: '', callback_url: '' };
  for (const name of names) {
    const value = sent.get(name);
    if (value === undefined || rules.isMissing(value))
      throw new AuthorizeRefusal(`Missing parameter ${name}`);
    if (name !== 'return_url' && name !== 'callback_url') continue;
    if (isArray(value)) throw new FatalError(`urldecode() was given an array: ${name}`);
    const url = rules.completeUrl(value);
    if (!rules.isUrl(url)) throw new AuthorizeRefusal(`The ${url} is not a valid URL`);
    urls[name] = url;
  }
  const [appName, userId, scope] = ['app_name', 'user_id', 'scope'].map(
    name => sent.get(name) as PhpValue,
  ) as [PhpValue, PhpValue, PhpValue];
  if (!rules.isScope(scope)) throw new AuthorizeRefusal(`Invalid scope ${strval(rules.clean(scope))}`);
  if (!rules.isCallbackSafe(urls.callback_url))
    throw new AuthorizeRefusal('The callback_url needs to be over SSL');
  return {
    appName: rules.clean(appName),
    userId: rules.clean(userId),
    sentUserId: userId,
    returnUrl: urls.return_url,
    callbackUrl: urls.callback_url,
    scope: strval(scope),
  };
}
