'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import { ReviewActions } from '../review-actions.tsx';
import type { ReviewRecordsProps } from '../review-records-props.ts';
import { RowsError } from '../states/rows-error.tsx';
import { useRows } from '../use-rows.ts';
import { RecordCard } from './record-card.tsx';
import { RecordSheet } from './record-sheet.tsx';

const CARD_HEIGHT_PX = 92;
/** Browsers limit the height of a page; more cards are shown on demand. */
const PAGE_SIZE = 20_000;

/** The records on phones: a card for each, and a sheet for editing one. */
export function ReviewCards({ context, notice, isLoading, children, ...bar }: ReviewRecordsProps) {
  const t = useTranslations('review.cards');
  const { view, records, isPersonalShown } = context;
  const [limit, setLimit] = useState(PAGE_SIZE);
  const [currentRecord, setCurrentRecord] = useState<number>();
  const listRef = useRef<HTMLOListElement>(null);
  const [margin, setMargin] = useState(0);
  const count = Math.min(limit, records.list.length);
  useLayoutEffect(() => setMargin(listRef.current?.offsetTop ?? 0), []);
  const cards = useWindowVirtualizer({ count, estimateSize: () => CARD_HEIGHT_PX, overscan: 8, scrollMargin: margin });
  const { startIndex, endIndex } = cards.range ?? { startIndex: 0, endIndex: 0 };
  const currentPosition = currentRecord === undefined ? undefined : records.list.indexOf(currentRecord);
  // Closes the sheet if the list was reloaded without the record.
  if (currentRecord !== undefined && currentPosition === undefined) setCurrentRecord(undefined);
  const range = { first: startIndex, last: endIndex, focused: currentPosition ?? startIndex };
  const { rowAt, ...rows } = useRows({ ...reviewScopeOf(view), records, isPersonalShown }, range);
  return (
    <>
      <ReviewActions
        context={context}
        column={undefined}
        record={currentRecord}
        row={currentPosition === undefined ? undefined : rowAt(currentPosition)}
        jump={undefined}
        bar={bar}
      />
      {notice}
      <RowsError rows={rows} />
      {records.list.length === 0 && children}
      <ol
        ref={listRef}
        aria-busy={isLoading}
        aria-label={t('label')}
        className="relative"
        style={{ height: cards.getTotalSize() }}
      >
        {cards.getVirtualItems().map(({ index, start }) => {
          const record = records.list.at(index) ?? 0;
          return (
            <li
              key={record}
              ref={cards.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 border-border border-b"
              style={{ transform: `translateY(${start - margin}px)` }}
            >
              <RecordCard record={record} row={rowAt(index)} onOpen={() => setCurrentRecord(record)} />
            </li>
          );
        })}
      </ol>
      {count < records.list.length && (
        <LinkButton className="mx-auto my-3" onClick={() => setLimit(limit + PAGE_SIZE)}>
          {t('more')}
        </LinkButton>
      )}
      <RecordSheet
        context={context}
        record={currentRecord}
        row={currentPosition === undefined ? undefined : rowAt(currentPosition)}
        onClose={() => setCurrentRecord(undefined)}
      />
    </>
  );
}
