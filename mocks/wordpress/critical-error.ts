import { type Answer, noBody } from '../message.ts';
import { type Dying, die, messagePage } from './die.ts';
import { html } from './html.ts';

const message = html`<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>`;

/** What WordPress shows when PHP has died of an error nobody caught (WP_Fatal_Error_Handler). */
export function criticalAnswer(dying: Dying): Answer {
  const answer = die(dying, {
    title: 'WordPress › Error',
    message,
    main: messagePage(html`There has been a critical error on this website.`),
    status: 500,
    code: 'internal_server_error',
  });
  return dying.request.method === 'HEAD' ? { ...answer, body: noBody } : answer;
}
