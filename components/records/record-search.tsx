'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { numberOf } from '#lib/core/view/record-query.ts';

/** Opens a record by its number, independent of the filters. */
export function RecordSearch({ onFind }: { onFind: (record: number) => void }) {
  const t = useTranslations('records.search');
  const error = useId();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Japanese input also produces full-width digits.
    const digits = text.normalize('NFKC').replace(/[\s.,'_]/g, '');
    // Records are numbered from 1.
    const record = numberOf(digits) || undefined;
    setWrong(digits !== '' && record === undefined);
    if (record !== undefined) onFind(record);
  };
  return (
    <search className="max-wide:min-w-36 max-wide:flex-1">
      <form onSubmit={submit} className="flex flex-wrap items-center gap-x-2">
        <SearchInput
          label={t('label')}
          placeholder={t('label')}
          inputMode="numeric"
          enterKeyHint="go"
          value={text}
          controlSize="sm"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? error : undefined}
          onValueChange={(next) => {
            setText(next);
            setWrong(false);
          }}
          className="w-42 max-wide:w-full"
        />
        {isWrong && (
          <span id={error} role="alert" className="text-error text-xs">
            {t('malformed')}
          </span>
        )}
      </form>
    </search>
  );
}
