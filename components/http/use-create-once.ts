'use client';

import { useRef } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A server action that creates a job, unless one with this domain key exists. */
type CreateJob<Input, T> = (input: Input & { readonly domainKey: string }) => Promise<ActionResult<T>>;

/** After this time, the person has seen the result of the first click, and a second click means another job. */
const REPEAT_MS = 2 * 60_000;

/**
 * Calls server actions that create a job. For two minutes, or until one succeeds, calls with the same input share a
 * domain key: if only the answer was lost, a repeat returns the existing job instead of creating a second one.
 */
export function useCreateOnce() {
  const keys = useRef(new Map<string, { readonly key: string; readonly since: number }>());
  return async <Input extends object, T>(create: CreateJob<Input, T>, input: Input): Promise<ActionResult<T>> => {
    const inputJson = JSON.stringify(input);
    const now = performance.now();
    const earlier = keys.current.get(inputJson);
    const isRepeat = earlier !== undefined && now - earlier.since < REPEAT_MS;
    const { key, since } = isRepeat ? earlier : { key: crypto.randomUUID(), since: now };
    keys.current.set(inputJson, { key, since });
    const result = await create({ ...input, domainKey: key });
    if (result.ok) keys.current.delete(inputJson);
    return result;
  };
}
