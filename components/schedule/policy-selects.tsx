import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import {
  MISSED_POLICIES,
  type MissedPolicy,
  OVERLAP_POLICIES,
  type OverlapPolicy,
} from '#lib/core/schedule/schedule.ts';

export interface PolicySelectProps<Policy> {
  value: Policy;
  onChange: (policy: Policy) => void;
}

/** What happens to planned times that were missed. */
export function MissedSelect({ value, onChange }: PolicySelectProps<MissedPolicy>) {
  const t = useTranslations('schedules');
  return (
    <Select
      choices={MISSED_POLICIES.map((policy) => ({ value: policy, label: t(`missed.${policy}`) }))}
      value={value}
      onValueChange={(policy) => onChange(policy as MissedPolicy)}
    />
  );
}

/** What happens at a planned time while the previous run has not ended. */
export function OverlapSelect({ value, onChange }: PolicySelectProps<OverlapPolicy>) {
  const t = useTranslations('schedules');
  return (
    <Select
      choices={OVERLAP_POLICIES.map((policy) => ({ value: policy, label: t(`overlap.${policy}`) }))}
      value={value}
      onValueChange={(policy) => onChange(policy as OverlapPolicy)}
    />
  );
}
