import type { Answer, Message } from './message.ts';
import { ModPhpRequest } from './php/mod_php.ts';
import { decodePath } from './web-server/paths.ts';
import { parseTarget } from './web-server/targets.ts';
import { createWebServer } from './web-server/web-server.ts';

/** A request as Apache with mod_php hands it to a script, in the form in which it goes to a PHP of its own. */
export interface ScriptRequest {
  /** `$_SERVER`, without what depends on the script that is found; byte strings. */
  readonly variables: Readonly<Record<string, string>>;
  /** The fields of getallheaders(), those of one name joined; byte strings. */
  readonly fields: Readonly<Record<string, string>>;
  /** The path, decoded, without `.` and `..`. */
  readonly path: string;
  readonly body: Uint8Array;
}

const serve = createWebServer({
  homePath: () => '',
  hasRewriteRules: () => true,
  isScript: path => /\.php(?:\/|$)/.test(path),
});

/** What is set for every request, beside the fields. */
const always = [
  'HTTPS',
  'REQUEST_METHOD',
  'REQUEST_URI',
  'QUERY_STRING',
  'REQUEST_SCHEME',
  'SERVER_PROTOCOL',
  'GATEWAY_INTERFACE',
  'REMOTE_ADDR',
  'SERVER_ADDR',
  'HTTP_HOST',
  'SERVER_NAME',
  'SERVER_PORT',
  'CONTENT_TYPE',
  'CONTENT_LENGTH',
  'PHP_AUTH_USER',
  'PHP_AUTH_PW',
  'PHP_AUTH_DIGEST',
  'REDIRECT_URL',
] as const;

/**
 * What Apache with mod_php makes of a message in front of a site at `/` with pretty permalinks: its own answer, or what
 * a script sees. With it a real WordPress on a PHP without a web server is asked as it would be behind one.
 */
export function throughWebServer(
  message: Message,
): { readonly answer: Answer } | { readonly forScript: ScriptRequest } {
  const served = serve(message);
  if ('answer' in served) return served;
  const { method, target, headers, body } = served.forScript;
  const request = new ModPhpRequest(served.forScript);
  const names = new Set<string>();
  for (let i = 0; i < headers.length; i += 2) names.add((headers[i] as string).toLowerCase());
  // Apache hands on no variable for a field whose name is not of letters, digits and hyphens.
  const own = [...names]
    .filter(name => /^[a-z0-9-]+$/.test(name))
    .map(name => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`);
  const path = decodePath(parseTarget(method, target)?.path ?? '/');
  return {
    forScript: {
      variables: given([...always, ...own], name => request.server(name)),
      fields: given([...names], name => request.header(name)),
      path: typeof path === 'string' ? path : '/',
      body,
    },
  };
}

function given(
  names: readonly string[],
  variable: (name: string) => string | undefined,
): Record<string, string> {
  const values = names.flatMap(name => {
    const value = variable(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}
