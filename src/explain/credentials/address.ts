import type { Note } from '../note.ts';
import { toText } from '../request.ts';
import type { CredentialView } from './mistake.ts';
import { isDevelopmentHost } from './place.ts';

const names: readonly (readonly [RegExp, string])[] = [
  [/^10\.0\.2\.2(:|$)/, 'how Android’s emulator calls the computer that it runs on'],
  [/^10\.0\.3\.2(:|$)/, 'how the Genymotion emulator calls the computer that it runs on'],
  [/^host\.docker\.internal(:|$)/, 'how a container calls the computer that it runs on'],
  [/^(localhost|127\.|\[::1\])/, 'this computer itself, inside a container the container'],
  [/^(192\.168\.|10\.|172\.)/, 'an address of the local network'],
  [/^[a-z][\w-]*(:\d+)?$/i, 'a name that containers of one network know each other by'],
];

/** An address of development that is not the store's home: who asks there is redirected, and signs another host. */
export function addressNotes({ request, home, seen }: CredentialView): Note[] {
  const authority = request.authority === undefined ? undefined : toText(request.authority);
  if (authority === undefined || !isDevelopmentHost(authority)) return [];
  if (home === undefined) return [];
  if (home.authority.toLowerCase() === authority.toLowerCase()) return [];
  const what = names.find(([pattern]) => pattern.test(authority))?.[1] ?? 'an address of development';
  return [
    {
      id: 'development-address',
      says: `The host asked, ${authority}, is ${what}, and not that of the home URL (${home.authority}): WordPress redirects pages there${seen.meansOauth ? ', and the store signs its home URL, so a signature for this host does not match' : ''}.`,
      fix: 'Set the home URL (WP_HOME and WP_SITEURL) to the address that clients call, or sign the home URL’s host and send to this one with the header Host.',
      refuses: false,
    },
  ];
}
