'use client';

import { type Resolver, useForm } from 'react-hook-form';
import type { AuthenticationChoice, SendForm, SendValues } from '#components/export-settings/send-form.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { exportInput } from '#lib/core/export/export-input.ts';
import { mappingOrName } from '#lib/core/export/mapping-input.ts';
import type { QueryExport } from '#lib/core/query/saved-query.ts';
import { BY_NAME } from '#lib/core/record/plan.ts';

export interface ExportFormOptions {
  connector: Connector;
  authentications: readonly AuthenticationChoice[];
  onDone: (queryExport: QueryExport) => void;
}

/** The form for the export of a query's results: the form for the export of a file, without the file. */
export function useExportForm(initial: QueryExport | null, { connector, authentications, onDone }: ExportFormOptions) {
  const initialParameters = initial?.parameters as Partial<SendValues['parameters']> | undefined;
  const onlyAuthentication = authentications.length === 1 ? authentications[0] : undefined;
  const form: SendForm = useForm<SendValues>({
    // The schema's type describes its output; this form holds its input.
    resolver: useFormResolver(
      exportInput(connector.parameters).omit({ upload: true }).extend({ mapping: mappingOrName }),
    ) as unknown as Resolver<SendValues>,
    mode: 'onTouched',
    defaultValues: {
      authentication: initial?.authentication ?? onlyAuthentication?.id ?? null,
      mapping: initial?.mapping ?? BY_NAME.mapping,
      alreadyAccepted: initial?.alreadyAccepted ?? 'skip',
      delivery: initial?.delivery ?? 'at_least_once',
      parameters: {
        ad_account_id: initialParameters?.ad_account_id ?? '',
        test_event: initialParameters?.test_event ?? false,
        skip_invalid_record: initialParameters?.skip_invalid_record ?? true,
      },
    },
  });
  const choose = ({ id, target }: AuthenticationChoice) => {
    form.setValue('authentication', id);
    // The sandbox accepts any account, so the example is filled in.
    if (target === 'sandbox' && form.getValues('parameters.ad_account_id') === '')
      form.setValue('parameters.ad_account_id', connector.exampleAccount);
  };
  const submit = form.handleSubmit(({ authentication, mapping, parameters, alreadyAccepted, delivery }) => {
    if (authentication === null) return;
    const constants = initial?.constants ?? BY_NAME.constants;
    // Only API clients can set `repeats` of a query; the form keeps it.
    const repeats = initial?.repeats && { repeats: initial.repeats };
    onDone({ authentication, mapping, constants, parameters, alreadyAccepted, delivery, ...repeats });
  });
  return { form, submit, choose };
}
