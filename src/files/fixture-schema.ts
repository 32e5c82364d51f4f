import schema from '../../schemas/fixture.schema.json' with { type: 'json' };
import type { GivenFixture } from './fixture.ts';
import type { JsonDocument } from './json-document.ts';
import { checked, type Forms } from './schema.ts';

const absoluteUrl = 'an absolute URL, such as http://shop.test:8080';
const versionNumber = 'a version, such as 10.5.0';

const forms: Forms = {
  'properties/home': absoluteUrl,
  'properties/https': 'an absolute https URL, such as https://shop.test:8443',
  'properties/wordpress': versionNumber,
  'properties/woocommerce': versionNumber,
};

/** A document held against the schema of fixtures. @throws {FixtureError} */
export function checkedFixture(document: JsonDocument): GivenFixture {
  return checked<GivenFixture>(document, schema, forms);
}
