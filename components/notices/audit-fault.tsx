import { useTranslations } from 'next-intl';
import { settingsPath } from '#components/paths.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import type { ChainFault } from '#lib/core/audit/audit-chain.ts';

interface AuditFaultProps {
  readonly fault: ChainFault | null | undefined;
  /** For banners on other pages than the audit log. */
  readonly linksToAuditLog?: boolean;
}

/** Why the audit log cannot be trusted, and what to do; nothing if no fault is known. */
export function AuditFault({ fault, linksToAuditLog = false }: AuditFaultProps) {
  const t = useTranslations('settings.audit');
  if (!fault) return null;
  return (
    <Banner tone="error" title={t('broken')} className="my-4">
      {t(`faults.${fault.kind}`, { id: fault.id })} {t('brokenText')} <code>pintd audit:verify</code>
      {linksToAuditLog && (
        <>
          {' · '}
          <Link href={settingsPath('audit')}>{t('open')}</Link>
        </>
      )}
    </Banner>
  );
}
