'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { SearchInput, type SearchInputProps } from '#components/ui/forms/search-input.tsx';
import { useDebounced } from '#components/ui/hooks/use-debounced.ts';

const TYPING_MS = 300;

export interface ListSearchProps extends Pick<SearchInputProps, 'label' | 'maxLength' | 'className'> {
  /** The search that the list shows. */
  applied: string | undefined;
  onApply: (text: string | undefined) => void;
}

/** The search of a list, which is applied once the person stops typing, or clears it. */
export function ListSearch({ applied = '', onApply, ...props }: ListSearchProps) {
  const [text, setText] = useState(applied);
  /** Trimmed, as lists apply it. */
  const [requested, setRequested] = useState(applied);
  const [lastApplied, setLastApplied] = useState(applied);
  if (lastApplied !== applied) {
    setLastApplied(applied);
    // The response to an earlier request must not replace what the person has typed since.
    if (applied !== requested) {
      setRequested(applied);
      setText(applied);
    }
  }
  const settled = useDebounced(text, text === '' ? 0 : TYPING_MS);
  const apply = useEffectEvent((typed: string) => {
    const next = typed.trim();
    if (typed !== text || next === requested) return;
    setRequested(next);
    onApply(next || undefined);
  });
  useEffect(() => apply(settled), [settled]);
  return <SearchInput {...props} placeholder={props.label} controlSize="sm" value={text} onValueChange={setText} />;
}
