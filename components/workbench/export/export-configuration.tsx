'use client';

import { useTranslations } from 'next-intl';
import type { FormEventHandler, ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { ParameterFields } from '#components/export-settings/parameter-fields.tsx';
import type { AuthenticationChoice, SendForm } from '#components/export-settings/send-form.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';

export interface ExportConfigurationProps {
  formId: string;
  form: SendForm;
  connector: Connector;
  authentications: readonly AuthenticationChoice[];
  onSubmit: FormEventHandler;
}

/** The last step of a query's export: all settings except the authentication, which the steps before it choose. */
export function ExportConfiguration({ formId, form, connector, authentications, onSubmit }: ExportConfigurationProps) {
  const t = useTranslations('exports.send');
  const [authenticationId, isTest] = useWatch({
    control: form.control,
    name: ['authentication', 'parameters.test_event'],
  });
  const isSandbox = authentications.find(({ id }) => id === authenticationId)?.target === 'sandbox';
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  return (
    <form id={formId} noValidate onSubmit={onSubmit} className="grid content-start gap-5">
      {isTest && <Banner tone="test">{t.rich('testNote', { b })}</Banner>}
      {!isTest && isSandbox && <Banner tone="test">{t.rich('sandboxNote', { b })}</Banner>}
      <ParameterFields form={form} connector={connector} />
    </form>
  );
}
