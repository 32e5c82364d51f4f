import { TargetError } from '../../mocks/errors.ts';
import type { Answer, Message, Reachable } from '../../mocks/index.ts';
import { type ScriptRequest, throughWebServer } from '../../mocks/rules.ts';
import { createClient } from '../client/http/client.ts';
import type { RunningPlayground } from './playground-process.ts';

/** A request to a WordPress of WebAssembly takes seconds; with a busy machine many. */
const answerTimeout = 180_000;

/** Of the connection, not of the answer; the listener has its own Date and Content-Length. */
const ofTheConnection = /^(?:connection|keep-alive|transfer-encoding|date|content-length)$/i;

/** The methods that Node's server in front of PHP takes; PHP is told the one that was sent. */
const carried = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Stands in front of WordPress in Apache's place: what Apache would answer by itself it answers, the rest PHP does. */
export function relayTo(playground: RunningPlayground, word: string): Reachable & { close(): Promise<void> } {
  const client = createClient({ answerTimeout, connections: 4 });
  return {
    now: () => Date.now() / 1000,
    close: () => client.close(),
    async answer(message: Message): Promise<Answer> {
      const served = throughWebServer(message);
      if ('answer' in served) return served.answer;
      const { forScript } = served;
      const { answer, failure } = await client.send({
        method: carried.has(message.method) ? message.method : 'GET',
        url: `${playground.url}${scriptPath(forScript.path)}`,
        headers: headersFor(forScript, word),
        ...(forScript.body.length > 0 && { body: forScript.body }),
      });
      if (!answer)
        throw new TargetError({
          where: 'WordPress Playground',
          what: playground.ended() ?? failure?.message ?? 'it does not answer',
        });
      return {
        status: answer.status,
        headers: answer.headers.flatMap(([name, value]) =>
          ofTheConnection.test(name) || value === 'Express' ? [] : [name, value],
        ),
        body: answer.body,
      };
    },
  };
}

/** Playground finds the script, or the file, by the path; all that is none goes to index.php, as odd paths do. */
function scriptPath(path: string): string {
  return /^(?:\/[\w.~-]+)*\/?$/.test(path) ? path : '/index.php';
}

/** What PHP itself reads of the fields, to make `$_POST` and `$_COOKIE`, and the rest in one field of its own. */
function headersFor({ variables, fields }: ScriptRequest, word: string): [string, string][] {
  const encoded = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Buffer.from(value, 'latin1').toString('base64')]),
    );
  const told = { word, variables: encoded(variables), fields: encoded(fields) };
  const read = ['content-type', 'cookie'].flatMap(name =>
    fields[name] === undefined ? [] : [[name, fields[name]] as [string, string]],
  );
  return [...read, ['latchkey-request', Buffer.from(JSON.stringify(told)).toString('base64')]];
}
