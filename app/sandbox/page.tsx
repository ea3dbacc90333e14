import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { visitorMay } from '#components/page-access/gated-page.tsx';
import { AUTHENTICATIONS } from '#components/paths.ts';
import { AccountFilter } from '#components/sandbox/account-filter.tsx';
import { ReceivedDrawer } from '#components/sandbox/received-drawer.tsx';
import { ReceivedTable } from '#components/sandbox/received-table.tsx';
import { SandboxEmpty } from '#components/sandbox/sandbox-empty.tsx';
import { viewPersonalSandbox, viewSandbox } from '#lib/commands/console/sandbox.ts';
import { load } from '#lib/web/run-command.ts';
import { sandboxPath, sandboxQuery } from './sandbox-input.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sandbox'))('title') };
}

export default async function SandboxPage({ searchParams }: PageProps<'/sandbox'>) {
  const t = await getTranslations('sandbox');
  const authentications = (await getTranslations('authentications'))('title');
  const query = sandboxQuery.parse(await searchParams);
  const { personal: requestedPersonal, ...viewInput } = query;
  const personal = (await visitorMay('values.show')) ? requestedPersonal : undefined;
  const { request, ...listQuery } = viewInput;
  const { requests, opened, older } = await load(personal === 'shown' ? viewPersonalSandbox : viewSandbox, viewInput);
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: authentications, href: AUTHENTICATIONS }]} title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {query.account !== undefined && <AccountFilter account={query.account} />}
        {requests.length === 0 ? (
          <SandboxEmpty account={query.account} />
        ) : (
          <ReceivedTable
            requests={requests.map((each) => ({ ...each, href: sandboxPath({ ...listQuery, request: each.id }) }))}
            openId={opened?.id}
            newestHref={query.before === undefined ? undefined : sandboxPath({ account: query.account })}
            olderHref={older === undefined ? undefined : sandboxPath({ account: query.account, before: older })}
          />
        )}
        <ReceivedDrawer
          request={opened}
          closeHref={sandboxPath(listQuery)}
          personal={{
            isShown: personal === 'shown',
            href: sandboxPath({ ...listQuery, request, ...(personal === undefined && { personal: 'shown' }) }),
          }}
        />
      </SheetBody>
    </Sheet>
  );
}
