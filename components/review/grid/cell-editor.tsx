'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { GridColumn } from './review-columns.ts';
import type { GridEditing, MoveDirection } from './use-cell-editing.ts';

export interface CellEditorProps {
  editing: GridEditing;
  record: number;
  column: GridColumn;
}

const MOVE_KEYS: Readonly<Record<string, readonly [plain: MoveDirection, shifted: MoveDirection]>> = {
  Enter: ['down', 'up'],
  Tab: ['right', 'left'],
};

/** The input of a cell. Leaving it saves the text, as in a spreadsheet; Esc discards it. */
export function CellEditor({ editing, record, column }: CellEditorProps) {
  const t = useTranslations('review.grid');
  const [text, setText] = useState(editing.cell?.text ?? '');
  const isFinished = useRef(false);
  const finish = (direction: MoveDirection | undefined, isSaved: boolean) => {
    if (isFinished.current) return;
    isFinished.current = true;
    if (isSaved) editing.save(text, direction);
    else editing.cancel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // Enter may also finish the composition of Japanese input.
    if (event.nativeEvent.isComposing) return;
    const direction = MOVE_KEYS[event.key]?.[event.shiftKey ? 1 : 0];
    if (!direction && event.key !== 'Escape') return;
    event.preventDefault();
    finish(direction, event.key !== 'Escape');
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it replaces the focused cell
      autoFocus
      type="text"
      autoComplete="off"
      spellCheck={false}
      aria-label={t('edit', { column: column.column, record })}
      aria-describedby="edit-keys"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={() => finish(undefined, true)}
      className="absolute inset-0 z-3 rounded-[3px] border-2 border-focus bg-surface-raised px-2 text-sm text-text tabular-nums outline-none"
    />
  );
}
