'use client';

import { toNestErrors } from '@hookform/resolvers';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { issuesByField } from '#lib/core/connector/parameters.ts';
import { useCodeText } from './use-code-text.ts';

/** Validates a form with a schema whose issues are codes with parameters: each error is a text at its field. */
export function useFormResolver<Input extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output>,
): Resolver<Input, unknown, Output> {
  const textOf = useCodeText('errors');
  return (values, _, options) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors = Object.entries(issuesByField(parsed.error)).map(([field, { code, params }]) => [
      field,
      { type: code, message: textOf(code, params) },
    ]);
    return { values: {}, errors: toNestErrors(Object.fromEntries(errors), options) };
  };
}
