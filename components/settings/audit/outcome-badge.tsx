import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { Outcome } from '#lib/core/audit/audit-entry.ts';
import { useAuditNames } from './use-audit-names.ts';

const TONES = { done: 'success', refused: 'error', failed: 'warning', begun: 'queued' } satisfies Record<Outcome, Tone>;

export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useAuditNames();
  return (
    <Badge plain tone={TONES[outcome]}>
      {t(`outcomes.${outcome}`)}
    </Badge>
  );
}
