import { asAnswered } from './answered.ts';
import { askStore } from './ask-store.ts';
import { bodyNotes } from './body-notes.ts';
import { addressNotes } from './credentials/address.ts';
import { credentialNotes, elsewhere } from './credentials/index.ts';
import type { CredentialView } from './credentials/mistake.ts';
import { isPreflight, preflightNote } from './credentials/preflight.ts';
import { isMasked, type SeenCredentials, seenCredentials } from './credentials/seen.ts';
import { type Explanation, type KnownOptions, withoutSignature } from './explanation.ts';
import { type LikelyRequest, likelyRequest } from './likely-request.ts';
import type { Note } from './note.ts';
import { expectedAnswer, passageOf } from './passage.ts';
import { basicField, type ReceivedRequest } from './request.ts';
import { explainSignature, lowerFirst, type SignatureExplanation } from './signature.ts';
import { tooLong } from './too-long.ts';

/** Why a store refuses a request, or that it would not. */
export function explainRequest(given: ReceivedRequest, options: KnownOptions): Explanation {
  const long = tooLong(given);
  if (long) return { ...withoutSignature, checks: [], verdict: 'mistake', says: long.says, cause: long };
  const sent = asSent(given);
  const seen = seenCredentials(sent);
  const likely = likelyRequest(sent, options, seen);
  const { request } = likely;
  const { admission, read } = askStore(
    request,
    options.home,
    likely.profile,
    options.consumerSecret,
    options.now ?? request.time ?? timestampOf(seen),
  );
  const view: CredentialView = {
    request,
    seen,
    admission,
    read,
    home: options.home,
    consumerSecret: options.consumerSecret,
    isTls: request.scheme === 'https',
  };
  const asked = {
    checks: passageOf(view),
    answer: request.isSignedByClient ? {} : expectedAnswer(admission),
  };
  if (isPreflight(request)) {
    const note = preflightNote(request, admission);
    return { ...withoutSignature, ...asked, verdict: 'preflight', says: note.says, cause: note };
  }
  if (request.isSignedByClient) return { ...asked, ...explainSettings(view) };
  if (seen.meansOauth) {
    const signature = explainSignature(likely, options, elsewhere(view));
    const notes = [...addressNotes(view), ...bodyNotes(view), ...answerNotes(view, signature)];
    return asAnswered({ ...asked, ...withNotes(signature, notes) }, view);
  }
  return asAnswered({ ...asked, ...explainCredentials(view, likely) }, view);
}

/**
 * What a shell sends of a URL without quotes ends before the first ampersand. Basic credentials that were made
 * unreadable, or stand in a variable, are taken for a key and a secret.
 */
function asSent(given: ReceivedRequest): ReceivedRequest {
  const headers = given.headers.map(([name, value]) => {
    const hidden = /^authorization$/i.test(name) && /^\s*basic\s+(.*)$/i.exec(value)?.[1]?.trim();
    return hidden && isMasked(hidden)
      ? ([name, basicField('ck_...:cs_...')] as const)
      : ([name, value] as const);
  });
  const target = given.isCutByShell ? given.target.replace(/&.*$/s, '') : given.target;
  return { ...given, headers, target };
}

function timestampOf({ query }: SeenCredentials): number {
  return Number(query.find(({ name }) => name === 'oauth_timestamp')?.value) || 0;
}

/** WooCommerce looks up no token: `$consumer_secret . '&'` is the whole key (WC_REST_Authentication::check_oauth_signature). */
const signedWithToken: Note = {
  id: 'signed-with-token',
  says: 'The code signs with a token and a token secret. WooCommerce has none: it signs with the consumer secret and "&" alone, and the signature is another.',
  fix: 'Leave token and token secret out, or empty: key and secret of the store are all there is (OAuth 1.0a one-legged).',
  refuses: true,
};

/** What is said of the code or the settings of a client that signs: as far as they and the URL go. */
function explainSettings(view: CredentialView): SignatureExplanation {
  const cause = elsewhere(view) ?? (view.request.isSignedWithToken ? signedWithToken : undefined);
  if (cause)
    return { ...withoutSignature, verdict: 'mistake', says: cause.says, cause, notes: addressNotes(view) };
  const note: Note = view.isTls
    ? signedOverTls
    : {
        id: 'signed-by-client',
        says: 'Over http the client signs what it sends (OAuth 1.0a), with or without query_string_auth.',
        fix: 'Call https where the store has it: key and secret then go as they are. Over http the URL has to be the one under Settings → General (www, port, folder), and nothing may take the query away or send it on to https.',
        refuses: false,
      };
  return {
    ...withoutSignature,
    verdict: 'right',
    says: `${note.says} With these settings, a key of the store and its secret the store lets it in.`,
    notes: [note, ...addressNotes(view)],
  };
}

const signedOverTls: Note = {
  id: 'signed-by-client',
  says: 'The code signs what it sends (OAuth 1.0a), which WooCommerce takes over https as well.',
  fix: 'Over https key and secret can be sent as they are (Basic), without a signature and its pitfalls.',
  refuses: false,
};

/** What is said of key and secret, or of other credentials, or of none. */
function explainCredentials(view: CredentialView, { assuming }: LikelyRequest): SignatureExplanation {
  const { admission, seen, read } = view;
  const { isKeyLetIn, refusal } = admission;
  const notes = credentialNotes(view);
  const [cause, ...others] = notes;
  const besides = [...variableNotes(view), ...addressNotes(view), ...bodyNotes(view)];
  if (admission.dies !== undefined)
    return {
      ...withoutSignature,
      verdict: 'dies',
      says: `The store dies of this request: 500. PHP ends in a fatal error: ${admission.dies}.`,
      notes: besides,
    };
  if (isKeyLetIn && cause === undefined) {
    const sure = view.consumerSecret === undefined ? ', if they are those of a key of this store' : '';
    const where = read?.from === 'query' ? 'in the query' : 'in the Authorization header';
    return {
      ...withoutSignature,
      verdict: 'right',
      says: `Key and secret ${where} are right${assuming}${sure}: the store lets the request in.`,
      likeliest: afterRightKey,
      notes: [...besides, ...answerNotes(view)],
    };
  }
  if (cause !== undefined)
    return {
      ...withoutSignature,
      verdict: 'mistake',
      says: cause.says,
      cause,
      notes: [...others, ...besides],
    };
  if (refusal === undefined)
    return {
      ...withoutSignature,
      verdict: 'open',
      says: 'The request needs no credentials: the store answers this to everybody.',
      notes: besides,
    };
  const { status, code } = refusal;
  const none: Note = {
    id: 'no-credentials',
    says: hasAny(seen)
      ? `The request carries nothing that WooCommerce takes for a key and a secret, nor a signature: it is a stranger’s, ${status} ${code}.`
      : `The request carries no credentials: it is a stranger’s, ${status} ${code}.`,
    fix: 'Send the consumer key and secret as Basic credentials over https: curl -u ck_…:cs_… https://…. If the client does send them, look at what arrives: `latchkey gate` shows it.',
    refuses: true,
  };
  return { ...withoutSignature, verdict: 'mistake', says: none.says, cause: none, notes: besides };
}

/** A command shows the names of variables, and not what stands in them. */
function variableNotes({ read }: CredentialView): Note[] {
  const name = read && [read.key, read.secret].find(text => /^\$/.test(text));
  if (name === undefined) return [];
  return [
    {
      id: 'variables-in-command',
      says: `What stands in ${name} is not seen here. Where it is empty, or the command has it in single quotes, no key is sent.`,
      fix: 'Print it where the command runs: printf "%s" "$NAME" | tail -c 5; key and secret have 43 characters each.',
      refuses: false,
    },
  ];
}

const afterRightKey =
  'If the store refuses it all the same, the Authorization header or the query does not reach PHP, TLS ends before the server and WordPress is not told, or the key is of another store or revoked: `latchkey doctor` tells them apart.';

function hasAny(seen: SeenCredentials): boolean {
  return (
    seen.authorization.length > 0 || seen.query.some(({ name }) => /key|secret|token|user|pass/i.test(name))
  );
}

/** What is wrong besides with a request whose credentials are right. */
function answerNotes({ admission }: CredentialView, signature?: SignatureExplanation): Note[] {
  const { refusal, isKeyLetIn } = admission;
  if (refusal === undefined || (signature !== undefined && signature.verdict !== 'right')) return [];
  // Which records a store has is not known here.
  if (!isKeyLetIn || (refusal.status === 404 && !/no_route$/.test(refusal.code))) return [];
  const isRoute = /no_route$/.test(refusal.code);
  return [
    {
      id: isRoute ? 'no-route' : 'refused-besides',
      says: `The credentials will do, but the answer is ${refusal.status} ${refusal.code}: ${refusal.message}`,
      fix: isRoute
        ? 'See the routes in the store’s /wp-json/: the name, the version (wc/v3) and the method.'
        : 'Mend the parameters that the answer names.',
      refuses: isRoute || refusal.status === 401,
    },
  ];
}

/** The notes beside those of the signature; one that refuses a right signature is its first sentence. */
function withNotes(signature: SignatureExplanation, more: readonly Note[]): SignatureExplanation {
  const notes = [...signature.notes, ...more];
  const refusal = signature.verdict === 'right' ? more.find(note => note.refuses) : undefined;
  if (refusal === undefined || signature.cause !== undefined) return { ...signature, notes };
  return {
    ...signature,
    notes,
    says: `The signature fits the request, but the store refuses it all the same: ${lowerFirst(refusal.says)}`,
    cause: refusal,
  };
}
