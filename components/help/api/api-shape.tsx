import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { type JsonSchema, membersOf } from '#lib/core/api/api-document.ts';
import { ApiDisclosure } from './api-disclosure.tsx';
import { ApiMembers } from './api-members.tsx';

export function shapeId(name: string): string {
  return `shape-${name}`;
}

/** A shape with its members, or its JSON schema if it has none. */
export function ApiShape({ name, schema }: { name: string; schema: JsonSchema }) {
  const members = membersOf(schema);
  return (
    <ApiDisclosure
      head={
        <code id={shapeId(name)} className="mono scroll-mt-4">
          {name}
        </code>
      }
    >
      {members.length > 0 ? (
        <ApiMembers label={name} members={members} />
      ) : (
        <CodeBlock label={name}>{JSON.stringify(schema, null, 2)}</CodeBlock>
      )}
    </ApiDisclosure>
  );
}
