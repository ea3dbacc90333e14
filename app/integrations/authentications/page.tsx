import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthenticationTable } from '#components/authentication/list/authentication-table.tsx';
import { AuthenticationsEmpty } from '#components/authentication/list/authentications-empty.tsx';
import { AuthenticationsHead } from '#components/authentication/list/authentications-head.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { CliHint } from '#components/new-authentication/cli-hint.tsx';
import { connectors } from '#lib/connectors/registry.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { enterSandbox } from './actions.ts';
import { authenticationActions } from './authentication-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('authentications'))('title') };
}

export default async function AuthenticationsPage() {
  const { authentications } = await webRuntime();
  const jobs = authentications.jobCounts();
  const listed = authentications.list().map((each) => ({ ...each, jobs: jobs.get(each.id) ?? 0 }));
  const types = connectors.map(({ type }) => type);
  const [first] = listed;
  return (
    <Sheet>
      <AuthenticationsHead types={types} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {first === undefined ? (
          <AuthenticationsEmpty types={types} enterSandbox={enterSandbox} />
        ) : (
          <>
            <AuthenticationTable authentications={listed} actions={authenticationActions} />
            <CliHint authentication={first} />
          </>
        )}
      </SheetBody>
    </Sheet>
  );
}
