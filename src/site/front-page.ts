import { type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { readBody } from './body.ts';
import { languageOf } from './language.ts';
import { restLink } from './link-header.ts';
import { type Versions, versionsOf } from './versions.ts';

/** What a front page tells of its site. */
export interface FrontPage {
  /** The REST root that its Link header names; WordPress makes it of the home URL. */
  readonly restLink: string | undefined;
  readonly language: string | undefined;
  readonly versions: Versions;
  /** Files of WordPress stand in it, or it names a REST root. */
  readonly isWordPress: boolean;
}

const unknown: FrontPage = { restLink: undefined, language: undefined, versions: {}, isWordPress: false };

/** Reads a front page. Never throws. */
export function readFrontPage({ request, answer }: HttpExchange): FrontPage {
  if (!answer) return unknown;
  const { text } = readBody(answer);
  const link = restLink(joinedHeader(answer.headers, 'link'), request.url);
  return {
    restLink: link,
    language: languageOf(text),
    versions: versionsOf(text),
    isWordPress: link !== undefined || /wp-(content|includes|json)\b/.test(text),
  };
}
