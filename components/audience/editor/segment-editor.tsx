'use client';

import { Pencil, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { ChangedMeanwhile } from '#components/layout/changed-meanwhile.tsx';
import { newActivationPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import type { JobError } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { pathOf } from '../studio/folder-paths.ts';
import { SegmentSheet } from '../studio/segment-sheet.tsx';
import type { ShownSegment } from '../studio/shown-segment.ts';
import { useStudio } from '../studio/studio-context.ts';
import { EditableText } from './editable-text.tsx';
import { EditorBody } from './editor-body.tsx';
import { type SegmentUses, UsedBy } from './panel/used-by.tsx';
import { SaveButton } from './save-button.tsx';
import { draftOfRule, ruleOfDraft } from './state/convert-rule.ts';
import { type SegmentDraft, segmentKey } from './state/segment-draft.ts';
import { useSegmentDraft } from './state/use-segment-draft.ts';
import { TablesNote } from './tables-note.tsx';
import { useSave } from './use-save.ts';

export interface SegmentEditorProps {
  segment: ShownSegment;
  tables: BuiltTables;
  /** Why the columns are unknown. */
  tablesProblem: JobError | null;
  timeZone: string;
  uses: SegmentUses;
  save: (input: {
    segment: number;
    name?: string;
    folder?: readonly string[];
    description: string;
    rule: unknown;
    if_updated_at: string;
  }) => Promise<ActionResult<{ readonly updated_at: string }>>;
}

/** The tab with the rules of a segment. */
export function SegmentEditor({ segment, tables, tablesProblem, timeZone, uses, save }: SegmentEditorProps) {
  const t = useTranslations('segment-editor');
  const { studio, open } = useStudio();
  const { id, parentSegment, name } = segment;
  const segmentIds = { parentSegment: parentSegment.id, id };
  const { description, rule, updatedAt } = segment;
  // Without a new name and a new folder.
  const content = { name: '', description, folder: 0, rule: draftOfRule(rule) };
  const form = useSegmentDraft({ content, updatedAt }, segmentKey(id));
  const { draft, isEdited, isStale, checked, change } = form;
  const changedHeading = changedHeadingOf(draft, studio.folders);
  const heading = { name, folder: segment.folder, ...changedHeading };
  const saving = useSave({
    isValid: checked.rule !== undefined,
    isNeeded: isEdited,
    isStale,
    content: draft,
    save: (overwrites) =>
      save({
        ...changedHeading,
        segment: id,
        description: draft.description,
        rule: ruleOfDraft(draft.rule),
        if_updated_at: new Date(overwrites ? updatedAt : form.loadedAt).toISOString(),
      }),
    onSaved: ({ updated_at }) => {
      form.markSaved(Date.parse(updated_at));
      toast.success(t('saved', { name: heading.name }));
    },
  });
  const choices = useMemo(
    () => ({
      parentSegment: parentSegment.id,
      tables,
      timeZone,
      segments: studio.segments.filter((other) => other.id !== id),
    }),
    [parentSegment.id, tables, timeZone, studio.segments, id],
  );
  return (
    <SegmentSheet
      segment={segment}
      heading={heading}
      badges={
        <>
          <IconButton
            needs="audiences.write"
            size="sm"
            label={t('rename')}
            icon={<Pencil aria-hidden />}
            onClick={() => open({ kind: 'rename', segment })}
          />
          {isEdited && <Tag>{t('edited')}</Tag>}
        </>
      }
      actions={
        <>
          {isEdited && (
            <Button variant="quiet" onClick={form.discard}>
              {t('discard')}
            </Button>
          )}
          <ButtonLink href={newActivationPath(segmentIds)} icon={<Send aria-hidden />}>
            {t('createActivation')}
          </ButtonLink>
          <SaveButton disabled={!isEdited} busy={saving.isSaving} onClick={saving.submit} />
        </>
      }
    >
      <EditorBody
        choices={choices}
        segment={id}
        isBuilt={studio.buildInUse !== null}
        draft={draft.rule}
        checked={checked}
        change={(rule) => change({ rule })}
        saving={saving}
        aside={<UsedBy segment={segmentIds} uses={uses} />}
      >
        <TablesNote parentSegment={parentSegment.id} problem={tablesProblem} />
        {isStale && (
          <ChangedMeanwhile
            at={updatedAt}
            busy={saving.isSaving}
            needs="audiences.write"
            onLoad={form.load}
            onOverwrite={saving.overwrite}
          />
        )}
        <div className="-mb-2 flex min-h-7.5 items-center gap-1 text-sm text-text-muted">
          <EditableText
            label={t('fields.description')}
            editLabel={t('editDescription')}
            value={draft.description}
            maxLength={1000}
            onChange={(description) => change({ description })}
          >
            <p className="min-w-0 [overflow-wrap:anywhere]">{draft.description || t('noDescription')}</p>
          </EditableText>
        </div>
      </EditorBody>
    </SegmentSheet>
  );
}

/** The new name and the new folder of the segment, if they were entered while it was being created. */
function changedHeadingOf({ name, folder }: SegmentDraft, folders: readonly SegmentFolder[]) {
  const isKnown = folders.some(({ id }) => id === folder);
  return { ...(name !== '' && { name }), ...(isKnown && { folder: pathOf(folders, folder) }) };
}
