'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useValueChoices } from '#components/connector/use-value-choices.ts';
import { isComposing } from '#components/layout/is-composing.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import type { GridColumn } from '../review-columns.ts';
import { choicesFor, optionId } from './choice-list.tsx';
import { EditPopup } from './edit-popup.tsx';
import type { GridEditing, MoveDirection } from './use-cell-editing.ts';

export interface CellEditorProps {
  editing: GridEditing;
  row: ReviewRow | undefined;
  record: number;
  column: GridColumn;
}

const MOVE_KEYS: Readonly<Record<string, readonly [plain: MoveDirection, shifted: MoveDirection]>> = {
  Enter: ['down', 'up'],
  Tab: ['right', 'left'],
  F8: ['next issue', 'previous issue'],
};

/**
 * The input of a cell. Leaving it saves the text, as in a spreadsheet; Esc discards the text. If the field has a list
 * of values, they are offered: arrow keys choose one, and the text filters them. Any text can be saved, because the
 * mapping may match it to a value.
 */
export function CellEditor({ editing, row, record, column }: CellEditorProps) {
  const t = useTranslations('review.grid');
  const [text, setText] = useState(editing.cell?.text ?? '');
  const [movedTo, setMovedTo] = useState<number>();
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  const isFinished = useRef(false);
  const listId = useId();
  const allChoices = useValueChoices(column.fieldWithChoices);
  const isTyped = text !== editing.cell?.initialText;
  const { choices, defaultIndex } = choicesFor(allChoices, text, isTyped);
  const highlighted = movedTo ?? defaultIndex;
  const highlightedOption = highlighted === undefined ? undefined : choices[highlighted];
  const hasChoices = allChoices.length > 0;
  const finish = (saved: string | undefined, direction: MoveDirection | undefined) => {
    if (isFinished.current) return;
    isFinished.current = true;
    if (saved === undefined) editing.cancel();
    else editing.save(saved, direction);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // Enter may also finish the composition of Japanese input.
    if (isComposing(event.nativeEvent)) return;
    const direction = MOVE_KEYS[event.key]?.[event.shiftKey ? 1 : 0];
    const moved = indexAfter(event.key, highlighted, choices.length - 1);
    if (moved !== undefined) setMovedTo(moved);
    else if (direction) finish(highlightedOption?.value ?? text, direction);
    else if (event.key === 'Escape') finish(undefined, undefined);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={setInput}
        // biome-ignore lint/a11y/noAutofocus: it replaces the focused cell
        autoFocus
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('edit', { column: column.column, record })}
        {...(hasChoices && {
          role: 'combobox',
          'aria-expanded': choices.length > 0,
          'aria-controls': listId,
          'aria-autocomplete': 'list',
          'aria-activedescendant': highlighted === undefined ? undefined : optionId(listId, highlighted),
        })}
        aria-describedby={`${listId}-hint`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setMovedTo(undefined);
        }}
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onBlur={() => finish(text, undefined)}
        className="absolute inset-0 z-3 rounded-[3px] border-2 border-focus bg-surface-raised px-2 text-sm text-text tabular-nums outline-none"
      />
      <EditPopup
        id={listId}
        anchor={input}
        row={row}
        column={column}
        choices={choices}
        highlighted={highlighted}
        onChoose={(value) => finish(value, 'down')}
      />
    </>
  );
}

/** The choice that an arrow key moves to; undefined for other keys, or if there are no choices. */
function indexAfter(key: string, index: number | undefined, last: number): number | undefined {
  if (last < 0) return undefined;
  if (key === 'ArrowDown') return index === undefined ? 0 : Math.min(last, index + 1);
  if (key === 'ArrowUp') return index === undefined ? last : Math.max(0, index - 1);
  return undefined;
}
