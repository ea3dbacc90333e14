'use client';

import { useRef } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A server action that creates a job, unless there is one with this domain key. */
type CreateJob<Input, T> = (input: Input & { readonly domainKey: string }) => Promise<ActionResult<T>>;

/**
 * Calls server actions that create a job. Until one has succeeded, its repeats with the same input have the same domain
 * key: if only the answer was lost, they get the job that exists instead of a second one.
 */
export function useCreateOnce() {
  const keys = useRef(new Map<string, string>());
  return async <Input extends object, T>(create: CreateJob<Input, T>, input: Input): Promise<ActionResult<T>> => {
    const text = JSON.stringify(input);
    const domainKey = keys.current.get(text) ?? crypto.randomUUID();
    keys.current.set(text, domainKey);
    const result = await create({ ...input, domainKey });
    if (result.ok) keys.current.delete(text);
    return result;
  };
}
