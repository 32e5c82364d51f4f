import type { Answer } from '../../message.ts';
import { rawurlencode } from '../../php/urlencode.ts';
import type { Context } from '../context.ts';
import { die } from '../die.ts';
import { addQueryArg } from '../formatting/query-args.ts';
import { redirect } from '../formatting/redirect.ts';
import { sanitizeTextField } from '../formatting/sanitize.ts';
import { untrailingslashit } from '../formatting/slash-at-end.ts';
import { fromBytes } from '../formatting/text.ts';
import { type Html, html } from '../html.ts';
import { siteUrl } from '../login/urls.ts';
import { createNonce } from '../nonce.ts';
import { posted, requested } from '../request-variables.ts';
import { adminPage, expired, successNotice } from './page.ts';

const nonceAction = 'authorize_application_password';

/**
 * `/wp-admin/authorize-application.php`: an app asks a user for an application password, which it gets by a redirect to
 * its `success_url`, or is shown to the user where it has none.
 */
export function authorizeApplicationPage(context: Context): Answer {
  if (!context.isTls) return notAvailable(context);
  if (posted(context, 'action') !== nonceAction) return question(context);
  const refused = expired(context, posted(context, '_wpnonce'), nonceAction);
  if (refused) return refused;
  const login = context.site.users.get(context.userId)?.login ?? '';
  if (posted(context, 'approve') === '') {
    const rejected = posted(context, 'reject_url');
    return redirect(rejected === '' ? siteUrl(context, 'wp-admin/') : rejected);
  }
  const name = fromBytes(sanitizeTextField(posted(context, 'app_name')));
  const { password } = context.site.applicationPasswords.add({
    userId: context.userId,
    name,
    appId: posted(context, 'app_id'),
    created: context.site.now(),
  });
  const success = posted(context, 'success_url');
  if (success !== '') {
    const told = { site_url: untrailingslashit(siteUrl(context, '')), user_login: login, password };
    const encoded = Object.entries(told).map(([key, value]) => [key, rawurlencode(value)] as const);
    return redirect(addQueryArg(success, encoded));
  }
  return adminPage(
    context,
    'Authorize Application',
    html`${successNotice(`Your new password for ${name} is:`)}
<p class="application-password-display"><input id="new-application-password-value" type="text" readonly value="${inFours(password)}"></p>`,
  );
}

/** Without TLS there are none. */
function notAvailable(context: Context): Answer {
  const message = html`Application passwords are not available.`;
  return die(context, { title: 'WordPress › Error', message, status: 501 });
}

function question(context: Context): Answer {
  const sent = (name: string) => fromBytes(requested(context, name));
  const success = sent('success_url');
  // Who has nowhere to go after a no goes where a yes would have led.
  const otherwise = success === '' ? '' : addQueryArg(success, [['success', 'false']]);
  const hidden = Object.entries({
    app_id: sent('app_id'),
    success_url: success,
    reject_url: sent('reject_url') || otherwise,
  }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return adminPage(
    context,
    'Authorize Application',
    html`<p>Would you like to give the application identifying itself as <strong>${sent('app_name')}</strong> access to your account? You should only do this if you trust the application in question.</p>
<form action="${siteUrl(context, 'wp-admin/authorize-application.php')}" method="post">
<input type="hidden" id="_wpnonce" name="_wpnonce" value="${createNonce(context, nonceAction)}">
<input type="hidden" name="action" value="${nonceAction}">
${hidden}
<p><label for="app_name">New Application Password Name</label> <input type="text" id="app_name" name="app_name" value="${sent('app_name')}" required></p>
<p class="actions"><button type="submit" name="approve" id="approve" class="button button-primary" value="1">Yes, I approve of this connection</button>
<button type="submit" name="reject" id="reject" class="button" value="1">No, I do not approve of this connection</button></p>
</form>`,
  );
}

/** The section of the profile: a script of the page makes and revokes them by the REST API. */
export function applicationPasswordsOfUser({ site, isTls, userId }: Context): Html | false {
  if (!isTls) return false;
  return html`<div class="application-passwords" id="application-passwords-section">
<h2>Application Passwords</h2>
<table class="wp-list-table widefat application-passwords-user"><tbody>${site.applicationPasswords
    .ofUser(userId)
    .map(({ uuid, name }) => html`<tr data-uuid="${uuid}"><td>${name}</td></tr>`)}</tbody></table>
</div>`;
}

function inFours(password: string): string {
  return password.replace(/(.{4})(?!$)/g, '$1 ');
}
