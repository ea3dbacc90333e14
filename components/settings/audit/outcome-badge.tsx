import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { EntryOutcome } from '#lib/core/audit/audit-entry.ts';
import { useAuditNames } from './use-audit-names.ts';

const TONES = { done: 'success', refused: 'error', failed: 'warning', begun: 'queued' } satisfies Record<
  EntryOutcome,
  Tone
>;

export function EntryOutcomeBadge({ outcome }: { readonly outcome: EntryOutcome }) {
  const { t } = useAuditNames();
  return (
    <Badge plain tone={TONES[outcome]}>
      {t(`outcomes.${outcome}`)}
    </Badge>
  );
}
