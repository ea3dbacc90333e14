import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CodeBlock } from './code-block.tsx';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface JsonViewProps {
  label: string;
  value: Json;
  /** Dotted paths of hashes, such as "user_data.em", without array indexes. */
  hashed?: readonly string[];
}

/** Formatted JSON. Hashes are shortened and marked with a lock. */
export function JsonView({ label, value, hashed = [] }: JsonViewProps) {
  return (
    <CodeBlock label={label}>
      <Value value={value} path="" depth={0} hashed={hashed} />
    </CodeBlock>
  );
}

interface ValueContext {
  path: string;
  depth: number;
  hashed: readonly string[];
}

function Value({ value, ...context }: ValueContext & { value: Json }) {
  if (value === null || typeof value === 'boolean') return <span className="text-code-number">{String(value)}</span>;
  if (typeof value === 'number') return <span className="text-code-number">{value}</span>;
  if (typeof value === 'string')
    return context.hashed.includes(context.path) ? <Hash value={value} /> : <Text value={value} />;
  return isList(value) ? <List value={value} {...context} /> : <Members value={value} {...context} />;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function Text({ value }: { value: string }) {
  return <span className="text-code-string">{JSON.stringify(value)}</span>;
}

function Hash({ value }: { value: string }) {
  const t = useTranslations('shell.kit');
  const shown = value.length > 20 ? `${value.slice(0, 8)}…${value.slice(-7)}` : value;
  return (
    <span
      title={value}
      className="inline-flex h-4.25 items-center gap-1 rounded-[3px] bg-accent-soft px-1 align-middle text-2xs text-accent-soft-text"
    >
      <Lock aria-hidden className="size-2.75" />
      <span className="sr-only">{t('hashed')}: </span>
      {shown}
    </span>
  );
}

// Arrays of primitive values are written on one line.
function List({ value, path, depth, hashed }: ValueContext & { value: readonly Json[] }) {
  const inline = value.every((item) => item === null || typeof item !== 'object');
  const items = value.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an element is identified by its index
    <Value key={index} value={item} path={path} depth={depth + 1} hashed={hashed} />
  ));
  return <Brackets open="[" close="]" items={items} inline={inline} depth={depth} />;
}

function Members({
  value,
  path,
  depth,
  hashed,
}: ValueContext & { value: { readonly [key: string]: Json | undefined } }) {
  const items = Object.entries(value).flatMap(([key, member]) =>
    member === undefined
      ? []
      : [
          <span key={key}>
            <span className="text-code-key">{JSON.stringify(key)}</span>
            {': '}
            <Value value={member} path={path ? `${path}.${key}` : key} depth={depth + 1} hashed={hashed} />
          </span>,
        ],
  );
  return <Brackets open="{" close="}" items={items} inline={items.length === 0} depth={depth} />;
}

function Brackets({
  open,
  close,
  items,
  inline,
  depth,
}: {
  open: string;
  close: string;
  items: ReactNode[];
  inline: boolean;
  depth: number;
}) {
  const pad = inline ? '' : `\n${'  '.repeat(depth + 1)}`;
  return (
    <>
      {open}
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an element is identified by its index
        <span key={index}>
          {index > 0 && (inline ? ', ' : ',')}
          {pad}
          {item}
        </span>
      ))}
      {inline ? '' : `\n${'  '.repeat(depth)}`}
      {close}
    </>
  );
}
