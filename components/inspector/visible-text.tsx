import { Fragment } from 'react';

const WHITESPACE = /(\p{White_Space}+)/u;

/** A value with visible whitespace, which often explains a differing hash. */
export function VisibleText({ text }: { text: string }) {
  const parts = text.split(WHITESPACE);
  return (
    <span className="mono block whitespace-pre-wrap rounded-control bg-surface-sunken px-3 py-2 text-sm ring-1 ring-border ring-inset [overflow-wrap:anywhere]">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
          <mark key={index} className="rounded-[2px] bg-warning-bg text-warning">
            {part}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </span>
  );
}
