import { Upload } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ConnectorCatalog } from '#components/catalog/connector-catalog.tsx';
import { ConnectorPreparation } from '#components/catalog/connector-preparation.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { AuthenticationWizard } from '#components/new-authentication/authentication-wizard.tsx';
import { NeedsRole } from '#components/page-access/needs-role.tsx';
import { NEW_EXPORT, uploadTablePath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { viewCatalog } from '#lib/commands/console/authentications.ts';
import { connectors } from '#lib/connectors/registry.ts';
import { hasPermission } from '#lib/core/access/permission.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { createAuthentication, enterSandbox, testEnteredToken } from '../authentications/actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('integrations'))('title') };
}

export default async function CatalogPage({ searchParams }: PageProps<'/integrations/catalog'>) {
  const { actor } = await requestVisitor();
  if ((await searchParams)['new'] !== undefined && !hasPermission(actor, 'authentications.manage'))
    return <NeedsRole needs="authentications.manage" role={actor.role} />;
  const t = await getTranslations('integrations');
  const { callsPerMinute } = await load(viewCatalog, {});
  const types = connectors.map(({ type }) => type);
  const upload = (chunks: ReactNode) => <Link href={uploadTablePath()}>{chunks}</Link>;
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <ButtonLink href={NEW_EXPORT} icon={<Upload aria-hidden />}>
            {t('uploadFile')}
          </ButtonLink>
        }
      />
      <SheetBody>
        <ConnectorCatalog types={types} callsPerMinute={callsPerMinute} enterSandbox={enterSandbox} />
        {connectors.map(({ type, fields }) => (
          <ConnectorPreparation
            key={type}
            type={type}
            fieldCount={fields.length}
            requiredCount={fields.filter(({ isRequired }) => isRequired).length}
          />
        ))}
        <p className="mt-6 text-text-muted text-xs">{t.rich('note', { upload })}</p>
        <AuthenticationWizard
          types={types}
          create={createAuthentication}
          test={testEnteredToken}
          enterSandbox={enterSandbox}
        />
      </SheetBody>
    </Sheet>
  );
}
