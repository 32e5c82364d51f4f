import { authorizationRequiredCode, currentUserCan, isUserLoggedIn } from '../capabilities.ts';
import { type WpError, wpError } from '../error.ts';
import type { SimulatedEndpoint } from './measured.ts';
import type { RestRequest } from './route.ts';

/** WordPress's own abilities (6.9), which read alone, and who may. */
const abilities: Readonly<Record<string, (request: RestRequest) => boolean>> = {
  'core/get-site-info': ({ context }) => currentUserCan(context, 'manage_options'),
  'core/get-user-info': ({ context }) => isUserLoggedIn(context),
  'core/get-environment-info': ({ context }) => currentUserCan(context, 'manage_options'),
};

const pattern = '/wp-abilities/v1/abilities/(?P<name>[a-zA-Z0-9\\-\\/]+?)/run';

/** Running one: the method is looked at before the user (`WP_REST_Abilities_V1_Run_Controller`, 6.9.1). Nothing is run. */
export const runAbility: readonly [string, SimulatedEndpoint] = [`GET ${pattern}`, { permission }];

function permission(request: RestRequest): true | WpError {
  const name = request.urlParams.get('name') ?? '';
  const mayRun = Object.hasOwn(abilities, name) ? abilities[name] : undefined;
  if (mayRun === undefined) return wpError('rest_ability_not_found', 'Ability not found.', 404);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return wpError('rest_ability_invalid_method', 'Read-only abilities require GET method.', 405);
  return (
    mayRun(request) ||
    wpError(
      'rest_ability_cannot_execute',
      'Sorry, you are not allowed to execute this ability.',
      authorizationRequiredCode(request.context),
    )
  );
}
