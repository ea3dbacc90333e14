'use client';

import { Tooltip } from '@base-ui/react/tooltip';
import { useFormatter, useTranslations } from 'next-intl';
import type { Option } from '#components/ui/forms/option.ts';
import { Kbd } from '#components/ui/text/kbd.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { IssueNote } from '../../states/issue-note.tsx';
import { issuesAt } from '../cell-issues.ts';
import type { GridColumn } from '../review-columns.ts';
import { ChoiceList } from './choice-list.tsx';
import { useEditHints } from './use-edit-hints.ts';

export interface EditPopupProps {
  id: string;
  anchor: Element | null;
  row: ReviewRow | undefined;
  column: GridColumn;
  choices: readonly Option[];
  highlighted: number | undefined;
  onChoose: (value: string) => void;
}

/** What helps while a cell is edited: its issues, the allowed values, how values are read, and the keys. */
export function EditPopup({ id, anchor, row, column, choices, highlighted, onChoose }: EditPopupProps) {
  const hints = useEditHints(column);
  const format = useFormatter();
  const issues = row ? issuesAt(row, column.column) : [];
  const wordsFor = (value: string) =>
    format.list(
      [...(column.matched ?? [])].flatMap(([word, to]) => (to === value ? [word] : [])),
      LIST_FORMAT,
    );
  return (
    <Tooltip.Root open={anchor !== null}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side="bottom" align="start" sideOffset={4} className="z-20">
          <Tooltip.Popup
            // Keeps the focus in the input, which would save on blur.
            onMouseDown={(event) => event.preventDefault()}
            className="grid w-84 rounded-control border border-border bg-surface-raised text-text text-xs shadow-menu"
          >
            {choices.length > 0 && (
              <ChoiceList id={id} choices={choices} highlighted={highlighted} wordsFor={wordsFor} onChoose={onChoose} />
            )}
            <div className="grid gap-1.5 border-border px-3 py-2.5 not-first:border-t">
              <div id={`${id}-hint`} className="grid gap-1.5 empty:hidden">
                {issues.map((issue) => (
                  <IssueNote key={`${issue.code} ${issue.field}`} issue={issue} />
                ))}
                {hints.map((hint) => (
                  <p key={hint}>{hint}</p>
                ))}
              </div>
              <EditKeys />
            </div>
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

const KEYS = [
  ['Enter', 'save'],
  ['Tab', 'saveNext'],
  ['F8', 'saveJump'],
  ['Esc', 'cancel'],
] as const;

function EditKeys() {
  const t = useTranslations('review.editing.keys');
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-text-muted">
      {KEYS.map(([key, text]) => (
        <span key={key} className="flex items-center gap-1.5 whitespace-nowrap">
          <Kbd>{key}</Kbd> {t(text)}
        </span>
      ))}
    </p>
  );
}
