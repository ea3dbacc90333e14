import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { AuditFault } from '#components/notices/audit-fault.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { auditHref, settingsPath } from '#components/paths.ts';
import { AuditChainBadge } from '#components/settings/audit/audit-chain.tsx';
import { AuditDownload } from '#components/settings/audit/audit-download.tsx';
import { AuditFilters } from '#components/settings/audit/audit-filters.tsx';
import { AuditTable } from '#components/settings/audit/audit-table.tsx';
import { SettingsSheet } from '#components/settings/settings-sheet.tsx';
import { ListEmpty } from '#components/ui/feedback/list-empty.tsx';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { viewAuditLog } from '#lib/commands/console/access/audit.ts';
import { readAuditQuery } from '#lib/core/audit/audit-filter.ts';
import type { Locale } from '#lib/messages/locale.ts';
import { messagesOf, translate } from '#lib/messages/translate.ts';
import { requestTimeZone } from '#lib/web/request/request-time-zone.ts';
import { load } from '#lib/web/run-command.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('audit');

export default gatedPage('/settings/audit', async ({ searchParams }: PageProps<'/settings/audit'>) => {
  const t = await getTranslations('settings.audit');
  const texts = (await getMessages()).settings.audit;
  const locale = (await getLocale()) as Locale;
  const query = readAuditQuery(await searchParams);
  const { entries, newer, older, actors, actions, entryCount, chain } = await load(viewAuditLog, {
    ...query,
    timeZone: await requestTimeZone(),
  });
  const titleOf = (action: string) => translate('audit-actions', action, {}, locale);
  const reasonOf = (code: string) => {
    if (code in texts.reasons) return t(`reasons.${code as keyof typeof texts.reasons}`);
    // Entries do not store the parameters of a text, so a text with placeholders is not shown.
    const text = messagesOf('errors', locale)[code] ?? '';
    return text.includes('{') ? '' : text;
  };
  const shown = entries.map((entry) => {
    return { ...entry, title: titleOf(entry.action), reason: entry.code === null ? '' : reasonOf(entry.code) };
  });
  const firstPage = { ...query, before: undefined, after: undefined };
  return (
    <SettingsSheet
      page="audit"
      actions={
        <>
          <AuditChainBadge chain={chain} entryCount={entryCount} />
          <AuditDownload query={firstPage} />
        </>
      }
    >
      <div className="px-6 pb-6 max-wide:px-4">
        <AuditFault fault={chain?.fault} />
        {entryCount > 0 && (
          <AuditFilters
            query={query}
            actors={actors}
            actions={actions.map((value) => ({ value, label: titleOf(value) }))}
          />
        )}
        {shown.length === 0 ? (
          <ListEmpty
            texts={(key) => t(`empty.${key}`)}
            clearHref={entryCount > 0 ? settingsPath('audit') : undefined}
            startHref={settingsPath('people')}
          />
        ) : (
          <>
            <AuditTable entries={shown} />
            <TableFoot>
              <div>
                <p>{t('count', { count: shown.length })}</p>
                {/* The badge counts both entries of an action of several steps. */}
                {shown.some(({ begunAt }) => begunAt !== null) && <p>{t('pairs')}</p>}
              </div>
              <Pagination
                newerHref={newer === null ? undefined : auditHref({ ...firstPage, after: newer })}
                olderHref={older === null ? undefined : auditHref({ ...firstPage, before: older })}
              />
            </TableFoot>
          </>
        )}
      </div>
    </SettingsSheet>
  );
});
