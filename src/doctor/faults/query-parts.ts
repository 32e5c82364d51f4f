/** A query that arrives, and not all of it. */
import { unprovenMembers } from '../../answers/members.ts';
import { isObject } from '../../files/json-text.ts';
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { fieldsAsked } from '../fields-asked.ts';
import { quote, quoteAll } from '../proof.ts';
import { isLogInOfUser, isSeen, isSomebody } from '../signs.ts';

const check = 'Run the doctor again: B6 lets the keys in.';

/** `arg_separator.input` of PHP without `&`, or `&amp;` for `&`: the first parameter takes the rest for its value. */
function joinedParameters(evidence: Evidence): Suspicion | undefined {
  const reading = evidence.reading('A4');
  const { data } = unprovenMembers('rest-error', reading?.json);
  const params = isObject(data) && isObject(data.params) ? Object.keys(data.params) : [];
  if (reading?.code !== 'rest_invalid_param' || !params.includes('per_page')) return undefined;
  return {
    certainty: 'proven',
    level: 'fault',
    layer: 'php',
    title: 'The parameters of a query arrive as one, or with other values',
    proof: [quote(evidence, 'A4', 'per_page=1 was sent, and WordPress finds fault with per_page')],
    undecided:
      'Whether PHP reads the query so (arg_separator.input) or a rule rewrites it on its way: $_SERVER["QUERY_STRING"] tells.',
  };
}

export const queryPartsFaults: readonly Fault[] = [
  {
    id: 'query-cut',
    layer: 'web-server',
    title: 'Queries are cut, or lose the key on their way',
    seen: 'The key is let in in the Authorization header; the same key in the query is nobody’s, though a short parameter arrives: a rule cuts long queries, or takes consumer_key and consumer_secret out.',
    level: 'warning',
    probes: ['A4', 'A5', 'A6', 'A15', 'A20', 'A21', 'A23-v2', 'B4', 'B4w', 'B5', 'B6'],
    lookAlikes: [
      { id: 'query-dropped', difference: 'a short parameter does not arrive either' },
      { id: 'firewall', difference: 'a page refuses the request' },
      { id: 'query-parameter-added', difference: 'the key is let in, and signatures are refused' },
    ],
    examine(evidence) {
      const joined = joinedParameters(evidence);
      if (joined) return joined;
      const arrives = ['A5', 'A20'].find(id => isSeen(evidence, id));
      if (evidence.isClosed) return undefined;
      if (arrives === undefined) return withoutCredentials(evidence);
      const changed = ofFields(evidence, arrives);
      if (changed) return changed;
      // At a path that nobody has asked before alone: a cache has an older answer for the others.
      if (arrives !== 'A5') return undefined;
      const short = quote(evidence, arrives, 'a short OAuth parameter in the query is seen');
      return evidence.known.credentials ? withKey(evidence, short) : withoutKey(evidence, short);
    },
    fixes: [
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: a line that rewrites the query goes',
        lines: '',
        insteadOf: 'http-request set-query %[query,bytes(0,64)]',
        check,
      },
      {
        server: 'Varnish',
        where: 'vcl_recv, its first line, above the rule that takes parameters out of the URL',
        lines:
          'if (req.url ~ "^/(wp-json|wc-api|wc-auth)/" || req.url ~ "[?&]rest_route=") { return (pass); }',
        check,
      },
      {
        server: 'any',
        where: 'the rule that shortens or cleans queries (of tracking parameters, mostly)',
        lines: 'an exception for /wp-json/, /wc-api/ and /wc-auth/',
        check,
      },
    ],
    workaround: 'The key in the Authorization header, which arrives.',
    sources: ['https://www.rfc-editor.org/rfc/rfc3986#section-3.4'],
  },
];

/** What carries no credentials arrives: a rule looks at the names of parameters. */
function withoutCredentials(evidence: Evidence): Suspicion | undefined {
  const header = ['A6', 'A21'].find(id => isSeen(evidence, id));
  const lost = ['A5', 'A20'].find(id => evidence.isAnonymous(id));
  if (fieldsAsked(evidence) !== 'arrive' || header === undefined || lost === undefined) return undefined;
  return {
    certainty: 'proven',
    title: 'Parameters with a key or a signature are taken out of the query, and others arrive',
    proof: [
      quote(evidence, header, 'an OAuth parameter in the Authorization header is seen'),
      quote(evidence, lost, 'the same parameter in the query is not'),
      quote(evidence, 'A23-v2', '_fields in the query is: the index holds its name alone'),
      ...quoteAll(evidence, ['B6'], 'the key in the query'),
    ],
  };
}

/** A parameter with credentials arrives, and others do not as they were sent. */
function ofFields(evidence: Evidence, arrives: string): Suspicion | undefined {
  const fields = fieldsAsked(evidence);
  if (fields === undefined || fields === 'arrive') return undefined;
  const isLost = fields === 'are lost';
  return {
    certainty: 'proven',
    title: isLost
      ? 'Some parameters are taken out of the query: those whose names begin with _, as _fields and _method do'
      : 'The query is decoded once too often on its way: a value with & in it falls apart',
    proof: [
      quote(evidence, arrives, 'an OAuth parameter in the query is seen'),
      quote(
        evidence,
        'A23-v2',
        isLost
          ? '_fields asked for its name alone, and its routes came too'
          : '_fields asked for its name alone, and its routes came, which a value with %26 named',
      ),
      ...quoteAll(evidence, ['B4'], 'a signature covers every parameter'),
    ],
  };
}

function withKey(evidence: Evidence, short: string): Suspicion | undefined {
  if (!isSomebody(evidence, 'B5') || isLogInOfUser(evidence)) return undefined;
  if (evidence.said('B4') === 'missing parameter')
    return {
      certainty: 'proven',
      title: 'Signatures lose a part on their way: a parameter of OAuth is taken out of the query',
      proof: [
        short,
        quote(evidence, 'B4', 'a whole signature was sent, and a part of it is missing'),
        ...quoteAll(evidence, ['A15'], 'one of an unknown key'),
        quote(evidence, 'B5', 'the key is let in in the Authorization header'),
      ],
    };
  if (!evidence.isAnonymous('B6')) return undefined;
  const long = ['B4', 'B4w'].find(id => isSomebody(evidence, id));
  return {
    certainty: 'proven',
    title:
      long === undefined
        ? 'Queries arrive in part: a key in them is lost, a short parameter is not'
        : 'consumer_key and consumer_secret are taken out of the query',
    proof: [
      short,
      quote(evidence, 'B5', 'the key is let in in the Authorization header'),
      quote(evidence, 'B6', 'the same in the query is nobody’s'),
      ...(long === undefined
        ? quoteAll(evidence, ['B4', 'A15'], 'a whole signature in the query')
        : [quote(evidence, long, 'a longer query arrives whole, which has other names')]),
    ],
  };
}

/** An unknown key with a whole signature is refused as such where all of it arrives. */
function withoutKey(evidence: Evidence, short: string): Suspicion | undefined {
  if (evidence.said('A15') !== 'missing parameter' && !evidence.isAnonymous('A15')) return undefined;
  return {
    certainty: 'proven',
    title: 'Long queries arrive in part: a signature in them is lost, a short parameter is not',
    proof: [short, quote(evidence, 'A15', 'of a whole signature in the query something is missing')],
  };
}
