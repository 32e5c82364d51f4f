import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rule } from '@cucumber/messages';
import { LatchkeyError, UsageError } from '../../mocks/errors.ts';
import { gherkinMessages } from './cucumber-parts.ts';
import { featuresGlob, projectFolder } from './features-folder.ts';

const levels = ['MUST', 'SHOULD'] as const;
type RequirementLevel = (typeof levels)[number];

/** What the suite asks of a store: a Rule of a feature. */
export interface Requirement {
  /** `BASIC-01`. */
  readonly id: string;
  readonly level: RequirementLevel;
  /** One sentence. */
  readonly title: string;
  /** RFC sections, WooCommerce's documentation, recordings; separated by semicolons. */
  readonly source: string;
  /** The WooCommerce version from which on it holds. */
  readonly since?: string;
  /** The WooCommerce version from which on it holds no longer. */
  readonly before?: string;
  /** Capabilities that each of its scenarios needs. */
  readonly needs: readonly string[];
  /** Personas that its scenarios speak of, beside the owner. */
  readonly personas?: readonly string[];
  /** Whether its scenarios sign requests, wherever they can: their key remembers nonces then. */
  readonly signs: boolean;
  /** Every tag that its scenarios carry, with their at signs. */
  readonly tags: readonly string[];
  /** The feature's name. */
  readonly feature: string;
  readonly file: string;
  readonly line: number;
  /** How many scenarios it has, each row of an outline counted. */
  readonly scenarios: number;
}

const idTag = /^@([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+)$/;

/** Features that somebody has written beside the shipped ones. */
export interface OwnFeatures {
  /** What the patterns are seen from. */
  readonly folder: string;
  readonly globs: readonly string[];
}

/** Their files, absolute. */
function filesOf({ folder, globs }: OwnFeatures): string[] {
  return globs.flatMap(glob => {
    const found = globSync(glob, { cwd: folder }).sort();
    // What nobody has found nobody would miss.
    if (found.length === 0)
      throw new UsageError(
        {
          where: `features: ${glob}`,
          what: 'there is no such file',
          expected: 'a pattern for .feature files',
        },
        { code: 'LATCHKEY_CONFIGURATION' },
      );
    return found.map(file => path.resolve(folder, file).split(path.sep).join('/'));
  });
}

/**
 * Reads the requirements from the features, in the order of the files.
 *
 * @param own features beside the shipped ones; their requirements come last.
 * @throws {LatchkeyError} (LATCHKEY_HARNESS) that names every Rule without id, level or source, every id that is
 *   given twice, and every scenario that stands outside of a Rule.
 */
export async function readRequirements(
  folder: string = projectFolder,
  own: OwnFeatures = { folder, globs: [] },
): Promise<Requirement[]> {
  const shipped = globSync(featuresGlob, { cwd: folder })
    .map(file => file.split(path.sep).join('/'))
    .sort();
  const files = [...shipped, ...filesOf(own)];
  const problems: string[] = [];
  const requirements: Requirement[] = [];
  for (const file of files)
    requirements.push(
      ...(await readFeature(readFileSync(path.resolve(folder, file), 'utf8'), file, problems)),
    );
  const seen = new Map<string, Requirement>();
  for (const requirement of requirements) {
    const before = seen.get(requirement.id);
    if (before)
      problems.push(
        `${placeOf(requirement)}: the id ${requirement.id} is given at ${placeOf(before)} already`,
      );
    seen.set(requirement.id, requirement);
  }
  if (requirements.length === 0) problems.push(`there is no requirement in ${path.join(folder, 'features')}`);
  if (problems.length > 0)
    throw new LatchkeyError(
      'LATCHKEY_HARNESS',
      `The features are not as they should be: ${problems.join('; ')}`,
    );
  return requirements;
}

/** The requirements of one feature; what is wrong with it goes to `problems`. */
async function readFeature(text: string, file: string, problems: string[]): Promise<Requirement[]> {
  const envelopes = await gherkinMessages(text, file);
  for (const { parseError } of envelopes) if (parseError) problems.push(`${file}${parseError.message}`);
  const feature = envelopes.find(({ gherkinDocument }) => gherkinDocument)?.gherkinDocument?.feature;
  if (!feature) return [];
  const pickles = envelopes.flatMap(({ pickle }) => (pickle ? [pickle] : []));
  const requirements: Requirement[] = [];
  for (const { rule, scenario } of feature.children) {
    if (scenario)
      problems.push(`${file}:${scenario.location.line}: the scenario "${scenario.name}" belongs to no Rule`);
    if (!rule) continue;
    const ids = rule.children.flatMap(child => (child.scenario ? [child.scenario.id] : []));
    const own = pickles.filter(({ astNodeIds }) => ids.includes(astNodeIds[0] as string));
    const inherited = [...feature.tags, ...rule.tags].map(({ name }) => name);
    const read = describe(rule, inherited, `${file}:${rule.location.line}`, problems);
    if (!read) continue;
    const texts = own.flatMap(({ steps }) => steps.map(({ text }) => text));
    const personas = personasIn(texts);
    if (own.length === 0) problems.push(`${file}:${rule.location.line}: ${read.id} has no scenario`);
    requirements.push({
      ...read,
      ...(personas.length > 0 && { personas }),
      signs: texts.some(text => /\b(?:signs|signature|nonce)\b/.test(text)),
      tags: [...new Set([...inherited, ...own.flatMap(({ tags }) => tags.map(({ name }) => name))])],
      feature: feature.name,
      file,
      line: rule.location.line,
      scenarios: own.length,
    });
  }
  return requirements;
}

/** A user is spoken of as the persona is: the customer, the customer's key. */
function personasIn(texts: readonly string[]): string[] {
  const all = texts.join('\n').replaceAll('deleted user', 'deletedUser');
  const named = all.match(
    /\b(?:owner|reader|writer|manager|customer|author|subscriber|deletedUser|revoked)\b/g,
  );
  return [...new Set(named)];
}

type Described = Omit<Requirement, 'signs' | 'tags' | 'feature' | 'file' | 'line' | 'scenarios'>;

function describe(
  rule: Rule,
  tags: readonly string[],
  place: string,
  problems: string[],
): Described | undefined {
  const own = rule.tags.map(({ name }) => name);
  const ids = own.flatMap(name => idTag.exec(name)?.[1] ?? []);
  const stated = levels.filter(level => own.includes(`@${level}`));
  // The source goes on over the lines that follow, up to an empty one.
  const source = /^\s*Source:\s*([\s\S]+?)(?:\n\s*\n|$(?![\s\S]))/m
    .exec(rule.description)?.[1]
    ?.replace(/\s+/g, ' ')
    .trim();
  const missing = [
    ...(ids.length === 1 ? [] : [`one id such as @BASIC-01 (there are ${ids.length})`]),
    ...(stated.length === 1 ? [] : [`one level, ${levels.map(level => `@${level}`).join(' or ')}`]),
    ...(source ? [] : ['a line "Source: …" in its description']),
  ];
  if (missing.length > 0) {
    problems.push(`${place}: the Rule "${rule.name}" lacks ${missing.join(' and ')}`);
    return undefined;
  }
  const version = (kind: string) =>
    tags.flatMap(name => new RegExp(`^@${kind}-([\\d.]+)$`).exec(name)?.[1] ?? [])[0];
  return {
    id: ids[0] as string,
    level: stated[0] as RequirementLevel,
    title: rule.name,
    source: source as string,
    ...(version('since') !== undefined && { since: version('since') }),
    ...(version('before') !== undefined && { before: version('before') }),
    needs: tags.flatMap(name => /^@needs-(.+)$/.exec(name)?.[1] ?? []),
  };
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}
