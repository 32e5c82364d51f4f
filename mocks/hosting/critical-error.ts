import { instead, isRest } from './change.ts';
import { defineFault } from './fault.ts';
import { json, page } from './pages.ts';

const sentence = 'There has been a critical error on this website.';
const link =
  '<a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a>';

/** A plugin dies: WordPress's fatal error handler answers (since 5.2). */
export const criticalError = defineFault({
  id: 'critical-error',
  title: 'PHP dies of a fatal error',
  layer: 'php',
  description:
    '500: JSON internal_server_error for the REST API, an HTML page elsewhere, both "There has been a critical error on this website."',
  parameters: {},
  wrap: next =>
    instead(next, message =>
      isRest(message)
        ? json(500, {
            code: 'internal_server_error',
            message: `<p>${sentence}</p><p>${link}</p>`,
            data: { status: 500 },
            additional_errors: [],
          })
        : page(
            500,
            `<!DOCTYPE html>\n<html lang="en-US"><head><title>WordPress &rsaquo; Error</title></head><body id="error-page"><div class="wp-die-message"><p>${sentence}</p><p>${link}</p></div></body></html>`,
          ),
    ),
});
