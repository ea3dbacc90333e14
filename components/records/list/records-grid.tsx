import { useFormatter, useTranslations } from 'next-intl';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { columnKey, type ListedColumn, type ListedRecord } from '#components/record/listed-record.ts';
import type { RecordValues } from '#lib/core/view/record-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { RecordRow } from './record-row.tsx';

export interface RecordsGridProps {
  label: string;
  records: readonly ListedRecord[];
  columns: readonly ListedColumn[];
  /** Undefined while loading. */
  values: RecordValues | undefined;
  /** The record whose details are displayed. */
  current: number | undefined;
  hrefOf: (record: number) => string;
  onOpen: (record: number) => void;
}

const GRID =
  'w-px table-fixed border-separate border-spacing-0 text-sm leading-4.5 ' +
  '[&_thead_th]:h-row-dense [&_tbody_:is(td,th)]:h-row-double [&_:is(td,th)]:overflow-hidden [&_:is(td,th)]:text-ellipsis [&_:is(td,th)]:whitespace-nowrap [&_:is(td,th)]:border-border [&_:is(td,th)]:border-r [&_:is(td,th)]:border-b [&_:is(td,th)]:px-2.5 ' +
  '[&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:z-2 [&_thead_th]:bg-surface-sunken [&_thead_th]:text-start [&_thead_th]:font-semibold [&_thead_th]:text-text-muted [&_thead_th]:text-xs ' +
  '[&_tbody_tr:hover>*]:bg-surface-hover [&_tbody_tr[aria-selected=true]>*]:bg-surface-selected';

/**
 * Records of the file with the constants of the mapping, one per row. Tab, J and K move between the links; values are
 * loaded after the rows.
 */
export function RecordsGrid({ label, records, columns, values, current, hrefOf, onOpen }: RecordsGridProps) {
  const t = useTranslations('records.grid');
  const format = useFormatter();
  const textOf = useFieldText();
  const cellsOf = new Map(values?.records.map(({ record, cells }) => [record, cells]));
  return (
    <table aria-label={label} className={GRID}>
      <colgroup>
        <col className="w-20" />
        <col className="w-19" />
        <col className="w-27" />
        <col className="w-64" />
        <col className="w-30" />
        {columns.map((each) => (
          <col key={columnKey(each)} className={each.isConstant ? 'w-56' : 'w-36'} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left-0 z-3! text-end!">
            {t('record')}
          </th>
          <th scope="col" className="text-end!">
            {t('line')}
          </th>
          <th scope="col">{t('outcome')}</th>
          <th scope="col">{t('why')}</th>
          <th scope="col">{t('column')}</th>
          {columns.map(({ column, fields, isConstant, glyph }) => (
            <th
              key={columnKey({ column, isConstant })}
              scope="col"
              title={`${column} → ${format.list(fields.map(textOf), LIST_FORMAT)}`}
            >
              <span aria-hidden className="mr-1.5 font-bold font-mono text-2xs text-text-faint">
                {glyph}
              </span>
              {column}
              {isConstant && <span className="ml-1.5 font-normal">{t('constant')}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <RecordRow
            key={record.record}
            record={record}
            columns={columns}
            cells={values && (cellsOf.get(record.record) ?? null)}
            constants={values?.constants ?? []}
            isCurrent={record.record === current}
            href={hrefOf(record.record)}
            onOpen={() => onOpen(record.record)}
          />
        ))}
      </tbody>
    </table>
  );
}
