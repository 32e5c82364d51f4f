import type { Answer } from '../../message.ts';
import { currentUserCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { redirect } from '../formatting/redirect.ts';
import { sanitizeTextField } from '../formatting/sanitize.ts';
import { fromBytes } from '../formatting/text.ts';
import { html } from '../html.ts';
import { createNonce } from '../nonce.ts';
import { refererField } from '../nonce-url.ts';
import { posted } from '../request-variables.ts';
import { adminPage, errorNotice, expired, notAllowed } from './page.ts';

const nonceAction = 'create-user';
const roles: Readonly<Record<string, string>> = {
  shop_manager: 'Shop manager',
  customer: 'Customer',
  subscriber: 'Subscriber',
  contributor: 'Contributor',
  author: 'Author',
  editor: 'Editor',
  administrator: 'Administrator',
};

/** `/wp-admin/user-new.php`: the form, and what it sends. */
export function newUserPage(context: Context): Answer {
  if (!currentUserCan(context, 'create_users'))
    return notAllowed(context, 'Sorry, you are not allowed to create users.');
  if (posted(context, 'action') !== 'createuser') return form(context, []);
  const refused = expired(context, posted(context, '_wpnonce_create-user'), nonceAction);
  if (refused) return refused;
  const role = posted(context, 'role');
  if (role !== '' && !Object.hasOwn(roles, role))
    return notAllowed(context, 'Sorry, you are not allowed to give users that role.');
  const login = fromBytes(sanitizeTextField(posted(context, 'user_login')));
  const email = fromBytes(sanitizeTextField(posted(context, 'email')));
  const errors = problems(context, login, email);
  if (errors.length > 0) return form(context, errors);
  const password = fromBytes(posted(context, 'pass1'));
  const user = context.site.users.add({ login, email, password, role });
  context.judgements.push({
    rule: 'admin.create-user',
    outcome: 'accepted',
    detail: `User ${user.id}, ${login} (${role}), was created.`,
  });
  return redirect(`users.php?update=add&id=${user.id}`);
}

/** What `edit_user()` says, in its order. */
function problems(context: Context, login: string, email: string): string[] {
  const { users } = context.site;
  const [pass1, pass2] = [posted(context, 'pass1'), posted(context, 'pass2')];
  const found: string[] = [];
  if (login === '') found.push('Please enter a username.');
  if (pass1.trim() === '') found.push('Please enter a password.');
  if (pass1 !== pass2)
    found.push('Passwords do not match. Please enter the same password in both password fields.');
  if (login !== '' && !/^[a-z0-9 _.@-]+$/i.test(login))
    found.push('This username is invalid because it uses illegal characters. Please enter a valid username.');
  if (login !== '' && users.find(login)?.login.toLowerCase() === login.toLowerCase())
    found.push('This username is already registered. Please choose another one.');
  if (email === '') found.push('Please enter an email address.');
  else if (!/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email)) found.push('The email address is not correct.');
  else if (users.find(email)) found.push('This email is already registered. Please choose another one.');
  return found;
}

function form(context: Context, errors: readonly string[]): Answer {
  const sent = (name: string) => (errors.length > 0 ? fromBytes(posted(context, name)) : '');
  return adminPage(
    context,
    'Add New User',
    html`${errors.length > 0 && errorNotice(errors)}
<form method="post" name="createuser" id="createuser">
<input name="action" type="hidden" value="createuser">
<input type="hidden" id="_wpnonce_create-user" name="_wpnonce_create-user" value="${createNonce(context, nonceAction)}">
${refererField(context)}
<p><label for="user_login">Username (required)</label>
<input name="user_login" type="text" id="user_login" value="${sent('user_login')}" autocapitalize="none" autocomplete="off" maxlength="60"></p>
<p><label for="email">Email (required)</label>
<input name="email" type="text" id="email" value="${sent('email')}"></p>
<p><label for="pass1">Password</label>
<input type="password" name="pass1" id="pass1" autocomplete="new-password"></p>
<p><label for="pass2">Repeat Password (required)</label>
<input type="password" name="pass2" id="pass2" autocomplete="new-password"></p>
<p><label class="inline" for="pw_weak"><input type="checkbox" name="pw_weak" id="pw_weak"> Confirm use of weak password</label></p>
<p><label class="inline" for="send_user_notification"><input type="checkbox" name="send_user_notification" id="send_user_notification" value="1" checked> Send the new user an email about their account</label></p>
<p><label for="role">Role</label>
<select name="role" id="role">${Object.entries(roles).map(([role, name]) => html`<option value="${role}"${role === 'customer' && html` selected`}>${name}</option>`)}</select></p>
<p class="actions"><button type="submit" name="createuser" id="createusersub" class="button button-primary" value="Add New User">Add New User</button></p>
</form>`,
  );
}
