'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { numberOf } from '#lib/core/network/query-string.ts';

/** Opens a record by its number, independent of the filters. */
export function RecordSearch({ onFind }: { onFind: (record: number) => void }) {
  const t = useTranslations('records.search');
  const errorId = useId();
  const [text, setText] = useState('');
  const [isMalformed, setMalformed] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Japanese input also produces full-width digits.
    const digits = text.normalize('NFKC').replace(/[\s.,'_]/g, '');
    // Records are numbered from 1.
    const record = numberOf(digits) || undefined;
    setMalformed(digits !== '' && record === undefined);
    if (record !== undefined) onFind(record);
  };
  return (
    <>
      <search className="max-wide:min-w-36 max-wide:flex-1">
        <form onSubmit={submit}>
          <SearchInput
            label={t('label')}
            placeholder={t('label')}
            inputMode="numeric"
            enterKeyHint="go"
            value={text}
            controlSize="sm"
            aria-invalid={isMalformed || undefined}
            aria-describedby={isMalformed ? errorId : undefined}
            onValueChange={(next) => {
              setText(next);
              setMalformed(false);
            }}
            className="w-42 max-wide:w-full"
          />
        </form>
      </search>
      {/* The error is a line of its own below the bar: beside the input, it would move the count and the toggle. */}
      {isMalformed && (
        <span id={errorId} role="alert" className="order-last basis-full text-error text-xs">
          {t('malformed')}
        </span>
      )}
    </>
  );
}
