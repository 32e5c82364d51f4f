import { type WpError, wpError } from '../error.ts';
import type { SimulatedEndpoint } from './measured.ts';
import { notSimulated } from './not-simulated.ts';
import type { RestRequest } from './route.ts';

/** A route below which something is named, which values name something, and what is said of the others (404). */
interface Named {
  readonly pattern: string;
  readonly parameter: string;
  isThere(value: string): boolean;
  readonly code: string;
  readonly message: string;
}

/** A template is named by its theme and its own name, `twentytwentyfour//home`. */
const isTemplate = (id: string): boolean => id.includes('//');

/** What a fresh WordPress with WooCommerce has. */
const taxonomies = new Set(
  'category post_tag nav_menu wp_pattern_category product_brand product_cat product_tag product_shipping_class'.split(
    ' ',
  ),
);

const named: readonly Named[] = [
  {
    pattern: '/wp/v2/taxonomies/(?P<taxonomy>[\\w-]+)',
    parameter: 'taxonomy',
    isThere: name => taxonomies.has(name) || name.startsWith('pa_'),
    code: 'rest_taxonomy_invalid',
    message: 'Invalid taxonomy.',
  },
  {
    pattern: '/wp/v2/font-families/(?P<font_family_id>[\\d]+)/font-faces',
    parameter: 'font_family_id',
    isThere: () => false,
    code: 'rest_post_invalid_parent',
    message: 'Invalid post parent ID.',
  },
  ...['templates', 'template-parts'].map(path => ({
    pattern: `/wp/v2/${path}/(?P<id>([^\\/:<>\\*\\?"\\|]+(?:\\/[^\\/:<>\\*\\?"\\|]+)?)[\\/\\w%-]+)`,
    parameter: 'id',
    isThere: isTemplate,
    code: 'rest_template_not_found',
    message: 'No templates exist with that id.',
  })),
  {
    pattern: '/wp/v2/font-collections/(?P<slug>[\\/\\w-]+)',
    parameter: 'slug',
    isThere: slug => slug === 'google-fonts',
    code: 'rest_font_collection_not_found',
    message: 'Font collection not found.',
  },
];

/** Routes that know what is not there, and do nothing with what is: seen on 10.5 as an administrator and a shop manager. */
export const namedEndpoints: readonly (readonly [string, SimulatedEndpoint])[] = named.map(
  ({ pattern, parameter, isThere, code, message }) => [
    `GET ${pattern}`,
    {
      isSimulated: false,
      callback: ({ method, urlParams }: RestRequest): WpError =>
        isThere(urlParams.get(parameter) ?? '') ? notSimulated(method, pattern) : wpError(code, message, 404),
    },
  ],
);
