import { type WpError, wpError } from '../error.ts';
import type { SimulatedEndpoint } from './measured.ts';
import { notSimulated } from './not-simulated.ts';
import type { RestRequest } from './route.ts';
import { phpString } from './schema/values.ts';

/** A route below which something is named, which values name something, and what is said of the others. */
export interface Named {
  readonly pattern: string;
  /** The first of its endpoint's methods; GET where none is named. */
  readonly method?: string;
  readonly parameter: string;
  isThere(value: string): boolean;
  readonly code: string;
  readonly message: string;
  /** 404 where none is named. */
  readonly status?: number;
}

/** A template is named by its theme and its own name, `twentytwentyfour//home`. */
const isTemplate = (id: string): boolean => id.includes('//');

/** As WordPress 6.2, 6.0 and 5.8 have them. */
const templateIds = [
  '(?P<id>([^\\/:<>\\*\\?"\\|]+(?:\\/[^\\/:<>\\*\\?"\\|]+)?)[\\/\\w%-]+)',
  '(?P<id>([^\\/:<>\\*\\?"\\|]+(?:\\/[^\\/:<>\\*\\?"\\|]+)?)[\\/\\w-]+)',
  '(?P<id>[\\/\\w-]+)',
];
const templatePaths = ['templates', 'template-parts'].flatMap(path => templateIds.map(id => `${path}/${id}`));

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
  ...['GET', 'POST'].flatMap(method =>
    templatePaths.map(path => ({
      method,
      pattern: `/wp/v2/${path}`,
      parameter: 'id',
      isThere: isTemplate,
      code: 'rest_template_not_found',
      message: 'No templates exist with that id.',
    })),
  ),
  {
    pattern: '/wp/v2/font-collections/(?P<slug>[\\/\\w-]+)',
    parameter: 'slug',
    isThere: slug => slug === 'google-fonts',
    code: 'rest_font_collection_not_found',
    message: 'Font collection not found.',
  },
];

/** Routes that know what is not there, and do nothing with what is: seen as an administrator and a shop manager. */
export function endpointsOf(all: readonly Named[]): [string, SimulatedEndpoint][] {
  return all.map(({ pattern, method: first = 'GET', parameter, isThere, code, message, status = 404 }) => [
    `${first} ${pattern}`,
    {
      isSimulated: false,
      callback: ({ method, params, urlParams }: RestRequest): WpError =>
        isThere(urlParams.get(parameter) ?? phpString(params.get(parameter)))
          ? notSimulated(method, pattern)
          : wpError(code, message, status),
    },
  ]);
}

export const namedEndpoints: readonly (readonly [string, SimulatedEndpoint])[] = endpointsOf(named);
