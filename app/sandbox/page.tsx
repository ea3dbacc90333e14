import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { AUTHENTICATIONS } from '#components/paths.ts';
import { AccountFilter } from '#components/sandbox/account-filter.tsx';
import { ReceivedDrawer } from '#components/sandbox/received-drawer.tsx';
import { ReceivedTable } from '#components/sandbox/received-table.tsx';
import { SandboxEmpty } from '#components/sandbox/sandbox-empty.tsx';
import { readSandbox } from '#lib/operations/authentications/read-sandbox.ts';
import { sandboxDirectory } from '#lib/runtime/sandbox-directory.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { sandboxPath, sandboxQuery } from './sandbox-input.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sandbox'))('title') };
}

const PAGE_SIZE = 25;

export default async function SandboxPage({ searchParams }: PageProps<'/sandbox'>) {
  const t = await getTranslations('sandbox');
  const crumbs = (await getTranslations('authentications'))('title');
  const query = sandboxQuery.parse(await searchParams);
  const { env } = await webRuntime();
  const { requests, opened, older } = await readSandbox(sandboxDirectory(env), { ...query, limit: PAGE_SIZE });
  const { request, personal, ...list } = query;
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: crumbs, href: AUTHENTICATIONS }]} title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {query.account !== undefined && <AccountFilter account={query.account} />}
        {requests.length === 0 ? (
          <SandboxEmpty account={query.account} />
        ) : (
          <ReceivedTable
            requests={requests.map((each) => ({ ...each, href: sandboxPath({ ...list, request: each.id }) }))}
            opened={opened?.id}
            newestHref={query.before === undefined ? undefined : sandboxPath({ account: query.account })}
            olderHref={older === undefined ? undefined : sandboxPath({ account: query.account, before: older })}
          />
        )}
        <ReceivedDrawer
          request={opened}
          closeHref={sandboxPath(list)}
          personal={{
            shown: personal === 'shown',
            href: sandboxPath({ ...list, request, ...(personal === undefined && { personal: 'shown' }) }),
          }}
        />
      </SheetBody>
    </Sheet>
  );
}
