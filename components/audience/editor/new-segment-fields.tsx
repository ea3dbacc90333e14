'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { isProblemOf } from '#lib/core/connector/parameters.ts';
import { pathOf, rootOf } from '../studio/folder-paths.ts';
import { useStudio } from '../studio/studio-context.ts';
import type { ShownProblem } from './state/rule-form.ts';
import type { SegmentDraft } from './state/segment-draft.ts';

export interface NewSegmentFieldsProps {
  draft: SegmentDraft;
  change: (part: Partial<SegmentDraft>) => void;
  nameProblem: string | undefined;
  serverProblems: readonly ShownProblem[];
}

/** The name, folder and description of a new segment. */
export function NewSegmentFields({ draft, change, nameProblem, serverProblems }: NewSegmentFieldsProps) {
  const t = useTranslations('segment-editor.fields');
  const { folders } = useStudio().studio;
  const errorAt = (path: string) => serverProblems.find(({ field }) => isProblemOf(path, field))?.text;
  const root = String(rootOf(folders).id);
  const options = folders
    .map(({ id }) => ({ value: String(id), label: pathOf(folders, id).join(' / ') || t('root') }))
    .sort((a, b) => Number(b.value === root) - Number(a.value === root) || a.label.localeCompare(b.label));
  return (
    <div className="grid wide:grid-cols-2 gap-4 border-border border-b pb-5">
      <Field label={t('name')} required error={nameProblem ?? errorAt('name')}>
        <TextInput
          autoFocus
          autoComplete="off"
          maxLength={100}
          value={draft.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <Field label={t('folder')} error={errorAt('folder')}>
        <Combobox
          label={t('folder')}
          choices={options}
          value={String(draft.folder)}
          onValueChange={(id) => change({ folder: Number(id) })}
        />
      </Field>
      <Field label={t('description')} error={errorAt('description')} className="wide:col-span-2">
        <TextInput
          autoComplete="off"
          maxLength={1000}
          value={draft.description}
          onChange={({ target }) => change({ description: target.value })}
        />
      </Field>
    </div>
  );
}
