import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthenticationTable } from '#components/authentication/list/authentication-table.tsx';
import { AuthenticationsEmpty } from '#components/authentication/list/authentications-empty.tsx';
import { AuthenticationsHead } from '#components/authentication/list/authentications-head.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { CliHint } from '#components/new-authentication/cli-hint.tsx';
import { viewAuthentications } from '#lib/commands/console/authentications.ts';
import { connectors } from '#lib/connectors/registry.ts';
import { load } from '#lib/web/run-command.ts';
import { enterSandbox } from '../actions.ts';
import { authenticationActions } from '../authentication-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('authentications'))('title') };
}

export default async function AuthenticationsPage() {
  const listed = await load(viewAuthentications, {});
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
