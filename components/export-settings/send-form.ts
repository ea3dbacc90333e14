'use client';

import { useEffect, useRef } from 'react';
import { type Resolver, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { useExportDraft } from '#components/export-steps/export-draft.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { chosenRepeats } from '#components/export-steps/use-repeats.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { exportInput } from '#lib/core/export/export-input.ts';
import type { FrozenExport } from '#lib/core/job/job.ts';
import type { Mapping } from '#lib/core/record/field-target.ts';
import type { Constants } from '#lib/core/record/plan.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** The properties of an authentication that are shown when choosing one. */
export interface AuthenticationChoice extends Pick<Authentication, 'id' | 'name' | 'target' | 'failedAt'> {
  /** The account of its last job; null if there is none. */
  readonly account: string | null;
}

/** The base URL to which events are sent instead of to the service, and the setting that defines it. */
export interface CustomBaseUrl {
  readonly baseUrl: string;
  readonly setting: string;
}

/** A server action of the page. It validates its input itself. */
export type SendEvents = (input: unknown) => Promise<ActionResult<number>>;

export interface SendValues {
  /** Possibly the name of a saved mapping if the records come from a query. */
  mapping: Mapping | string;
  constants: Constants;
  /** Absent if the records come from a query. */
  upload?: number;
  authentication: number | null;
  parameters: { ad_account_id: string; test_event: boolean; skip_invalid_record: boolean };
  alreadyAccepted: FrozenExport['alreadyAccepted'];
  delivery: FrozenExport['delivery'];
  /** Absent where there is no choice about repeats. */
  repeats?: FrozenExport['repeats'];
}

const ACCOUNT = 'parameters.ad_account_id';

export type SendForm = UseFormReturn<SendValues>;

/** The form of the last step. It is filled from the draft and saves every change to it. */
export function useSendForm(
  file: ExportFile,
  { connector, mapping, constants }: ExportMapping,
  authentications: readonly AuthenticationChoice[],
): SendForm {
  const { draft, changeDraft } = useExportDraft(file);
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
      repeats: chosenRepeats(draft, file.savedMapping) ?? 'keep',
      authentication: initialAuthentication(authentications, draft.form?.authentication),
      parameters: {
        ad_account_id: draft.form?.account ?? '',
        test_event: false,
        skip_invalid_record: draft.form?.skip ?? true,
      },
    },
  });
  const { control, setValue } = form;
  useEffect(() => setValue('mapping', mapping), [mapping, setValue]);
  useEffect(() => setValue('constants', constants), [constants, setValue]);
  const [authentication, parameters, delivery, repeats] = useWatch({
    control,
    name: ['authentication', 'parameters', 'delivery', 'repeats'],
  });
  useAccountPrefill(form, connector, authentications);
  const { ad_account_id: account, skip_invalid_record: skip } = parameters;
  useEffect(
    () => changeDraft({ form: { authentication, account, skip, delivery, repeats }, step: 'send' }),
    [authentication, account, skip, delivery, repeats, changeDraft],
  );
  return form;
}

/**
 * Fills in the account of the last job with the chosen authentication, unless the person entered another one. The
 * sandbox accepts any account, so the example is filled in there; it does not stay for a live authentication.
 */
export function useAccountPrefill(
  { control, getValues, setValue }: Pick<SendForm, 'control' | 'getValues' | 'setValue'>,
  connector: Connector,
  authentications: readonly AuthenticationChoice[],
): void {
  const authentication = useWatch({ control, name: 'authentication' });
  const lastChosenId = useRef<number | null>(null);
  useEffect(() => {
    const choice = authentications.find(({ id }) => id === authentication);
    if (!choice) return;
    const entered = getValues(ACCOUNT);
    const example = connector.exampleAccount;
    // An account filled in for another authentication does not apply to this one.
    const previous = authentications.find(({ id }) => id === lastChosenId.current);
    const isFromPrevious = previous !== undefined && previous.id !== choice.id && entered === previous.account;
    lastChosenId.current = choice.id;
    const isExampleForLive = choice.target === 'live' && entered === example;
    if (entered !== '' && !isFromPrevious && !isExampleForLive) return;
    setValue(ACCOUNT, choice.account ?? (choice.target === 'sandbox' ? example : ''));
  }, [authentication, authentications, connector, getValues, setValue]);
}

/**
 * The draft's authentication if it still exists, else the only live one. If there is no live one, the only one of the
 * sandbox, which a rehearsal creates, too.
 */
function initialAuthentication(authentications: readonly AuthenticationChoice[], draftId: number | null | undefined) {
  const draftChoice = authentications.find(({ id }) => id === draftId);
  const live = authentications.filter(({ target }) => target === 'live');
  const [only, ...more] = live.length > 0 ? live : authentications;
  return draftChoice?.id ?? (more.length === 0 ? only?.id : undefined) ?? null;
}

export interface SendFieldsProps {
  form: SendForm;
  connector: Connector;
  authentications: readonly AuthenticationChoice[];
}
