import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Envelope } from '@cucumber/messages';

/**
 * Parts that Cucumber is made of. They are taken from the installed Cucumber itself, so that its parser and its
 * messages always fit each other.
 */
const fromCucumber = createRequire(createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json'));

async function part<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(fromCucumber.resolve(name)).href)) as T;
}

interface Gherkin {
  generateMessages(
    data: string,
    uri: string,
    mediaType: string,
    options: {
      readonly newId: () => string;
      readonly defaultDialect: string;
      readonly includeSource: boolean;
      readonly includeGherkinDocument: boolean;
      readonly includePickles: boolean;
    },
  ): readonly Envelope[];
}

/** The Gherkin parser: a feature's text as messages, its document and its pickles. */
export async function gherkinMessages(text: string, uri: string): Promise<readonly Envelope[]> {
  const { generateMessages } = await part<Gherkin>('@cucumber/gherkin');
  let last = 0;
  return generateMessages(text, uri, 'text/x.cucumber.gherkin+plain', {
    newId: () => String(last++),
    defaultDialect: 'en',
    includeSource: false,
    includeGherkinDocument: true,
    includePickles: true,
  });
}
