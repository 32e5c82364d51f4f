/** The public names: what src/index.ts and src/msw.ts hand on, and the comment where each is declared. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A public name, the name under which its module declares it, and that module. */
export interface PublicName {
  readonly name: string;
  readonly declared: string;
  readonly file: string;
}

/** The names that a module of re-exports hands on. */
export function publicNames(file: string): PublicName[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const handedOn = [...text.matchAll(/export \* from '([^']+)'/g)].flatMap(([, source = '']) =>
    publicNames(path.join(path.dirname(file), source)),
  );
  return [...handedOn, ...ownNames(file, text)];
}

function ownNames(file: string, text: string): PublicName[] {
  return [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, names, source]) =>
    (names as string)
      .split(',')
      .map(name => name.trim().replace(/^type /, ''))
      .filter(name => name !== '')
      .map(name => {
        const [declared = '', alias] = name.split(' as ');
        return { name: alias ?? declared, declared, file: path.join(path.dirname(file), source as string) };
      }),
  );
}

/** The comment on a name; a module that hands the name on is followed to the one that declares it. */
export function commentOn({ declared, file }: PublicName): string | undefined {
  const text = readFileSync(path.join(root, file), 'utf8');
  const declaration = new RegExp(
    `^/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport (?:async )?(?:function|class|const|interface|type) ${declared}\\b`,
    'm',
  );
  const comment = declaration.exec(text)?.[1];
  if (comment !== undefined) return comment;
  const handedOn = [...text.matchAll(/(?:export|import) (?:type )?\{([^}]*)\} from '([^']+)'/g)].find(
    ([, names]) => new RegExp(`\\b${declared}\\b`).test(names as string),
  );
  if (!handedOn) return undefined;
  return commentOn({
    name: declared,
    declared,
    file: path.join(path.dirname(file), handedOn[2] as string),
  });
}

/** The examples of the public names: the code in the comment on each. */
export const examples: ReadonlyMap<string, readonly string[]> = new Map(
  [...publicNames('src/index.ts'), ...publicNames('src/msw.ts')].flatMap(exported => {
    const comment = commentOn(exported) ?? '';
    const code = [...comment.matchAll(/@example\n \* ```ts\n([\s\S]*?) \* ```/g)].map(([, lines = '']) =>
      lines.replaceAll(/^ \* ?/gm, ''),
    );
    return code.length > 0 ? [[exported.name, code] as const] : [];
  }),
);
