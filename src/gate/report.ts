import { type HttpExchange, headerFields } from '../client/http/exchange.ts';
import type { Redactor } from '../redact/redact.ts';
import type { ReportModel, ReportScenario } from '../report/model.ts';
import type { ClientExchange } from '../serve/start-store.ts';
import type { GateResult, RuleOutcome } from './gate.ts';
import type { GateFinding } from './rule.ts';

/** The column of the report: there is one client. */
const target = 'client';
/** Exchanges shown for a broken rule; the rest is counted. */
const mostExchanges = 20;

/** A gate's result as reports tell it: a requirement for each rule, one scenario in each. */
export function modelOfGate(result: GateResult, redactor: Redactor, latchkey: string): ReportModel {
  return {
    command: 'gate',
    latchkey,
    selection: [],
    targets: [{ name: target, kind: 'client', startedAt: result.startedAt, duration: result.duration }],
    requirements: result.rules.map(({ rule: { id, level, title, source, fix } }) => ({
      id,
      level,
      title,
      source,
      feature: "What a client's traffic has to keep",
      fix,
    })),
    scenarios: result.rules.map(each => scenarioOf(each, redactor)),
  };
}

function scenarioOf({ rule, outcome }: RuleOutcome, redactor: Redactor): ReportScenario {
  const findings = outcome.outcome === 'failed' ? outcome.findings : [];
  const exchanges = findings.flatMap(({ exchange, notes }) =>
    exchange ? [asExchange(exchange, notes)] : [],
  );
  return {
    target,
    requirement: rule.id,
    name: rule.title,
    file: '',
    line: 0,
    outcome: outcome.outcome,
    reason: redactor.text(outcome.outcome === 'skipped' ? outcome.reason : outcome.detail),
    duration: 0,
    steps: [],
    exchanges: exchanges.slice(0, mostExchanges).map(each => redactor.exchange(each)),
    exchangeCount: exchanges.length,
    findings: findings.map(({ where, what }) => ({
      where: redactor.text(where),
      what: redactor.text(what),
    })),
  };
}

function asExchange({ at, message, answer }: ClientExchange, notes: GateFinding['notes']): HttpExchange {
  const host =
    headerFields(message.headers).find(([name]) => name.toLowerCase() === 'host')?.[1] ?? message.host;
  return {
    request: {
      method: message.method,
      url: `${message.scheme}://${host}${message.target}`,
      headers: headerFields(message.headers),
      body: message.body,
    },
    answer: { status: answer.status, headers: headerFields(answer.headers), body: answer.body },
    startedAt: at * 1000,
    duration: 0,
    ...(notes && { notes }),
  };
}
