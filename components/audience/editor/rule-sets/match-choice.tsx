'use client';

import { useTranslations } from 'next-intl';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import type { Match } from '../state/rule-draft.ts';

const MATCHES = ['And', 'Or', 'Composite'] as const;

export interface MatchChoiceProps {
  label: string;
  value: Match;
  onChange: (match: Match) => void;
}

export function MatchChoice({ label, value, onChange }: MatchChoiceProps) {
  const t = useTranslations('segment-editor.match');
  return (
    <Segmented
      label={label}
      options={MATCHES.map((match) => ({ value: match, label: t(match) }))}
      value={value}
      onValueChange={onChange}
    />
  );
}
