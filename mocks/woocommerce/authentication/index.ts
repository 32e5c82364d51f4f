import type { Context } from '../../wordpress/context.ts';
import type { WpError } from '../../wordpress/error.ts';
import type { Hooks } from '../../wordpress/hooks.ts';
import type { AuthenticationShop } from '../shop.ts';
import { Attempt } from './attempt.ts';
import { basicAuthentication } from './basic.ts';
import { oauth1Authentication } from './oauth1.ts';
import { scopeFacts } from './scope.ts';

/** WC_REST_Authentication's filters, loaded for one request. */
export function loadAuthentication(shop: AuthenticationShop, context: Context): RestAuthentication {
  return new RestAuthentication(new Attempt(shop, context));
}

/** A class and not a handful of closures: this is made for every request. */
class RestAuthentication implements Hooks {
  readonly #attempt: Attempt;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  determineCurrentUser(): number | undefined {
    return determineCurrentUser(this.#attempt);
  }

  hasTriedToAuthenticate(): boolean {
    const { tried, error, shop } = this.#attempt;
    // A WordPress that asks twice who is there asks for an application password too, where no key was found (5.8 to 7.8).
    return tried && (error !== undefined || !shop.profile.looksTwice);
  }

  restAuthenticationErrors(route: string): WpError | undefined {
    return authenticationError(this.#attempt, route);
  }

  restPreDispatch(method: string): WpError | undefined {
    return permissionError(this.#attempt, method);
  }
}

/** `determine_current_user`: the key's user, who need not exist; undefined leaves it to the next. */
function determineCurrentUser(attempt: Attempt): number | undefined {
  const { shop, context } = attempt;
  if (!shop.rules.isOurs(scopeFacts(context), shop.profile)) {
    attempt.judge('scope', 'passed over', 'Not a request that WooCommerce authenticates.');
    return undefined;
  }
  let userId = look(attempt);
  // A user that WordPress does not have is asked for again when the REST server starts: by then the nonce is used
  // (oauth.key.012, oauth.key.013 of wc-6.6).
  if (attempt.key !== undefined && context.site.users.get(userId) === undefined) {
    if (shop.profile.looksTwice) userId = look(attempt);
    else attempt.forgetsKey = attempt.hasSpentNonce;
  }
  return userId === 0 ? undefined : userId;
}

/** Basic where the connection allows it; whoever that does not let in may still have signed. */
function look(attempt: Attempt): number {
  const { rules } = attempt.shop;
  const { isTls } = attempt.context;
  attempt.tried = true;
  if (rules.allowsBasic(isTls)) {
    const userId = basicAuthentication(attempt);
    if (userId !== 0) return userId;
  }
  return rules.allowsOAuth(isTls) ? oauth1Authentication(attempt) : 0;
}

/** `rest_authentication_errors`. */
function authenticationError(attempt: Attempt, route: string): WpError | undefined {
  const { shop, context, key, error } = attempt;
  if (error !== undefined) return error;
  if (key === undefined) return undefined;
  if (
    shop.rules.isRouteInScope(
      scopeFacts(context, () => route),
      shop.profile,
    )
  )
    return undefined;
  attempt.judge('scope.route', 'refused', 'The key authenticated for another route than the one asked for.', {
    keyId: key.keyId,
  });
  return shop.rules.error('The provided API key cannot be used to access this endpoint.');
}

/** `rest_pre_dispatch`: what the key may do, by the method after an override. */
function permissionError(attempt: Attempt, method: string): WpError | undefined {
  const { key } = attempt;
  // The second look has found the nonce used by then: nobody is there, and there is no key to ask for permissions.
  if (key === undefined || attempt.forgetsKey) return undefined;
  const { rules } = attempt.shop;
  const need = rules.needOf(method);
  const facts = { keyId: key.keyId, permissions: key.permissions, method };
  if (need === 'unknown') {
    attempt.judge('permissions', 'refused', 'WooCommerce knows no such method.', facts);
    return rules.error('Unknown request method.');
  }
  if (need === 'nothing' || rules.meets(key.permissions, need)) {
    attempt.judge('permissions', 'accepted', 'The key’s permissions are enough for the method.', facts);
    return undefined;
  }
  attempt.judge('permissions', 'refused', `The key does not have ${need} permissions.`, facts);
  return rules.error(`The API key provided does not have ${need} permissions.`);
}
