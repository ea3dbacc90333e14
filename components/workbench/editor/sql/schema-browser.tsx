'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ColumnTypeIcon } from '#components/results/column-type-icon.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { useWide } from '#components/ui/hooks/use-wide.ts';
import { Num } from '#components/ui/text/num.tsx';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { TableOutline } from '#lib/core/query/workbench.ts';
import { sqlName } from '#lib/core/sql/sql-name.ts';
import { namesIn, type Schema, useColumns } from './use-schema.ts';

export interface SchemaBrowserProps {
  schema: Schema;
  /** Tables that the query mentions are initially expanded. */
  query: Pick<QueryChoice, 'database' | 'sql'>;
  /** Undefined if the query cannot be edited; then names are text instead of buttons. */
  onInsert: ((text: string) => void) | undefined;
}

/** Tables and columns of the database; a click inserts the name at the cursor. */
export function SchemaBrowser({ schema, query, onInsert }: SchemaBrowserProps) {
  const t = useTranslations('workbench.schema');
  const isWide = useWide();
  const [search, setSearch] = useState('');
  const browser = (
    <div className="flex min-h-0 flex-col gap-2 p-3">
      <SearchInput
        label={t('search')}
        placeholder={t('search')}
        controlSize="sm"
        value={search}
        onValueChange={setSearch}
      />
      <div className="min-h-0 flex-1 overflow-auto max-wide:max-h-72">
        <Tables schema={schema} query={query} search={search.trim().toLowerCase()} onInsert={onInsert} />
      </div>
    </div>
  );
  if (isWide)
    return (
      <section aria-label={t('title')} className="flex min-h-0 flex-col">
        {browser}
      </section>
    );
  return (
    <details className="group border-border border-b">
      <summary className="flex min-h-11 items-center gap-1.5 px-4 font-medium text-sm">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {t('title')}
      </summary>
      {browser}
    </details>
  );
}

function Tables({ schema, query, search, onInsert }: SchemaBrowserProps & { search: string }) {
  const t = useTranslations('workbench.schema');
  const { tables, error, retry } = schema;
  if (error)
    return (
      <p className="p-2 text-sm text-text-muted">
        {error.message || t('failed')} <LinkButton onClick={retry}>{t('again')}</LinkButton>
      </p>
    );
  if (query.database === '') return <p className="p-2 text-sm text-text-muted">{t('choose')}</p>;
  if (!tables)
    return (
      <div className="grid gap-3 p-2">
        <Skeleton width="80%" />
        <Skeleton width="60%" />
      </div>
    );
  const mentioned = namesIn(query.sql);
  const shown = tables.flatMap((table) => matchTable(table, search) ?? []);
  if (shown.length === 0)
    return <p className="p-2 text-sm text-text-muted">{t(search === '' ? 'empty' : 'noMatch')}</p>;
  return (
    <ul>
      {shown.map((table) => (
        <li key={table.name}>
          <TableItem
            table={table}
            database={query.database}
            isOpenByDefault={
              shown.length === 1 || mentioned.has(table.name.toLowerCase()) || (search !== '' && table.columns !== null)
            }
            onInsert={onInsert}
          />
        </li>
      ))}
    </ul>
  );
}

/** The part of a table that matches a search: the whole table by its name, else matching columns. */
function matchTable(table: TableOutline, search: string): TableOutline | undefined {
  if (search === '' || table.name.includes(search)) return table;
  const columns = (table.columns ?? []).filter(({ name }) => name.toLowerCase().includes(search));
  return columns.length > 0 ? { ...table, columns } : undefined;
}

interface TableItemProps {
  table: TableOutline;
  database: string;
  isOpenByDefault: boolean;
  onInsert: SchemaBrowserProps['onInsert'];
}

const ITEM =
  'flex min-h-7 w-full min-w-0 items-center gap-1 rounded-tag px-1.5 text-start text-sm hover:bg-surface-hover max-wide:min-h-9';

function TableItem({ table, database, isOpenByDefault, onInsert }: TableItemProps) {
  const t = useTranslations('workbench.schema');
  /** Undefined until the person expands or collapses the table. */
  const [chosenOpen, setChosenOpen] = useState<boolean>();
  const { name, records } = table;
  const isOpen = chosenOpen ?? isOpenByDefault;
  const { data: loadedColumns, error } = useColumns(database, name, isOpen && table.columns === null);
  const columns = table.columns ?? loadedColumns;
  return (
    <>
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t('columnsOf', { table: name })}
          onClick={() => setChosenOpen(!isOpen)}
          className="grid size-7 flex-none place-items-center rounded-tag hover:bg-surface-hover max-wide:size-9"
        >
          <ChevronRight aria-hidden className={`size-4 transition-transform ${isOpen ? 'rotate-90' : ''}`} />
        </button>
        <SchemaName title={t('insert', { name })} onInsert={onInsert && (() => onInsert(sqlName(name)))}>
          <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
          {records !== null && (
            <span className="text-text-muted text-xs">
              <Num value={records} />
            </span>
          )}
        </SchemaName>
      </div>
      {isOpen && !columns && (
        <div className="py-1 pr-2 pl-9 text-sm text-text-muted">
          {error ? error.message || t('failed') : <Skeleton width="60%" />}
        </div>
      )}
      {isOpen && columns && (
        <ul className="pl-7">
          {columns.map((column) => (
            <li key={column.name}>
              <SchemaName
                title={`${column.name} ${column.type}`}
                onInsert={onInsert && (() => onInsert(sqlName(column.name)))}
              >
                <ColumnTypeIcon type={column.type} />
                <span className="mono min-w-0 truncate">{column.name}</span>
              </SchemaName>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface SchemaNameProps {
  title: string;
  onInsert: (() => void) | undefined;
  children: ReactNode;
}

function SchemaName({ title, onInsert, children }: SchemaNameProps) {
  if (!onInsert) return <span className={ITEM}>{children}</span>;
  return (
    <button type="button" title={title} onClick={onInsert} className={ITEM}>
      {children}
    </button>
  );
}
