/** The names that clients give themselves: some servers refuse requests by User-Agent alone. */
import type { HeaderFields } from '../../client/http/exchange.ts';
import type { Answers, Probe } from '../probe.ts';
import { ask } from '../requests.ts';

/**
 * One User-Agent names several clients of one family, so that a rule against one of them is met by one request. Which
 * of them it is against is asked afterwards, and only where the family was refused.
 */
const families: Readonly<Record<string, readonly string[]>> = {
  apps: ['okhttp/4.12.0', 'Dart/3.4 (dart:io)', 'CFNetwork/1496.0.7 Darwin/23.5.0', 'Alamofire/5.9.1'],
  scripts: ['axios/1.7.7', 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)', 'undici', 'Deno/1.44'],
  tools: ['curl/8.5.0', 'Wget/1.21.4', 'libwww-perl/6.67', 'PostmanRuntime/7.39.0'],
  services: ['Go-http-client/2.0', 'Java/17.0.11', 'Apache-HttpClient/4.5.14 (Java/17)', 'GuzzleHttp/7'],
  connectors: ['RestSharp/106.15.0.0', 'Ruby', 'Zapier', 'aiohttp/3.9.5', 'python-httpx/0.27.0'],
};

/** A client of a family by itself: `A9-okhttp`. */
export interface NamedClient {
  readonly id: string;
  readonly family: string;
  readonly agent: string;
}

/** Every client that is asked for by itself where its family was refused. */
export const namedClients: readonly NamedClient[] = Object.entries(families).flatMap(([name, agents]) =>
  agents.map(agent => ({
    id: `A9-${nameOf(agent).toLowerCase()}`,
    family: `A9-${name}`,
    agent,
  })),
);

/** The probe of each family, with the clients that it names. */
export const familyIds: readonly string[] = Object.keys(families).map(name => `A9-${name}`);

/** okhttp and Dart send no Accept of their own, so that one request tells of both. */
const withoutAccept: readonly string[] = ['apps'];

/** The families, sent with all other probes. */
export const familyProbes: readonly Probe[] = Object.entries(families).map(([name, agents]) =>
  withAgent(
    `A9-${name}`,
    agents.join(' '),
    `with the names of ${agents.map(nameOf).join(', ')}${withoutAccept.includes(name) ? ', without Accept' : ''}`,
    withoutAccept.includes(name) ? [['Accept', '']] : [],
  ),
);

/** Each client of a family that was answered otherwise than the doctor itself. */
export const clientProbes: readonly Probe[] = namedClients.map(({ id, family, agent }) => ({
  ...withAgent(id, agent),
  isWanted: answers => isRefusedAlone(answers, family),
}));

/**
 * The parameter goes in the header, as most clients send their keys: a server may take the header from some of them alone.
 *
 * @param told What its title says of the User-Agent.
 */
export function withAgent(
  id: string,
  agent: string,
  told = `User-Agent ${nameOf(agent)}`,
  more: HeaderFields = [],
): Probe {
  return {
    id,
    title: `the list with a single OAuth parameter in the Authorization header, ${told}`,
    healthy: 'as A6',
    shows: 'whether answers depend on the User-Agent',
    needs: 'url',
    request: known =>
      ask(known, '', [['User-Agent', agent], ['Authorization', 'OAuth oauth_consumer_key="probe"'], ...more]),
  };
}

/** WordPress answers somebody, and not this one; or it sees somebody's header, and not this one's. */
function isRefusedAlone(answers: Answers, id: string): boolean {
  const said = answers.said(id);
  if (said === undefined) return false;
  if (answers.isWordPress(id))
    return answers.said('A6') === 'missing parameter' && said !== 'missing parameter';
  return ['A6', 'A9-browser'].some(other => answers.isWordPress(other));
}

function nameOf(agent: string): string {
  return agent.split(/[/ ]/, 1)[0] as string;
}
