'use client';

import { useEffect } from 'react';
import { type Resolver, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { useExportDraft } from '#components/export-steps/export-draft.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { exportInput } from '#lib/core/export/export-input.ts';
import type { FrozenExport } from '#lib/core/job/job.ts';
import type { Mapping } from '#lib/core/record/field-target.ts';
import type { Constants } from '#lib/core/record/plan.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** The properties of an authentication that are shown when choosing one. */
export type AuthenticationChoice = Pick<Authentication, 'id' | 'name' | 'target' | 'failedAt'>;

/** The address that live events are sent to instead of the service, and the setting that defines it. */
export interface CustomAddress {
  readonly address: string;
  readonly setting: string;
}

/** A server action of the page. It validates its input itself. */
export type SendEvents = (input: unknown) => Promise<ActionResult<number>>;

export interface SendValues {
  /** Or the name of a saved mapping, for the records of a query. */
  mapping: Mapping | string;
  constants: Constants;
  /** Absent if the records come from a query. */
  upload?: number;
  authentication: number | null;
  parameters: { ad_account_id: string; test_event: boolean; skip_invalid_record: boolean };
  alreadyAccepted: FrozenExport['alreadyAccepted'];
  delivery: FrozenExport['delivery'];
}

const ACCOUNT = 'parameters.ad_account_id';

export type SendForm = UseFormReturn<SendValues>;

/** The form of the last step. It is filled from the draft and saves every change to it. */
export function useSendForm(
  file: ExportFile,
  { connector, mapping, constants }: ExportMapping,
  authentications: readonly AuthenticationChoice[],
): SendForm {
  const { draft, update } = useExportDraft(file);
  const form = useForm<SendValues>({
    // The schema's type describes its output; this form holds its input.
    resolver: useFormResolver(exportInput(connector.parameters)) as unknown as Resolver<SendValues>,
    mode: 'onTouched',
    defaultValues: {
      upload: file.id,
      mapping,
      constants,
      alreadyAccepted: 'skip',
      delivery: draft.form?.delivery ?? 'at_least_once',
      authentication: initialAuthentication(authentications, draft.form?.authentication),
      parameters: {
        ad_account_id: draft.form?.account ?? '',
        test_event: draft.form?.test ?? false,
        skip_invalid_record: draft.form?.skip ?? true,
      },
    },
  });
  const { control, setValue } = form;
  useEffect(() => setValue('mapping', mapping), [mapping, setValue]);
  useEffect(() => setValue('constants', constants), [constants, setValue]);
  const [authentication, parameters, delivery] = useWatch({
    control,
    name: ['authentication', 'parameters', 'delivery'],
  });
  useExampleAccount(form, connector, authentications);
  const { ad_account_id: account, test_event: test, skip_invalid_record: skip } = parameters;
  useEffect(
    () => update({ form: { authentication, account, test, skip, delivery }, step: 'send' }),
    [authentication, account, test, skip, delivery, update],
  );
  return form;
}

/**
 * The sandbox accepts any account, so the example is filled in there. Real events are never sent to the example account.
 */
export function useExampleAccount(
  { control, getValues, setValue }: Pick<SendForm, 'control' | 'getValues' | 'setValue'>,
  connector: Connector,
  authentications: readonly AuthenticationChoice[],
): void {
  const authentication = useWatch({ control, name: 'authentication' });
  const target = authentications.find(({ id }) => id === authentication)?.target;
  useEffect(() => {
    const entered = getValues(ACCOUNT);
    if (target === 'sandbox' && entered === '') setValue(ACCOUNT, connector.exampleAccount);
    if (target === 'live' && entered === connector.exampleAccount) setValue(ACCOUNT, '');
  }, [target, connector, getValues, setValue]);
}

/** The authentication of the draft if it still exists, or the only one there is. */
function initialAuthentication(authentications: readonly AuthenticationChoice[], draftId: number | null | undefined) {
  const known = authentications.find(({ id }) => id === draftId);
  const [only, ...more] = authentications;
  return known?.id ?? (more.length === 0 ? only?.id : undefined) ?? null;
}

export interface SendFieldsProps {
  form: SendForm;
  connector: Connector;
  authentications: readonly AuthenticationChoice[];
}
