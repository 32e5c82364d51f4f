/** How libraries that sign by OAuth 1.0a are used in code. */

/** What shows that the code signs what it sends. */
const signers =
  /\bOAuth\(\s*\{|\bnew OAuth(?:\.OAuth|Consumer|1)?\(|\bOauth1\(|\bOAuth1(?:Session|Auth|Client|Service)?\(|\boauth\d?\.(?:Client|Consumer|NewConfig|NewConsumer|ClientCredentials)\(|\bOAuth::(?:Consumer|AccessToken)\.new|\bSimpleOAuth::Header|\b(?:CommonsHttp|Default)OAuthConsumer\(|\bOAuth10a|\bOAuth1Authenticator\.For|\bfrom_consumer_and_token\(|(?:=>|[:=])\s*["']OAuth ?1/;

/** A literal that holds something. */
const literal = `["'\`][^"'\`\\n]+["'\`]`;
/** A name whose value the text does not tell, or a literal; what stands for nothing in the languages is none. */
const given = `(?!(?:null|None|nil|undefined|""|''|\\{\\s*\\})\\s*[,)])(?:${literal}|[\\w$@.>-]+)`;

/** How a token and its secret are handed to them. */
const tokens: readonly RegExp[] = [
  // oauth-1.0a: the second argument of authorize().
  new RegExp(`\\.authorize\\([^()]*,\\s*${given}\\s*\\)`),
  // requests_oauthlib, Authlib, OAuth1Authenticator of RestSharp: token and its secret behind key and secret.
  new RegExp(
    `\\b(?:OAuth1(?:Session|Auth|Client)?|ForProtectedResource)\\(\\s*[^,()]+,\\s*[^,()=]+,\\s*${given}\\s*,\\s*${given}`,
  ),
  new RegExp(`\\bresource_owner_(?:key|secret)\\s*=\\s*${given}`),
  new RegExp(
    `\\b(?:setTokenWithSecret|NewToken|OAuth::AccessToken\\.new|oauth\\d?\\.(?:Token|Credentials))\\(\\s*${given}`,
  ),
  // Guzzle's subscriber, simple_oauth, settings of Postman and of nodes for HTTP.
  new RegExp(`["':]?\\b(?:oauth_?)?(?:access_?)?token_?secret["']?\\s*(?:=>|[:=])\\s*${literal}`, 'i'),
  // A pair of its own, as oauth-1.0a takes it.
  new RegExp(
    `\\btoken\\w*["']?\\s*(?:=>|[:=])\\s*(?:new\\s+\\w+)?[{(]\\s*["']?(?:key|public)["']?\\s*[:=]\\s*${literal}`,
    'i',
  ),
];

/** What a piece of code that signs its requests tells of how it does; undefined where nothing in it signs. */
export function readSigningCode(text: string): { readonly hasToken: boolean } | undefined {
  if (!signers.test(text)) return undefined;
  return { hasToken: tokens.some(form => form.test(text)) };
}
