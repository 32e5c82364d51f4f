import { firstDifference } from './first-difference.ts';
import type { ShownSignature } from './shown.ts';
import { Text } from './text.tsx';

/** The base string that the store signs and the client's, the first difference marked. */
export function BaseStrings({ signature }: { signature: ShownSignature }) {
  const { facts, parameters, store, client } = signature;
  const partAt = store === undefined || client === undefined ? undefined : firstDifference(store, client);
  return (
    <>
      {facts.length > 0 && (
        <dl class="pairs">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {partAt !== undefined && <p>The base strings part at character {partAt + 1}.</p>}
      {store !== undefined && store === client ? (
        <BaseString title="Base string, of the store and the client alike" text={store} />
      ) : (
        <>
          {store !== undefined && (
            <BaseString title="Base string of the store" text={store} partAt={partAt} />
          )}
          {client !== undefined && (
            <BaseString title="Base string of the client" text={client} partAt={partAt} />
          )}
        </>
      )}
      {parameters.length > 0 && (
        <details>
          <summary>Parameters, sorted: as PHP sees them → as they stand in the base string</summary>
          <Text label="Parameters">{parameters.join('\n')}</Text>
        </details>
      )}
    </>
  );
}

/** From the first difference on it is marked: the first character, and fainter what follows. */
function BaseString({ title, text, partAt }: { title: string; text: string; partAt?: number | undefined }) {
  return (
    <figure class="base-string">
      <figcaption>{title}</figcaption>
      <Text label={title}>
        {partAt === undefined ? (
          text
        ) : (
          <>
            {text.slice(0, partAt)}
            <mark>{text.slice(partAt, partAt + 1) || '(ends here)'}</mark>
            <span class="after">{text.slice(partAt + 1)}</span>
          </>
        )}
      </Text>
    </figure>
  );
}
