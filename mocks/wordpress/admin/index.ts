import type { Answer } from '../../message.ts';
import { currentUserCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { html } from '../html.ts';
import { dashboardPage } from '../login/pages.ts';
import { siteUrl } from '../login/urls.ts';
import { nocacheHeaders } from '../nocache.ts';
import { createNonce } from '../nonce.ts';
import { requested } from '../request-variables.ts';
import { applicationPasswordsOfUser, authorizeApplicationPage } from './authorize-application.ts';
import { adminPage, notAllowed } from './page.ts';
import { newUserPage } from './user-new.ts';
import { usersPage } from './users.ts';

/** The scripts below `/wp-admin/` for somebody who is logged in; what is not simulated is the dashboard. */
export function adminScript(context: Context, script: string): Answer {
  switch (script) {
    case 'admin.php':
      return pluginPage(context);
    case 'profile.php':
      return profilePage(context);
    case 'authorize-application.php':
      return authorizeApplicationPage(context);
    case 'users.php':
      return usersPage(context);
    case 'user-new.php':
      return newUserPage(context);
    default:
      return dashboardPage(context);
  }
}

/**
 * `/wp-admin/admin-ajax.php`: a nonce for the REST API, or an action of a plugin; without one `0` and 400, as for
 * nobody.
 */
export function adminAjax(context: Context): Answer {
  const action = requested(context, 'action');
  if (context.userId !== 0 && action === 'rest-nonce') {
    return ajaxText(context, 200, createNonce(context, 'wp_rest'));
  }
  if (context.userId !== 0 && action !== '')
    for (const hooks of context.hooks) {
      const answer = hooks.adminAjax?.(action);
      if (answer) return answer;
    }
  return ajaxText(context, 400, '0');
}

function ajaxText(context: Context, status: number, text: string): Answer {
  return {
    status,
    headers: [
      ...nocacheHeaders(context.site, context.userId !== 0),
      'Content-Type',
      'text/html; charset=UTF-8',
    ],
    body: new TextEncoder().encode(text),
  };
}

function pluginPage(context: Context): Answer {
  const name = requested(context, 'page');
  for (const hooks of context.hooks) {
    const answer = hooks.adminPage?.(name);
    if (answer) return answer;
  }
  return notAllowed(context, 'Sorry, you are not allowed to access this page.');
}

/** Who one is. Nothing of it can be changed here. */
function profilePage(context: Context): Answer {
  const user = context.site.users.get(context.userId);
  return adminPage(
    context,
    'Profile',
    html`<form id="your-profile" action="${siteUrl(context, 'wp-admin/profile.php')}" method="post">
<input type="hidden" name="checkuser_id" value="${context.userId}">
<input type="hidden" name="user_id" id="user_id" value="${context.userId}">
<p><label for="user_login">Username</label> <input type="text" name="user_login" id="user_login" value="${user?.login ?? ''}" disabled></p>
<p><label for="email">Email</label> <input type="text" name="email" id="email" value="${user?.email ?? ''}" readonly></p>
</form>
${applicationPasswordsOfUser(context)}
${currentUserCan(context, 'list_users') && html`<p><a href="${siteUrl(context, 'wp-admin/users.php')}">Users</a></p>`}`,
  );
}
