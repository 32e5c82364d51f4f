import { FatalError } from '../../php/fatal-error.ts';
import { json_decode } from '../../php/json_decode.ts';
import { parse_url } from '../../php/parse_url.ts';
import { toBytes } from '../formatting/text.ts';
import type { ArgCheck } from './route.ts';
import { checkFormat } from './schema/formats.ts';
import type { SchemaError } from './schema/schema-error.ts';
import { validateValue } from './schema/validate.ts';
import { isPlainObject, parseList, phpString } from './schema/values.ts';

/** Callbacks that WordPress's controllers check single parameters with, by the names that the table of routes has for them. */
export const coreChecks: ReadonlyMap<string, ArgCheck> = new Map<string, ArgCheck>([
  // `check_meta_is_array()`
  ['collection', value => (typeof value === 'object' && value !== null ? undefined : false)],
  ['template', checkTemplate],
  ['username', checkUsername],
  ['password', checkPassword],
  ['comment-email', checkCommentEmail],
  ['font-family', checkFontFamily],
  ['menu-locations', checkMenuLocations],
  ['url', checkUrl],
]);

const refused = (code: string, message: string, data: unknown = null): SchemaError => ({
  code,
  message,
  data,
});

/** `WP_REST_Posts_Controller::check_template()` with a theme that has no templates: none can be chosen. */
function checkTemplate(value: unknown, name: string): SchemaError | undefined {
  if (value === '' || value === null || value === false || value === 0 || value === '0') return undefined;
  if (typeof value === 'object') {
    if (Object.keys(value).length === 0) return undefined;
    throw new FatalError('Cannot access offset of type array in isset or empty');
  }
  return refused('rest_invalid_param', `${name} is not one of .`);
}

/** `check_username()`: strict, no two spaces in a row, none at the ends. */
function checkUsername(value: unknown): SchemaError | undefined {
  const login = phpString(value);
  if (/^[a-z0-9_.@-]+(?: [a-z0-9_.@-]+)*$/i.test(login)) return undefined;
  const message =
    'This username is invalid because it uses illegal characters. Please enter a valid username.';
  return refused('rest_user_invalid_username', message, { status: 400 });
}

/** `check_user_password()`. */
function checkPassword(value: unknown): SchemaError | undefined {
  const password = phpString(value);
  const wrong = (message: string) => refused('rest_user_invalid_password', message, { status: 400 });
  if (password === '' || password === '0') return wrong('Passwords cannot be empty.');
  return password.includes('\\') ? wrong('Passwords cannot contain the "\\" character.') : undefined;
}

/** `check_comment_author_email()`: none is as good as a right one. */
function checkCommentEmail(value: unknown, name: string): SchemaError | undefined {
  const email = phpString(value);
  return email === '' || email === '0' ? undefined : checkFormat(email, 'email', name);
}

/** `validate_font_family_settings()`: a text in JSON. PHP dies of anything else. */
function checkFontFamily(value: unknown, name: string): SchemaError | undefined {
  if (typeof value === 'object' && value !== null)
    throw new FatalError('json_decode(): Argument #1 ($json) must be of type string, array given');
  const decoded = json_decode(Buffer.from(toBytes(phpString(value)), 'latin1'));
  const settings = 'value' in decoded ? decoded.value : null;
  if (settings === null || settings === undefined)
    return refused('rest_invalid_param', `${name} parameter must be a valid JSON string.`, { status: 400 });
  const text = { type: 'string', required: true } as const;
  const schema = { type: 'object', properties: { name: text, slug: text, fontFamily: text } } as const;
  return validateValue(settings, schema, name);
}

/** `WP_REST_Menus_Controller`: a theme without menus has no location. */
function checkMenuLocations(value: unknown): SchemaError | undefined {
  const [first] = isPlainObject(value) ? Object.values(value) : parseList(value);
  return first === undefined
    ? undefined
    : refused('rest_invalid_menu_location', 'Invalid menu location.', { location: first });
}

/** `wp_http_validate_url()` as far as the text goes. */
function checkUrl(value: unknown): false | undefined {
  if (typeof value !== 'string' || !/^https?:/i.test(value)) return false;
  const parts = parse_url(value);
  return parts?.host && parts.user === undefined && !/[:#?[\]]/.test(parts.host) ? undefined : false;
}
