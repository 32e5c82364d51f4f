import { answerWithText } from '../answers/answer.ts';
import { isKnownPage } from '../answers/pages.ts';
import { readAnswer } from '../answers/read-answer.ts';
import type { ReceivedExchange } from '../exchange.ts';
import type { ReceivedRequest } from '../request.ts';
import { isSigned } from '../verdict.ts';
import { readLogLines } from './access-log.ts';
import { readClientSettings } from './client-settings.ts';
import { readCurlCommand } from './curl.ts';
import { readHarEntries } from './har.ts';
import { readRequest } from './index.ts';
import { readLoose } from './loose.ts';
import { readVerboseCurl } from './verbose-curl.ts';

/** Everything that a text holds of requests and answers, in the order in which it happened. */
export function readExchanges(given: string): readonly ReceivedExchange[] {
  const text = given.replace(/^\uFEFF/, '');
  const many = readVerboseCurl(text) ?? readHarEntries(text) ?? readLogLines(text);
  if (many && many.length > 0) return many;
  const command = readCurlCommand(text);
  if (command) return [withAnswer(command.request, command.rest)];
  const statusLine = /^HTTP\/[\d.]+ \d{3}/m.exec(text);
  if (statusLine?.index === 0) return [withAnswer(undefined, text)];
  if (statusLine) {
    const request = readRequest(text.slice(0, statusLine.index).trim()) ?? readLoose(text);
    return [withAnswer(request, text.slice(statusLine.index))];
  }
  const request = readRequest(text);
  if (request && request.source !== 'url') return [{ request }];
  if (request && /^\s*(?:[A-Z]+\s+)?\S+\s*$/.test(text)) return [{ request }];
  const named = readLoose(text) ?? request;
  const loose = (named && isSigned(named) ? undefined : readClientSettings(text)) ?? named;
  const rest = text.replaceAll(/https?:\/\/\S+/g, ' ');
  const exchange = withAnswer(loose, rest);
  return exchange.request || exchange.answer ? [exchange] : [];
}

function withAnswer(request: ReceivedRequest | undefined, text: string): ReceivedExchange {
  const read = text.trim() === '' ? undefined : readAnswer(text);
  const answer = read ?? (isKnownPage(text) ? answerWithText(text) : undefined);
  return { ...(request && { request }), ...(answer && { answer }) };
}
