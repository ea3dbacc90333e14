'use client';

import { toNestErrors } from '@hookform/resolvers';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useCodeText } from '#components/http/use-code-text.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { ActivationForm, ActivationValues } from './activation-values.ts';
import { type InputProblem, problemsOf } from './input-problems.ts';

export interface ActivationFormOptions {
  connector: Connector;
  tables: BuiltTables;
  /** The restored values, or the initial ones. */
  values: ActivationValues;
}

/** The form of all steps. Its errors are the problems for which the command would refuse the input. */
export function useActivationForm({ connector, tables, values }: ActivationFormOptions): ActivationForm {
  const textOf = useProblemText();
  const resolver: Resolver<ActivationValues> = (entered, _, options) => {
    const problems = problemsOf(entered, { connector, tables });
    if (problems.length === 0) return { values: entered, errors: {} };
    // Of several problems of a value, the first is shown: reversed, it overwrites the others in the object.
    const errors = problems
      .toReversed()
      .map((problem) => [problem.path, { type: problem.code, message: textOf(problem) }]);
    return { values: {}, errors: toNestErrors(Object.fromEntries(errors), options) };
  };
  return useForm<ActivationValues>({ resolver, mode: 'onTouched', defaultValues: values });
}

/** The text of a problem: the wizard's own text, or the text of the error. */
export function useProblemText() {
  const problemText = useTranslations('activation-wizard.problems');
  const textOf = useCodeText('errors');
  return useCallback(
    ({ code, params }: InputProblem) =>
      problemText.has(code as never)
        ? problemText(code as never, { ...params } as never)
        : textOf(code, { field: '', ...params }),
    [problemText, textOf],
  );
}
