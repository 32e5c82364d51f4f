/** The URL that `latchkey doctor` is given. */
import { UsageError } from '../../../mocks/errors.ts';
import { createRedactor } from '../../redact/redact.ts';

/** A bare host is taken for HTTPS; a scheme that was mistyped is not taken for the name of a host. */
export function siteUrl(text: string): string {
  const expected = "the URL of the store's front page: https://shop.example";
  const shown = createRedactor().url(text);
  const mistyped = /^(https?)(:?\/+|:)(?=[^/:])(?!\d+(\/|$))/i.exec(text);
  if (mistyped && mistyped[2] !== '://')
    throw new UsageError(
      { what: `"${shown}" is no URL of a store`, expected },
      { advice: `Did you mean ${mistyped[1]}://${shown.slice(mistyped[0].length)}?` },
    );
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(whole);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || /\s/.test(text))
    throw new UsageError({ what: `"${shown}" is no URL of a store`, expected });
  if (url.username || url.password)
    throw new UsageError(
      'A user name or a password stands in the URL, where none belongs: keys have flags of their own.',
    );
  // Scheme and host are the same in capitals (RFC 3986, section 6.2.2.1).
  return whole.replace(/^[^/]+:\/\/[^/?#]+/, origin => origin.toLowerCase());
}
