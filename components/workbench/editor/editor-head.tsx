'use client';

import { LogOut, Pencil, Play, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { QUERIES } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';
import type { QueryExport, SavedQuery } from '#lib/core/query/saved-query.ts';
import type { EditorDialog } from './dialogs/editor-dialog.ts';
import { EditorMenu } from './editor-menu.tsx';
import { ExportChip } from './export-chip.tsx';
import { QueryName } from './query-name.tsx';
import type { Run } from './run/use-run.ts';
import type { SqlSelection } from './sql/sql-editor.tsx';
import type { Draft } from './use-draft.ts';
import type { SaveQuery } from './use-save-query.ts';

export interface EditorHeadProps {
  saved: SavedQuery | null;
  /** The type of the connector that sends the results. */
  type: string;
  draft: Draft;
  authentication: AuthenticationChoice | undefined;
  selection: SqlSelection | null;
  run: Run;
  saving: SaveQuery;
  onRun: () => void;
  onOpen: (dialog: EditorDialog) => void;
}

/** The query's name, its export and actions. */
export function EditorHead({
  saved,
  type,
  draft,
  authentication,
  selection,
  run,
  saving,
  onRun,
  onOpen,
}: EditorHeadProps) {
  const t = useTranslations('workbench');
  const { query, change, isDirty } = draft;
  return (
    <SheetHead
      crumbs={[{ label: t('queries.title'), href: QUERIES }]}
      title={<QueryName name={query.name} problem={saving.nameProblem} onChange={(name) => change({ name })} />}
      actions={
        <>
          <ExportControl
            queryExport={query.export}
            type={type}
            authentication={authentication}
            onOpen={() => onOpen('export')}
            onRemove={() => change({ export: null })}
          />
          <Button needs="queries.write" disabled={!isDirty} busy={saving.isSaving} onClick={() => saving.save()}>
            {t('editor.save')}
          </Button>
          <Button
            needs="queries.run"
            variant="primary"
            icon={<Play aria-hidden />}
            busy={run.isStarting || run.isRunning}
            disabled={saving.isSaving}
            title={selection ? t('editor.selectionHelp') : undefined}
            onClick={onRun}
          >
            {t(selection ? 'editor.runSelection' : 'editor.run')}
            <span className="max-lg:hidden">
              <Kbd>Mod+Enter</Kbd>
            </span>
          </Button>
          <EditorMenu query={query} isSaved={saved !== null} onChange={change} onOpen={onOpen} />
        </>
      }
    />
  );
}

interface ExportControlProps {
  type: string;
  queryExport: QueryExport | null;
  authentication: AuthenticationChoice | undefined;
  onOpen: () => void;
  onRemove: () => void;
}

function ExportControl({ queryExport, type, authentication, onOpen, onRemove }: ExportControlProps) {
  const t = useTranslations('workbench.editor');
  if (queryExport === null)
    return (
      <Button needs="queries.write" icon={<LogOut aria-hidden />} onClick={onOpen}>
        {t('exportResults')}
      </Button>
    );
  return (
    <ExportChip queryExport={queryExport} type={type} authentication={authentication}>
      <IconButton
        needs="queries.write"
        size="sm"
        label={t('editExport')}
        icon={<Pencil aria-hidden />}
        onClick={onOpen}
      />
      <IconButton
        needs="queries.write"
        size="sm"
        label={t('removeExport')}
        icon={<X aria-hidden />}
        onClick={onRemove}
      />
    </ExportChip>
  );
}
