import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { QueryExport } from '#lib/core/query/saved-query.ts';

export interface ExportChipProps {
  queryExport: QueryExport;
  /** Undefined if the authentication was deleted or archived. */
  authentication: AuthenticationChoice | undefined;
  /** The connector type. */
  type: string;
  /** Buttons that change or remove the export. */
  children: ReactNode;
}

/** Where a query's results are sent, in the editor's head. */
export function ExportChip({ queryExport, authentication, type, children }: ExportChipProps) {
  const t = useTranslations('workbench.editor');
  const { test_event: isTest } = queryExport.parameters as { test_event?: boolean };
  const name = authentication?.name ?? String(queryExport.authentication);
  return (
    <span className="inline-flex min-h-control min-w-0 items-center gap-1 rounded-control border border-border-strong pr-1 pl-3 max-wide:w-full">
      <LogOut aria-hidden className="size-4 flex-none" />
      <span className="mx-1 min-w-0 max-w-52 truncate xl:max-w-80 font-semibold text-sm max-wide:flex-1" title={name}>
        {t.rich('exportTo', { name, connector: () => <ConnectorName type={type} /> })}
      </span>
      {isTest && <Badge tone="test">{t('test')}</Badge>}
      {authentication?.target === 'sandbox' && !isTest && <Badge tone="test">{t('sandbox')}</Badge>}
      {children}
    </span>
  );
}
