import { Buffer } from 'node:buffer';
import { type Answer, noBody } from '../message.ts';
import type { Context } from './context.ts';
import { authenticate } from './login/authenticate.ts';

/**
 * `POST /xmlrpc.php`: a call is refused as a real WordPress refuses it, with a fault in an answer of 200; whoever would
 * be let in hears that nothing is simulated here. Seen on 10.5 (WordPress 6.9.1).
 */
export function answerXmlRpc(context: Context): Answer {
  const { request } = context;
  const text = Buffer.from(request.rawBody).toString('latin1');
  if (!isWellFormed(text)) return fault(-32_700, 'parse error. not well formed');
  const call = /<methodCall\s*>([\s\S]*)<\/methodCall\s*>/.exec(text)?.[1];
  if (call === undefined) {
    return fault(
      -32_600,
      'server error. invalid xml-rpc. not conforming to spec. Request must be a methodCall',
    );
  }
  const method = /<methodName\s*>([^<]*)<\/methodName\s*>/.exec(call)?.[1]?.trim() ?? '';
  if (method === 'demo.sayHello') return value('<string>Hello!</string>');
  const place = credentialsAt(method);
  if (place === undefined) return fault(-32_601, `server error. requested method ${method} does not exist.`);
  const [user, password] = stringsOf(call).slice(place, place + 2);
  if (place >= 0) {
    if (user === undefined || password === undefined)
      return fault(400, 'Insufficient arguments passed to this XML-RPC method.');
    if (!('user' in authenticate(context, user, password)))
      return fault(403, 'Incorrect username or password.');
  }
  return { ...fault(501, `Latchkey does not simulate XML-RPC: ${method}.`), status: 501 };
}

/** Where among its parameters a method has a user's name, -1 where it has none; undefined for a method that there is none of. */
function credentialsAt(method: string): number | undefined {
  if (method === 'wp.getUsersBlogs') return 0;
  if (/^wp\.[a-z]+[A-Za-z]*$/.test(method) && wordPressVerbs.test(method)) return 1;
  if (/^(?:metaWeblog|blogger|mt)\.[a-z][A-Za-z]*$/.test(method)) return 1;
  return withoutUser.has(method) ? -1 : undefined;
}

const wordPressVerbs = /^wp\.(?:new|edit|delete|get|set|suggest|upload|restore)[A-Z]/;
const withoutUser = new Set([
  'system.multicall',
  'system.listMethods',
  'system.getCapabilities',
  'demo.addTwoNumbers',
  'pingback.ping',
  'pingback.extensions.getPingbacks',
]);

/** The parameters of a call, those that are plain: what has no type is a string. */
function stringsOf(call: string): string[] {
  return [...call.matchAll(/<value\s*>\s*(?:<(string|int|i4|boolean)\s*>)?([^<]*)/g)].map(match =>
    unescaped((match[2] as string).trim()),
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Whether elements open and close as they should: all that is asked of a call here. */
function isWellFormed(text: string): boolean {
  const body = text.replace(/^\s*<\?xml[^>]*\?>/, '').trim();
  if (!body.startsWith('<')) return false;
  const open: string[] = [];
  let isDone = false;
  for (const [tag] of body.matchAll(/<[^>]*(?:>|$)/g)) {
    const [, slash, name, empty] = /^<(\/?)([A-Za-z_][\w.-]*)(?:\s[^>]*?)?(\/?)>$/.exec(tag) ?? [];
    if (name === undefined || isDone) return false;
    if (slash === '/') {
      if (open.pop() !== name) return false;
    } else if (empty !== '/') open.push(name);
    isDone = open.length === 0;
  }
  return isDone;
}

function fault(code: number, message: string): Answer {
  const member = (name: string, inside: string): string =>
    `        <member>\n          <name>${name}</name>\n          <value>${inside}</value>\n        </member>\n`;
  const members = `${member('faultCode', `<int>${code}</int>`)}${member('faultString', `<string>${escaped(message)}</string>`)}`;
  return response(
    `  <fault>\n    <value>\n      <struct>\n${members}      </struct>\n    </value>\n  </fault>\n`,
  );
}

function value(inside: string): Answer {
  return response(
    `  <params>\n    <param>\n      <value>\n      ${inside}\n      </value>\n    </param>\n  </params>\n`,
  );
}

function response(inside: string): Answer {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<methodResponse>\n${inside}</methodResponse>\n`;
  return {
    status: 200,
    headers: ['Content-Type', 'text/xml; charset=UTF-8'],
    body: Buffer.from(xml, 'latin1'),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whatever is no POST. */
export function describeXmlRpc({ request }: Context): Answer {
  if (request.get.has('rsd')) {
    const rsd = '<?xml version="1.0" encoding="UTF-8"?>\n<rsd version="1.0"></rsd>\n';
    return { status: 200, headers: ['Content-Type', 'text/xml; charset=UTF-8'], body: Buffer.from(rsd) };
  }
  return {
    status: 405,
    headers: ['Allow', 'POST', 'Content-Type', 'text/plain;charset=UTF-8'],
    body: request.method === 'HEAD' ? noBody : Buffer.from('XML-RPC server accepts POST requests only.'),
  };
}
