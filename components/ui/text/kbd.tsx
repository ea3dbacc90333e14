'use client';

import { useKeysText } from '../hooks/use-keys-text.ts';

/** A key or a combination such as `Mod+K`, with the names of the person's keyboard. */
export function Kbd({ children }: { children: string }) {
  const textOf = useKeysText();
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center whitespace-nowrap rounded-tag border border-border-strong bg-surface px-1 font-medium font-sans text-2xs text-text-muted leading-none">
      {textOf(children)}
    </kbd>
  );
}
