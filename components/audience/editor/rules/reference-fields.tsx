'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { ReferenceDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';

export interface ReferenceFieldsProps {
  rule: ReferenceDraft;
  onChange: (rule: ReferenceDraft) => void;
}

/** The segment that customers are in, or not in. */
export function ReferenceFields({ rule, onChange }: ReferenceFieldsProps) {
  const t = useTranslations('segment-editor.subjects');
  const { choices } = useRuleForm();
  const isLost = rule.id !== undefined && choices.segments.every(({ id }) => String(id) !== rule.id);
  const lost = isLost ? [{ value: rule.id ?? '', label: t('lost', { id: rule.id ?? '' }) }] : [];
  return (
    <Combobox
      label={t('segment')}
      placeholder={t('chooseSegment')}
      controlSize="sm"
      className="w-auto!"
      choices={[
        ...choices.segments.map(({ id, name, folder }) => ({
          value: String(id),
          label: name,
          ...(folder.length > 0 && { detail: folder.join(' / ') }),
        })),
        ...lost,
      ]}
      value={rule.id ?? null}
      onValueChange={(id) => onChange({ ...rule, id })}
    />
  );
}
