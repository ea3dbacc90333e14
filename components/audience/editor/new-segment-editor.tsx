'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { useCodeText } from '#components/http/use-code-text.ts';
import { Sheet } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { segmentPath, studioPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import { segmentMembers } from '#lib/core/audience/segment.ts';
import type { JobError } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { pathOf, rootOf } from '../studio/folder-paths.ts';
import { useStudio } from '../studio/studio-context.ts';
import { EditorBody } from './editor-body.tsx';
import { NewSegmentFields } from './new-segment-fields.tsx';
import { SaveButton } from './save-button.tsx';
import { emptyDraft, ruleOfDraft } from './state/convert-rule.ts';
import { segmentKey } from './state/segment-draft.ts';
import { useSegmentDraft } from './state/use-segment-draft.ts';
import { TablesNote } from './tables-note.tsx';
import { useSave } from './use-save.ts';

export interface NewSegmentEditorProps {
  tables: BuiltTables;
  /** Why the columns are unknown. */
  tablesProblem: JobError | null;
  timeZone: string;
  /** The folder that the URL proposes for the segment, by its ID. */
  folder: number | undefined;
  create: (input: {
    parent_segment: number;
    folder: readonly string[];
    name: string;
    description: string;
    rule: unknown;
  }) => Promise<ActionResult<{ readonly id: number; readonly updated_at: string }>>;
}

/** The page that creates a segment. */
export function NewSegmentEditor({ tables, tablesProblem, timeZone, folder, create }: NewSegmentEditorProps) {
  const t = useTranslations('segment-editor');
  const router = useRouter();
  const { studio } = useStudio();
  const { parentSegment, folders, segments } = studio;
  const initialFolder = folders.find(({ id }) => id === folder) ?? rootOf(folders);
  const key = `new ${parentSegment.id} ${initialFolder.id}`;
  const content = { name: '', description: '', folder: initialFolder.id, rule: emptyDraft() };
  const form = useSegmentDraft({ content, updatedAt: 0 }, key);
  const { draft, checked, change } = form;
  const textOf = useCodeText('errors');
  const name = segmentMembers.name.safeParse(draft.name);
  const saving = useSave({
    isValid: checked.rule !== undefined && name.success,
    isNeeded: true,
    content: draft,
    save: () =>
      create({
        parent_segment: parentSegment.id,
        folder: pathOf(folders, draft.folder),
        name: draft.name,
        description: draft.description,
        rule: ruleOfDraft(draft.rule),
      }),
    onSaved: ({ id, updated_at }) => {
      form.markCreated(Date.parse(updated_at), segmentKey(id));
      toast.success(t('saved', { name: draft.name.trim() }));
      router.push(segmentPath({ parentSegment: parentSegment.id, id }));
    },
  });
  const nameProblem = name.error?.issues[0] && textOf(name.error.issues[0].message);
  const choices = useMemo(
    () => ({ parentSegment: parentSegment.id, tables, timeZone, segments }),
    [parentSegment.id, tables, timeZone, segments],
  );
  return (
    <Sheet>
      <SheetHead
        crumbs={[{ label: parentSegment.name, href: studioPath(parentSegment.id) }]}
        title={draft.name.trim() || t('new')}
        actions={
          <>
            <ButtonLink href={studioPath(parentSegment.id)} onClick={() => form.discard()}>
              {t('cancel')}
            </ButtonLink>
            <SaveButton busy={saving.isSaving} onClick={saving.submit} />
          </>
        }
      />
      <EditorBody
        choices={choices}
        segment={undefined}
        isBuilt={studio.buildInUse !== null}
        draft={draft.rule}
        checked={checked}
        change={(rule) => change({ rule })}
        saving={saving}
      >
        <TablesNote parentSegment={parentSegment.id} problem={tablesProblem} />
        <NewSegmentFields
          draft={draft}
          change={change}
          nameProblem={saving.wasSaveTried ? nameProblem : undefined}
          serverProblems={saving.serverProblems}
        />
      </EditorBody>
    </Sheet>
  );
}
