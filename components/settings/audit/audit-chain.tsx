import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { ChainReport } from '#lib/core/audit/audit-chain.ts';

interface AuditChainBadgeProps {
  /** Undefined while it is being checked. */
  readonly chain: ChainReport | undefined;
  readonly entryCount: number;
}

export function AuditChainBadge({ chain, entryCount }: AuditChainBadgeProps) {
  const t = useTranslations('settings.audit');
  if (chain?.fault) return null;
  return (
    <Badge tone={chain ? 'success' : 'queued'} icon={<Link2 aria-hidden />}>
      {t(chain ? 'intact' : 'checking', { entries: entryCount })}
    </Badge>
  );
}
