import { baseStringUri } from '../../src/client/oauth1/base-string.ts';
import { percentEncode } from '../../src/client/oauth1/encode.ts';
import {
  formatParameters,
  normalizeParameters,
  type RequestParameters,
} from '../../src/client/oauth1/parameters.ts';
import {
  appendQuery,
  authorizationField,
  type Placement,
  queryParameters,
} from '../../src/client/oauth1/request.ts';
import { type SignatureMethod, sign } from '../../src/client/oauth1/signature.ts';
import type { BentStep } from './mistakes.ts';

/** How the client of a scenario signs; the steps change it one by one. */
export interface SigningPlan {
  signatureMethod: SignatureMethod;
  placement: Placement;
  /** What is sent as `oauth_signature_method`, when it is not the method that is used. */
  claimedMethod?: string;
  /** Sent and signed in the place of the clock's time. */
  timestamp?: string;
  nonce?: string;
  /** Signed in the place of the parameters that are sent. */
  signedParameters?: RequestParameters;
  /** Protocol parameters that are neither sent nor signed. */
  omitted: Set<string>;
  /** More parameters of the protocol, sent and signed. */
  extra: RequestParameters;
  /** How the Authorization header names its scheme. */
  schemeName: string;
  realm?: string;
  mistake?: BentStep;
}

export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly form?: RequestParameters;
}

export interface SignedSending {
  readonly url: string;
  readonly authorization?: string;
  readonly form?: RequestParameters;
  readonly baseString: string;
}

/**
 * Signs as RFC 5849 says, but for what the plan bends. The pieces are those of the client's side; only the order in
 * which they are put together is written again here, so that each can go wrong.
 */
export function signAsPlanned(
  request: Unsigned,
  credentials: { readonly consumerKey: string; readonly consumerSecret: string },
  plan: SigningPlan,
  defaults: { readonly timestamp: number; readonly nonce: string },
): SignedSending {
  const mistake = plan.mistake ?? {};
  const protocol = [
    ['oauth_consumer_key', credentials.consumerKey],
    ['oauth_timestamp', plan.timestamp ?? String(defaults.timestamp)],
    ['oauth_nonce', plan.nonce ?? defaults.nonce],
    ['oauth_signature_method', plan.claimedMethod ?? plan.signatureMethod],
    ...plan.extra,
  ].filter(([name]) => !plan.omitted.has(name as string)) as unknown as RequestParameters;
  const meant = plan.signedParameters ?? [...queryParameters(request.url), ...(request.form ?? [])];
  const parameters: RequestParameters = [...meant, ...protocol];

  const method = mistake.method?.(request.method) ?? request.method;
  const uri = mistake.uri?.(baseStringUri(request.url)) ?? baseStringUri(request.url);
  const normalized = mistake.normalized?.(parameters) ?? normalizeParameters(parameters);
  const baseString =
    mistake.baseString?.(method, uri, normalized) ?? [method, uri, normalized].map(percentEncode).join('&');
  const { consumerSecret } = credentials;
  const right = mistake.signature
    ? mistake.signature(baseString, credentials, plan.signatureMethod)
    : sign(baseString, plan.signatureMethod, consumerSecret);

  const sent: RequestParameters = plan.omitted.has('oauth_signature')
    ? protocol
    : [...protocol, ['oauth_signature', right]];
  const placed = mistake.sent?.(sent) ?? sent;
  switch (plan.placement) {
    case 'header':
      return {
        url: request.url,
        form: request.form,
        authorization: authorizationField(placed, plan.realm).replace(/^OAuth/, plan.schemeName),
        baseString,
      };
    case 'body':
      return { url: request.url, form: [...(request.form ?? []), ...placed], baseString };
    case 'query':
      return { url: appendQuery(request.url, formatParameters(placed)), form: request.form, baseString };
  }
}
