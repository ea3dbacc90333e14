'use client';

import type { KeyboardEvent } from 'react';
import { isTyping } from '#components/layout/is-typing.ts';
import { clamp } from '#lib/core/clamp.ts';

export interface RecordKeysOptions {
  records: readonly { readonly record: number }[];
  current: number | undefined;
  onOpen: (record: number | undefined) => void;
}

/**
 * J and K move between records, Esc closes the record. The keys work only while the focus is in the list or the drawer;
 * Enter on a focused link opens its record.
 */
export function useRecordKeys({ records, current, onOpen }: RecordKeysOptions) {
  const step = (by: number) => {
    const index = records.findIndex(({ record }) => record === current);
    const next = records[index + by];
    if (next && index >= 0) onOpen(next.record);
    focusLink(index >= 0 ? (next?.record ?? current) : undefined, by);
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'Escape' && current !== undefined) {
      onOpen(undefined);
      focusLink(current, 0);
    } else if (event.key === 'j' || event.key === 'J') step(1);
    else if (event.key === 'k' || event.key === 'K') step(-1);
    else return;
    event.preventDefault();
  };
}

/** Focuses the record's link or, if there is no such link, the one that is `by` links after the focused link. */
function focusLink(record: number | undefined, by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-record-link]')].filter(
    (link) => link.offsetParent !== null,
  );
  const target = links.find(
    (link) =>
      record !== undefined && new URL((link as HTMLAnchorElement).href).searchParams.get('record') === String(record),
  );
  const focused = links.indexOf(document.activeElement as HTMLElement);
  const index = focused < 0 ? 0 : focused + by;
  const link = target ?? links[clamp(index, 0, links.length - 1)];
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}
