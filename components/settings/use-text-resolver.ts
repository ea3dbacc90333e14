'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { textParams } from '#lib/core/connector/parameters.ts';

/** Validates a form with a schema whose issues are codes with parameters, and translates them. */
export function useTextResolver<Values extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output>,
): Resolver<Values, unknown, Output> {
  const t = useTranslations();
  const textOf = useCallback(
    (issue: z.core.$ZodIssue) => {
      const field = t(`settings.fields.${String(issue.path[0])}` as never);
      return t(`errors.${issue.message}` as never, { field, ...textParams(issue) } as never);
    },
    [t],
  );
  return useCallback(
    (values) => {
      const parsed = schema.safeParse(values);
      if (parsed.success) return { values: parsed.data, errors: {} };
      const errors = parsed.error.issues.map((issue) => [issue.path[0], { type: issue.code, message: textOf(issue) }]);
      return { values: {}, errors: Object.fromEntries(errors.reverse()) as FieldErrors<Values> };
    },
    [schema, textOf],
  );
}
