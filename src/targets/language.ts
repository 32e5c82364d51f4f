import { wordpressError } from '../answers/error.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import { readBody } from '../site/body.ts';
import { isEnglish } from '../site/language.ts';

/**
 * Whether the store's messages can be compared: where WooCommerce says no to somebody without credentials its words are
 * known. Where something else says no, the front page's language has to do.
 *
 * @param refusal the answer to a list without credentials.
 * @param language of the front page, `de-DE`.
 * @returns undefined when it answers in English; else why messages are not compared.
 */
export function whyNotEnglish({ answer }: HttpExchange, language: string | undefined): string | undefined {
  const error = answer && wordpressError(readBody(answer).json);
  if (error?.code === 'woocommerce_rest_cannot_view')
    return error.message === 'Sorry, you cannot list resources.'
      ? undefined
      : 'the store does not answer in English';
  if (language === undefined) return 'in which language the store answers was not seen';
  return isEnglish(language) ? undefined : `the store does not answer in English (${language})`;
}
