import { isRest, onAnswer } from './change.ts';
import { defineFault } from './fault.ts';
import { status } from './parameters.ts';

/**
 * JWT Authentication for WP REST API, before it looked for `Bearer` first. It keeps its error until
 * `rest_pre_dispatch`, so an error of WooCommerce's own (wrong secret, missing parameter) is told before it.
 */
export const jwtPlugin = defineFault({
  id: 'jwt-plugin',
  title: 'A JWT plugin takes every Authorization header for its own',
  layer: 'plugin',
  description:
    '403 (one variant: 200) JSON jwt_auth_bad_auth_header for right keys in the header; in the query they work. It proves that the header arrives.',
  parameters: { status: status([403, 200], 403, 'the status code of the answer; 403 in its body') },
  site: () => ({
    plugins: [
      {
        name: 'jwt-auth',
        restPreDispatch: request => {
          const sent =
            request.server('HTTP_AUTHORIZATION') ??
            request.server('REDIRECT_HTTP_AUTHORIZATION') ??
            request.header('Authorization') ??
            '';
          // `sscanf($auth, 'Bearer %s')`.
          if (sent === '' || /^Bearer\s+\S/.test(sent)) return undefined;
          return {
            code: 'jwt_auth_bad_auth_header',
            message: 'Authorization header malformed.',
            data: { status: 403 },
          };
        },
      },
    ],
  }),
  wrap: (next, options) =>
    onAnswer(next, (answer, message) => {
      if (options.status === 403 || answer.status !== 403 || !isRest(message)) return answer;
      const isOurs = new TextDecoder().decode(answer.body).includes('jwt_auth_bad_auth_header');
      return isOurs ? { ...answer, status: options.status } : answer;
    }),
});
