'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { LoadingNote } from '#components/ui/skeleton-rows.tsx';
import type { FieldSpec } from '#lib/core/field.ts';
import type { QueryChoice } from '#lib/core/saved-query.ts';
import type { TableOutline } from '#lib/core/workbench.ts';
import { ResultsPane } from './results-pane.tsx';
import { SchemaBrowser } from './schema-browser.tsx';
import type { SqlHandle, SqlSelection } from './sql-editor.tsx';
import type { SqlMark } from './sql-marks.ts';
import type { useCompatibility } from './use-compatibility.ts';
import type { Run } from './use-run.ts';
import type { Schema } from './use-schema.ts';

const SqlEditor = dynamic(() => import('./sql-editor.tsx').then(({ SqlEditor: editor }) => editor), {
  ssr: false,
  loading: () => <LoadingEditor />,
});

export interface EditorBodyProps {
  query: QueryChoice;
  fields: readonly FieldSpec[];
  schema: Schema;
  checked: ReturnType<typeof useCompatibility>;
  run: Run;
  marks: readonly SqlMark[];
  handle: RefObject<SqlHandle | null>;
  onChange: (sql: string) => void;
  onSelect: (selection: SqlSelection | null) => void;
  onRun: () => void;
}

const NO_TABLES: readonly TableOutline[] = [];

/** What there is to ask of, the question, and under it the answer. On a phone: one below the other. */
export function EditorBody({ query, fields, schema, checked, run, marks, handle, ...events }: EditorBodyProps) {
  const t = useTranslations('workbench.editor');
  return (
    <div className="grid min-h-0 flex-1 border-border border-t wide:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SchemaBrowser schema={schema} query={query} onInsert={(text) => handle.current?.insert(text)} />
      <div className="grid min-h-0 min-w-0 wide:grid-rows-[minmax(9rem,1fr)_minmax(12rem,0.8fr)] border-border wide:border-l">
        <div className="min-h-0 min-w-0 max-wide:h-72">
          <SqlEditor
            label={t('sql')}
            placeholder={t('placeholder')}
            value={query.sql}
            tables={schema.tables ?? NO_TABLES}
            fields={fields}
            marks={marks}
            onReady={(ready) => {
              handle.current = ready;
            }}
            {...events}
          />
        </div>
        <ResultsPane query={query} fields={fields} checked={checked} run={run} onChange={events.onChange} />
      </div>
    </div>
  );
}

function LoadingEditor() {
  return (
    <div className="grid gap-3 p-4">
      <LoadingNote />
      {['40%', '55%', '35%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
