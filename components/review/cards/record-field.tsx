'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { useValueChoices } from '#components/connector/use-value-choices.ts';
import { useIssueText } from '#components/job/issue-titles.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { useFailureText } from '../edits/edit-result.tsx';
import { issuesAt } from '../grid/cell-issues.ts';
import { exactValue } from '../grid/editing/use-cell-editing.ts';
import { useEditHints } from '../grid/editing/use-edit-hints.ts';
import type { GridColumn } from '../grid/review-columns.ts';
import type { ReviewContext } from '../review-context.ts';
import { useErrorToast } from '../use-error-toast.ts';

export interface RecordFieldProps {
  context: ReviewContext;
  row: ReviewRow;
  column: GridColumn;
}

/** An editable value of a record. Editing starts with the unmasked value. */
export function RecordField({ context: { view, edits, lock }, row, column }: RecordFieldProps) {
  const t = useTranslations('review.cards');
  const grid = useTranslations('review.grid');
  const textOf = useIssueText();
  const editing = useTranslations('review.editing');
  const problemText = useFailureText();
  const fieldText = useFieldText();
  const choices = useValueChoices(column.fieldWithChoices);
  const hints = useEditHints(column);
  const showError = useErrorToast();
  const [text, setText] = useState<string>();
  const [hasFailed, setFailed] = useState(false);
  const issues = issuesAt(row, column.column);
  const issueText = issues.map(({ code, params }) => textOf(code, params)).join(' ');
  const isError = issues.some(({ severity }) => severity === 'error');
  const value = row.cells[column.index]?.value ?? '';
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text === undefined) return;
    const edited = await edits.run({ kind: 'cell', record: row.record, column: column.column, value: text });
    setFailed(!edited);
    if (edited) setText(undefined);
  };
  const cancel = () => {
    setFailed(false);
    setText(undefined);
  };
  // The page shows the problem, too, but behind the sheet that this field is in.
  const problem = hasFailed && edits.problem ? problemText(edits.problem) : undefined;
  // A second press on Edit fetches the value again, but does not replace a text that has been edited by then.
  const startEditing = () =>
    void exactValue(view.upload, row, column).then((exact) => setText((typed) => typed ?? exact), showError);
  if (text === undefined)
    return (
      <div className="flex items-start justify-between gap-3 text-sm">
        <div className="min-w-0">
          <p className="text-text-muted text-xs">
            <span className="font-semibold">{column.column}</span> → {fieldText(column.field ?? '')}
          </p>
          <p className={`line-clamp-6 [overflow-wrap:anywhere] ${isError ? 'text-error' : ''}`}>
            {value.trim() === '' ? <span className="text-text-faint text-xs">{grid('empty')}</span> : value}
          </p>
          {issueText && <p className={`text-xs ${isError ? 'text-error' : 'text-warning'}`}>{issueText}</p>}
        </div>
        <LinkButton
          needs="reviews.write"
          className="flex-none"
          onClick={startEditing}
          aria-label={t('editOf', { column: column.column })}
        >
          {t('edit')}
        </LinkButton>
      </div>
    );
  return (
    <form onSubmit={save} className="grid gap-2">
      <Field label={column.column} help={[issueText, ...hints].join(' ').trim() || undefined} error={problem}>
        <TextInput autoFocus value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
      </Field>
      {choices.length > 0 && (
        <Combobox
          controlSize="sm"
          label={editing('allowed')}
          placeholder={editing('allowed')}
          choices={choices}
          value={text}
          onValueChange={setText}
        />
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" disabled={lock !== undefined} busy={edits.isBusy}>
          {t('save')}
        </Button>
        <Button size="sm" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
