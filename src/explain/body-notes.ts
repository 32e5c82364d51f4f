import { jsonIn } from '../files/json-text.ts';
import type { CredentialView } from './credentials/mistake.ts';
import type { Note } from './note.ts';
import { firstHeaderOf } from './request.ts';

const isJson = (body: string): boolean => /^\s*[{[]/.test(body) && /[}\]]\s*$/.test(body);

/** What comes of a body that is not what its header says, or that WordPress does not read. */
export function bodyNotes({ request }: Pick<CredentialView, 'request'>): Note[] {
  const { body } = request;
  if (body === '') return [];
  const method = request.method.toUpperCase();
  const type = firstHeaderOf(request, 'content-type') ?? '';
  const isForm = /form-urlencoded/i.test(type);
  if (isJson(body) && isForm)
    return [
      {
        id: 'json-labelled-as-form',
        says:
          method === 'POST'
            ? 'The body is JSON, but Content-Type says that it is a form: PHP makes one parameter of the whole text, which changes nothing and has to be signed.'
            : `The body is JSON, but Content-Type says that it is a form: WordPress finds none of its members, and the ${method} changes nothing.`,
        fix: 'Send Content-Type: application/json with a JSON body.',
        refuses: false,
      },
    ];
  if (isJson(body) && !/json/i.test(type))
    return [
      {
        id: 'json-without-type',
        says: `The body is JSON, but ${type === '' ? 'no Content-Type says so' : `Content-Type says ${type}`}: WordPress does not read it.`,
        fix: 'Send Content-Type: application/json.',
        refuses: false,
      },
    ];
  if (method === 'GET' || method === 'HEAD')
    return [
      {
        id: 'body-of-get',
        says: `The ${method} has a body: WordPress takes parameters from it only where it is JSON and says so, and many servers drop it.`,
        fix: 'Send the parameters of a GET in the query.',
        refuses: false,
      },
    ];
  if (!isJson(body) && /json/i.test(type) && body.trim() !== '' && !isJsonText(body))
    return [
      {
        id: 'body-is-no-json',
        says: 'Content-Type says JSON, but the body is none: WordPress answers 400 rest_invalid_json.',
        fix: 'Send the body that the language’s JSON encoder makes.',
        refuses: false,
      },
    ];
  return [];
}

function isJsonText(body: string): boolean {
  return jsonIn(body) !== undefined;
}
